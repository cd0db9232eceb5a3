// What checks said, and what came of it: pings, their bodies, and flips.
#include "http/healthchecks/call.h"
#include "http/healthchecks/python_json.h"

#include <algorithm>
#include <charconv>
#include <cstdio>

namespace cronmon {
namespace {

using Seconds = std::chrono::seconds;

constexpr std::int64_t pings_told_max = 1000;
constexpr std::int64_t flip_time_max = 10'000'000'000;  // in seconds since 1970
constexpr std::int64_t flip_seconds_max = 31'536'000;

// The newest pings of a check, and the number of the first of them: they are counted from 1.
struct Numbered {
    std::vector<PingRecord> pings;
    std::int64_t newest = 0;
};

// What was logged by a cronmon that did not count yet is counted now.
Numbered numbered(Snapshot& snapshot, const TaskView& task) {
    Numbered log{snapshot.pings(task.task.id, PingId{}, pings_told_max), 0};
    log.newest = std::max<std::int64_t>(task.standing.pings, std::ssize(log.pings));
    return log;
}

std::string_view type_of(PingKind kind) { return kind == PingKind::ignored ? "ign" : word(kind); }

// With parts of a second only where there are some.
std::string ping_time(Instant at) {
    std::string text = check_time(at);
    const auto millis = (at.time_since_epoch() % Seconds{1}).count();
    if (millis == 0) return text;
    const std::string digits = std::to_string(1000 + millis).substr(1);
    return text.insert(text.find('+'), "." + digits + "000");
}

// Two decimals at most, one at least, as Python writes a number that was rounded.
std::string seconds_text(Millis length) {
    char text[32];
    std::snprintf(text, sizeof text, "%.2f", static_cast<double>(length.count()) / 1000.0);
    std::string number = text;
    if (number.ends_with('0')) number.pop_back();
    return number;
}

std::optional<std::string> text_if(bool there, std::string text) {
    if (!there) return std::nullopt;
    return text;
}

std::string ping_json(const PingRecord& ping, std::int64_t number, const std::string& check_url) {
    PythonObject json;
    json.text("type", type_of(ping.kind))
        .text("date", ping_time(ping.at))
        .number("n", number)
        .text("scheme", ping.wire.by_https ? "https" : "http")
        .text_or_null("remote_addr", text_if(ping.client_ip != "unix", ping.client_ip))
        .text("method", ping.method)
        .text("ua", ping.user_agent)
        .text_or_null("rid", ping.run ? text_if(true, ping.run->text()) : std::nullopt)
        .text_or_null(
            "body_url",
            text_if(ping.body_bytes > 0, check_url + "/pings/" + std::to_string(number) + "/body"));
    if (ping.duration) json.json("duration", seconds_text(*ping.duration));
    return json.done();
}

// What a query says about time; false: it says something else.
bool read_whole(const Ask& ask, std::string_view name, std::int64_t most,
                std::optional<std::int64_t>& into) {
    const auto text = ask.parameter(name);
    if (!text) return true;
    const char* const end = text->data() + text->size();
    const auto [at, error] = std::from_chars(text->data(), end, into.emplace());
    return error == std::errc{} && at == end && *into >= 0 && *into <= most;
}

struct FlipQuery {
    Instant from{};
    std::optional<Instant> to;
};

std::optional<FlipQuery> read_flip_query(const CheckCall& call) {
    std::optional<std::int64_t> start, end, seconds;
    if (!read_whole(call.ask, "start", flip_time_max, start) ||
        !read_whole(call.ask, "end", flip_time_max, end) ||
        !read_whole(call.ask, "seconds", flip_seconds_max, seconds))
        return std::nullopt;
    FlipQuery query;
    if (start) query.from = Instant{Seconds{*start}};
    if (seconds) query.from = std::max(query.from, call.now - Seconds{*seconds});
    if (end) query.to = Instant{Seconds{*end}};
    return query;
}

// Pausing is neither up nor down.
bool is_told(const Flip& flip, const FlipQuery& query) {
    const bool within = flip.at >= query.from && (!query.to || flip.at < *query.to);
    return within && (flip.to == State::up || flip.to == State::down);
}

}  // namespace

Reply list_pings(const CheckCall& call) {
    const auto snapshot = call.present();
    auto [task, refusal] = find_check(call, *snapshot);
    if (!task) return std::move(refusal);
    const Numbered log = numbered(*snapshot, *task);
    const std::string url = check_url(call.light(*snapshot), task->task.uuid);
    std::vector<std::string> pings;
    for (std::int64_t number = log.newest; const PingRecord& ping : log.pings)
        pings.push_back(ping_json(ping, number--, url));
    return {200, PythonObject().json("pings", python_list(pings)).done()};
}

// The bytes as they were sent; as text, which no browser runs.
Reply show_ping_body(const CheckCall& call) {
    const auto snapshot = call.present();
    auto [task, refusal] = find_check(call, *snapshot);
    if (!task) return std::move(refusal);
    const std::string& text = call.names.at(1);
    std::int64_t number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    const Numbered log = numbered(*snapshot, *task);
    const std::int64_t place = log.newest - number;
    if (read.ec != std::errc{} || place < 0 || place >= std::ssize(log.pings))
        return nowhere_page();
    const PingRecord& ping = log.pings[static_cast<std::size_t>(place)];
    auto body = snapshot->ping_body(task->task.id, ping.id);
    return body && !body->empty() ? Reply{200, *std::move(body), "text/plain"} : nowhere_page();
}

Reply list_flips(const CheckCall& call) {
    const auto snapshot = call.present();
    auto [task, refusal] = find_check(call, *snapshot);
    if (!task) return std::move(refusal);
    const auto query = read_flip_query(call);
    if (!query) return say_nothing(400);
    std::vector<std::string> flips;
    for (const FlipRow& row : snapshot->flips_since(task->task.id, query->from))
        if (is_told(row.flip, *query))
            flips.push_back(PythonObject()
                                .text("timestamp", check_time(row.flip.at))
                                .number("up", row.flip.to == State::up ? 1 : 0)
                                .done());
    std::ranges::reverse(flips);
    return {200, PythonObject().json("flips", python_list(flips)).done()};
}

}  // namespace cronmon
