// What is owed, was sent or failed, and when nobody was listening.
#include "http/etag.h"
#include "http/find.h"
#include "http/json.h"
#include "http/problem.h"
#include "http/routes.h"

#include <charconv>

namespace cronmon {
namespace {

Reply list_alerts(const Services& services, const Ask& ask) {
    auto query = read_list_query(
        ask, {.sorts = {}, .statuses = {"owed", "sent", "failed"}, .more = {"task"}},
        services.clock.now());
    if (!query) return problem(query.error());
    const ListTag tag(services, ask, {Topic::alerts, Topic::tasks, Topic::notifiers, Topic::users});
    if (auto unchanged = tag.unchanged()) return *std::move(unchanged);
    const auto snapshot = services.store.snapshot();
    if (const auto name = ask.parameter("task")) {
        const auto task = find_task(*snapshot, *ask.who, *name);
        if (!task) return problem(task.error());
        query->task = task->task.id;
    }
    return tag.put_on({200, page_json(snapshot->alerts(*query), *query)});
}

// The business of an alert decides who may do this.
Reply retry_alert(const Services& services, const Ask& ask) {
    AlertId id{};
    std::int64_t number = 0;
    const std::string& text = ask.names[0];
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error == std::errc{} && end == text.data() + text.size()) id = AlertId{number};
    const auto material = services.store.snapshot()->alert_material(id);
    if (!material || !sees(*ask.who, material->task.business))
        return problem({Code::not_found, "alert: there is none with this id"});
    const auto done = await(services, ask, RetryAlert{id});
    return done ? Reply{204, {}} : problem(done.error());
}

Reply list_blind_times(const Services& services, const Ask& ask) {
    const auto query = read_list_query(ask, {}, services.clock.now());
    if (!query) return problem(query.error());
    const ListTag tag(services, ask, {Topic::blind});
    if (auto unchanged = tag.unchanged()) return *std::move(unchanged);
    return tag.put_on({200, page_json(services.store.snapshot()->blind_times(*query), *query)});
}

}  // namespace

void add_alert_routes(RouteTable add) {
    add("GET", "/alerts", Action::look, list_alerts);
    add("POST", "/alerts/{}/retry", Action::retry_alerts, retry_alert);
    add("GET", "/blind", Action::look, list_blind_times);
}

}  // namespace cronmon
