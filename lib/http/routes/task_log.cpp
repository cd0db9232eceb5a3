// What a task has said, and what came of it: pings with their bodies, and flips.
#include "http/etag.h"
#include "http/find.h"
#include "http/json.h"
#include "http/problem.h"
#include "http/routes.h"

#include <charconv>
#include <cstdint>

namespace cronmon {
namespace {

constexpr std::int64_t flips_usual = 50;

Reply show_log(const Services& services, const Ask& ask) {
    const std::vector<std::string> known{"before", "length"};
    if (const auto error = check_parameters(ask, known)) return problem(*error);
    const auto before = read_number(ask, "before", 0, INT64_MAX, 0);
    if (!before) return problem(before.error());
    const auto length = read_number(ask, "length", 1, list_length_max, ListQuery{}.length);
    if (!length) return problem(length.error());
    const ListTag tag(services, ask, {Topic::pings, Topic::tasks, Topic::users});
    if (auto unchanged = tag.unchanged()) return *std::move(unchanged);
    // Settled, because the log of a task is a chain whose newest link is in its standing.
    const auto snapshot = present(services);
    const auto task = find_task(*snapshot, *ask.who, ask.names[0]);
    if (!task) return problem(task.error());
    return tag.put_on({200, log_json(snapshot->pings(task->task.id, PingId{*before}, *length))});
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
