// What a task has said, and what came of it: pings with their bodies, and flips.
#include "http/etag.h"
#include "http/find.h"
#include "http/json_history.h"
#include "http/problem.h"
#include "http/routes.h"

#include <algorithm>
#include <charconv>
#include <cstdint>

namespace cronmon {
namespace {

constexpr std::int64_t flips_usual = 50;
constexpr std::int64_t until_ms_max = INT64_MAX / ping_ids_per_ms;

Result<std::vector<PingKind>> read_kinds(const Ask& ask) {
    std::vector<PingKind> kinds;
    const auto words = read_words(ask, "kind", {"success", "start", "fail", "log", "ignored"});
    if (!words) return words.error();
    for (const std::string& word : *words) kinds.push_back(*ping_kind_of(word));
    return kinds;
}

// Before a row and before a time: whichever comes first.
PingId before(std::int64_t ping, std::int64_t until_ms) {
    if (until_ms == 0) return PingId{ping};
    const PingId until = first_ping_id(from_ms(until_ms));
    return ping == 0 ? until : std::min(until, PingId{ping});
}

Result<LogQuery> read_log_query(const Ask& ask) {
    const std::vector<std::string> known{"before", "until_ms", "kind", "length"};
    if (auto error = check_parameters(ask, known)) return *std::move(error);
    const auto ping = read_number(ask, "before", 0, INT64_MAX, 0);
    if (!ping) return ping.error();
    const auto until_ms = read_number(ask, "until_ms", 0, until_ms_max, 0);
    if (!until_ms) return until_ms.error();
    auto kinds = read_kinds(ask);
    if (!kinds) return kinds.error();
    const auto length = read_number(ask, "length", 1, list_length_max, LogQuery{}.length);
    if (!length) return length.error();
    return LogQuery{before(*ping, *until_ms), *length, *std::move(kinds)};
}

Reply show_log(const Services& services, const Ask& ask) {
    const auto query = read_log_query(ask);
    if (!query) return problem(query.error());
    const ListTag tag(services, ask, {Topic::pings, Topic::tasks, Topic::users});
    if (auto unchanged = tag.unchanged()) return *std::move(unchanged);
    // Settled, because the log of a task is a chain whose newest link is in its standing.
    const auto snapshot = present(services);
    const auto task = find_task(*snapshot, *ask.who, ask.names[0]);
    if (!task) return problem(task.error());
    const LogPage page = snapshot->log(task->task.id, *query);
    Reply reply = tag.put_on({200, log_json(page.rows)});
    if (page.next_before != PingId{})
        reply.fields.emplace_back("Next-Before", std::to_string(raw(page.next_before)));
    return reply;
}

// The bytes as they were sent. Never as something that a browser would run.
Reply show_body(const Services& services, const Ask& ask) {
    const auto snapshot = services.store.snapshot();
    const auto task = find_task(*snapshot, *ask.who, ask.names[0]);
    if (!task) return problem(task.error());
    std::int64_t id = 0;
    const std::string& text = ask.names[1];
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), id);
    const bool number = error == std::errc{} && end == text.data() + text.size() && id > 0;
    auto body = number ? snapshot->ping_body(task->task.id, PingId{id}) : std::nullopt;
    if (!body) return problem({Code::not_found, "ping: there is none with this id"});
    Reply reply{200, *std::move(body), "application/octet-stream"};
    reply.fields.emplace_back("Content-Disposition", "attachment; filename=\"body\"");
    return reply;
}

Reply show_flips(const Services& services, const Ask& ask) {
    const std::vector<std::string> known{"length"};
    if (const auto error = check_parameters(ask, known)) return problem(*error);
    const auto length = read_number(ask, "length", 1, list_length_max, flips_usual);
    if (!length) return problem(length.error());
    const ListTag tag(services, ask, {Topic::tasks, Topic::users});
    if (auto unchanged = tag.unchanged()) return *std::move(unchanged);
    const auto snapshot = services.store.snapshot();
    const auto task = find_task(*snapshot, *ask.who, ask.names[0]);
    if (!task) return problem(task.error());
    return tag.put_on({200, flips_json(snapshot->flips(task->task.id, *length))});
}

}  // namespace

void add_task_log_routes(RouteTable add) {
    add("GET", "/tasks/{}/log", Action::look, show_log);
    add("GET", "/tasks/{}/log/{}/body", Action::look, show_body);
    add("GET", "/tasks/{}/flips", Action::look, show_flips);
}

}  // namespace cronmon
