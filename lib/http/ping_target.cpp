#include "http/ping_target.h"

#include "http/ask.h"

#include <algorithm>
#include <string>

namespace cronmon {
namespace {

using Place = PingTarget::Place;

constexpr std::string_view original_root = "/api/monlink";
constexpr std::string_view check_prefix = "/ping/";

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_of_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c) || c == '-' || c == '_';
}
bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }

// A whole number of any length; what is above the limit is one above it.
std::optional<int> read_exit_status(std::string_view text) {
    if (text.empty() || !std::ranges::all_of(text, is_digit)) return std::nullopt;
    int status = 0;
    for (const char c : text) status = std::min(status * 10 + (c - '0'), exit_status_max + 1);
    return status;
}

// What stands behind the name of a task: false if it means nothing.
bool read_word(std::string_view word, PingTarget& target) {
    if (word == "start") target.kind = PingKind::start;
    else if (word == "fail") target.kind = PingKind::fail;
    else if (word == "log") target.kind = PingKind::log;
    else {
        const auto status = read_exit_status(word);
        if (!status) return false;
        if (*status > exit_status_max) target.defect = PingDefect::exit_status;
        else target.exit_status = static_cast<std::int16_t>(*status);
        target.kind = *status == 0 ? PingKind::success : PingKind::fail;
    }
    return true;
}

// The last `rid` counts. A bad exit status is told before a bad run id.
void read_run(std::string_view value, PingTarget& target) {
    target.run = value.find('%') == std::string_view::npos ? Uuid::parse(value)
                                                           : Uuid::parse(percent_decoded(value));
    if (target.defect == PingDefect::exit_status) return;
    target.defect = target.run ? PingDefect::none : PingDefect::run_id;
}

void read_query(std::string_view query, PingTarget& target) {
    while (!query.empty()) {
        const auto end = std::min(query.find('&'), query.size());
        const std::string_view part = query.substr(0, end);
        if (part.starts_with("rid=") || part == "rid")
            read_run(part.substr(std::min<std::size_t>(4, part.size())), target);
        if (part.starts_with("create="))
            target.provision = part == "create=1" ? Provision::create : Provision::refuse;
        query.remove_prefix(std::min(end + 1, query.size()));
    }
}

// ---- The original's family ------------------------------------------------------------------

// `<id>` or `<id>/<word>`, with one slash in front.
PingTarget read_original_id(std::string_view rest) {
    PingTarget target{.place = Place::ping};
    const auto slash = rest.find('/');
    if (slash != std::string_view::npos && !read_word(rest.substr(slash + 1), target))
        return {.place = Place::nowhere};
    std::string_view id = rest.substr(0, slash);
    while (id.ends_with(' ')) id.remove_suffix(1);
    target.uuid = Uuid::parse(id);
    return target;
}

std::string without_doubled_slashes(std::string_view path) {
    std::string result;
    for (const char c : path)
        if (c != '/' || !result.ends_with('/')) result += c;
    return result;
}

PingTarget read_unusual_original(std::string_view path) {
    const std::string plain = without_doubled_slashes(percent_decoded(path));
    if (!plain.starts_with(original_root)) return {};
    std::string_view rest = std::string_view(plain).substr(original_root.size());
    if (rest.empty()) return {.place = Place::nowhere};
    if (rest.front() != '/') return {};
    rest.remove_prefix(1);
    if (rest.empty()) return {.place = Place::nowhere};
    return read_original_id(rest);
}

PingTarget read_original(std::string_view path) {
    const std::size_t prefix = original_root.size() + 1;
    if (path.starts_with(original_root) && path.size() >= prefix + Uuid::text_bytes &&
        path[prefix - 1] == '/') {
        const PingTarget target = read_original_id(path.substr(prefix));
        if (target.uuid) return target;
    }
    return read_unusual_original(path);
}

// ---- The family of Healthchecks' clients ----------------------------------------------------

// `<uuid>`, `<uuid>/`, `<uuid>/<word>`: lower case only.
std::optional<PingTarget> read_by_uuid(std::string_view rest) {
    const std::string_view id = rest.substr(0, Uuid::text_bytes);
    PingTarget target{.place = Place::ping, .family = PingFamily::check};
    target.uuid = Uuid::parse(id);
    if (!target.uuid || std::ranges::any_of(id, is_capital)) return std::nullopt;
    rest.remove_prefix(Uuid::text_bytes);
    if (rest.empty() || rest == "/") return target;
    if (rest.front() != '/' || !read_word(rest.substr(1), target)) return std::nullopt;
    return target;
}

bool is_word(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, is_of_word);
}

// `<key>/<slug>`, `<key>/<slug>/<word>`.
PingTarget read_by_slug(std::string_view rest) {
    PingTarget target{.place = Place::nowhere, .family = PingFamily::check};
    const auto slash = rest.find('/');
    if (slash == std::string_view::npos) return target;
    target.key = rest.substr(0, slash);
    rest.remove_prefix(slash + 1);
    const auto second = rest.find('/');
    target.slug = rest.substr(0, second);
    if (!is_word(target.key) || !is_word(target.slug)) return target;
    if (second != std::string_view::npos && !read_word(rest.substr(second + 1), target))
        return target;
    target.place = std::ranges::any_of(target.slug, is_capital) ? Place::bad_slug : Place::ping;
    return target;
}

PingTarget read_check(std::string_view rest) {
    if (const auto target = read_by_uuid(rest)) return *target;
    return read_by_slug(rest);
}

}  // namespace

PingTarget read_ping_target(std::string_view whole) {
    const auto mark = std::min(whole.find('?'), whole.size());
    const std::string_view path = whole.substr(0, mark);
    PingTarget target = path.starts_with(check_prefix)
                            ? read_check(path.substr(check_prefix.size()))
                            : read_original(path);
    if (target.place == Place::ping && mark < whole.size())
        read_query(whole.substr(mark + 1), target);
    return target;
}

}  // namespace cronmon
