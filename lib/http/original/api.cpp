#include "http/original/api.h"

#include "base/utf8.h"
#include "http/bridge.h"
#include "http/original/answer.h"
#include "http/original/logged_url.h"
#include "http/original/number.h"
#include "http/ping_route.h"

#include <algorithm>

namespace cronmon {
namespace {

constexpr std::string_view root = "/api/v1.0";
constexpr std::string_view all_path = "/api/v1.0/tasks/all";
constexpr std::string_view some_path = "/api/v1.0/tasks";

constexpr std::int64_t page_standard = 1;
constexpr std::int64_t length_standard = 10;

std::string_view query_of(const Ask& ask) {
    const std::string_view target = ask.target;
    return target.substr(std::min(target.find('?'), target.size() - 1) + 1);
}

// Decoded, with doubled slashes counted as one.
std::string plain_path(std::string_view target) {
    std::string plain;
    for (const char c : percent_decoded(target.substr(0, target.find('?'))))
        if (c != '/' || !plain.ends_with('/')) plain += c;
    return plain;
}

// What proves nothing is no pair: an empty name or password, or bytes that are no text. Blanks
// behind a name meant nothing to the original's database.
std::optional<BasicPair> pair_of(const Ask& ask) {
    auto pair = basic_pair(ask.field("Authorization"));
    if (!pair || pair->name.empty() || pair->password.empty()) return std::nullopt;
    if (!utf8::length(pair->name) || !utf8::length(pair->password)) return std::nullopt;
    while (pair->name.ends_with(' ')) pair->name.pop_back();
    return pair;
}

std::optional<std::int64_t> number_of(const OriginalQuery& query, std::string_view name,
                                      std::int64_t standard) {
    const std::string text = query.value(name).value_or("");
    return text.empty() ? standard : python_int(text);
}

Reply no_records() { return refuse_request("No Records"); }
Reply out_of_range() { return refuse_request("Out of Range"); }

std::vector<ApiTask> tasks_with(Snapshot& snapshot, std::string_view uuid, const Visible& visible) {
    while (uuid.ends_with(' ')) uuid.remove_suffix(1);
    const auto id = Uuid::parse(uuid);
    return id ? snapshot.original_tasks_with(*id, visible) : std::vector<ApiTask>{};
}

}  // namespace

bool OriginalApi::is_asked(std::string_view target) {
    const std::string path = plain_path(target);
    return path.starts_with(root) && (path.size() == root.size() || path[root.size()] == '/');
}

Reply OriginalApi::answer(const Ask& ask) const {
    const std::string path = plain_path(ask.target);
    if (path != all_path && path != some_path) return tell_nowhere(ask);
    if (ask.method == "OPTIONS") return tell_methods();
    if (ask.method != "GET") return tell_wrong_method();
    try {
        return admit(ask, path);
    } catch (...) {
        return tell_our_failure(reply_to_exception().status, ask);
    }
}

Reply OriginalApi::admit(const Ask& ask, const std::string& path) const {
    const auto pair = pair_of(ask);
    if (!pair) return refuse_unproved();
    const PairVerdict verdict = doorkeeper_.try_pair(*pair, ask);
    if (verdict.kind == PairVerdict::Kind::throttled) return refuse_for(verdict.wait);
    if (verdict.kind == PairVerdict::Kind::nobody) return refuse_nobody();
    Reply reply = verdict.who ? tell(ask, path, verdict.who->businesses) : refuse_unproved();
    log(ask, path, verdict.user, reply.status);
    return reply;
}

// What goes wrong from here on is the caller's row in the log, like any other answer.
Reply OriginalApi::tell(const Ask& ask, const std::string& path, const Visible& visible) const {
    const OriginalQuery query(query_of(ask));
    try {
        return path == all_path ? tell_all(ask, query, visible) : tell_some(query, visible);
    } catch (...) {
        return tell_our_failure(reply_to_exception().status, ask);
    }
}

Reply OriginalApi::tell_all(const Ask& ask, const OriginalQuery& query,
                            const Visible& visible) const {
    const auto snapshot = doorkeeper_.store().snapshot();
    OriginalPage page;
    page.count = snapshot->original_task_count(visible);
    if (page.count == 0) return no_records();
    const auto length = number_of(query, "length", length_standard);
    if (!length || *length < 1) return out_of_range();
    const std::int64_t pages = (page.count - 1) / *length + 1;
    const auto number = number_of(query, "page", page_standard);
    if (!number || *number < 1 || *number > pages) return out_of_range();
    const auto link = [&](std::int64_t to) {
        return base_url(ask)
            .append(all_path)
            .append("?page=")
            .append(std::to_string(to))
            .append("&length=" + std::to_string(*length));
    };
    if (*number < pages) page.next = link(*number + 1);
    if (*number > 1) page.prev = link(*number - 1);
    return tell_page(page, snapshot->original_tasks(visible, (*number - 1) * *length, *length));
}

Reply OriginalApi::tell_some(const OriginalQuery& query, const Visible& visible) const {
    if (query.names() != 1) return refuse_request("Only One Keyword Allowed");
    const auto value = [&](std::string_view name) { return query.value(name).value_or(""); };
    const auto snapshot = doorkeeper_.store().snapshot();
    std::vector<ApiTask> tasks;
    if (const auto name = value("bizname"); !name.empty())
        tasks = snapshot->original_tasks_of(name, visible);
    else if (const auto url = value("url"); !url.empty())
        tasks = tasks_with(*snapshot, url, visible);
    else if (const auto task = value("taskname"); !task.empty())
        tasks = snapshot->original_tasks_named(task, visible);
    else return refuse_request("Keyword Doesn't Exist");
    return tasks.empty() ? no_records() : tell_tasks(tasks);
}

// As the caller reaches this server, so that the links lead back the same way.
std::string OriginalApi::base_url(const Ask& ask) const {
    const std::string_view host = ask.field("Host");
    if (host.empty()) return site_url_();
    return std::string(ask.by_https ? "https://" : "http://").append(host);
}

void OriginalApi::log(const Ask& ask, const std::string& path, UserId user, int code) const {
    std::string repaired;
    ApiRequestRow row;
    row.at = clock_.now();
    row.user = user;
    row.client_ip = ask.at_operators_socket ? "unix" : ask.address;
    row.user_agent = stored_user_agent(ask.field("User-Agent"), repaired);
    row.method = ask.head_only ? "HEAD" : ask.method;
    row.url = logged_url(path, query_of(ask));
    row.endpoint = path;
    row.code = code;
    doorkeeper_.engine().submit(LogApiRequest{std::move(row)}, [](auto) {});
}

}  // namespace cronmon
