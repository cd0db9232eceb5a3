// Tasks: listed, shown, added, edited, paused, resumed, removed, and their log.
#include "base/duration.h"
#include "base/quote.h"
#include "http/find.h"
#include "http/json.h"
#include "http/problem.h"
#include "http/routes.h"

#include <cstdint>

namespace cronmon {
namespace {

TaskLight light(const Services& services) { return {ping_base(services), services.clock.now()}; }

// The same words in another zone.
Result<Schedule> moved(const Schedule& schedule, const Zone& zone) {
    switch (schedule.kind()) {
        case Schedule::Kind::interval: return schedule;
        case Schedule::Kind::cron: return Schedule::cron(schedule.text(), zone);
        case Schedule::Kind::calendar: return Schedule::calendar(schedule.text(), zone);
    }
    return schedule;
}

// What is asked for, given what there is (null: the task is new). Nothing: no change.
Result<std::optional<Schedule>> read_schedule(const TaskBody& body, const Schedule* current) {
    const int forms = body.cron.has_value() + body.every.has_value() + body.calendar.has_value();
    if (forms > 1 || (forms == 0 && !current))
        return Error{Code::invalid, "schedule: must be one of cron, every or calendar, got " +
                                        std::to_string(forms) + " of them"};
    Zone zone = current ? current->zone() : Zone();
    if (body.tz) {
        const auto found = Zone::find(*body.tz);
        if (!found) return found.error();
        zone = *found;
    }
    if (forms == 0 && !body.tz) return std::optional<Schedule>{};
    const auto schedule = body.cron       ? Schedule::cron(*body.cron, zone)
                          : body.every    ? Schedule::every(*body.every)
                          : body.calendar ? Schedule::calendar(*body.calendar, zone)
                                          : moved(*current, zone);
    if (!schedule) return schedule.error();
    return std::optional(*schedule);
}

Result<std::optional<Millis>> read_length(std::string_view field,
                                          const std::optional<std::string>& text) {
    if (!text) return std::optional<Millis>{};
    const auto length = parse_duration(field, *text);
    if (!length) return length.error();
    return std::optional(*length);
}

Result<AddTask> read_new_task(Snapshot& snapshot, const TaskBody& body) {
    if (!body.name) return Error{Code::invalid, "name: is missing"};
    if (!body.business) return Error{Code::invalid, "business: is missing"};
    const auto business = find_business(snapshot, *body.business);
    if (!business) return business.error();
    auto schedule = read_schedule(body, nullptr);
    if (!schedule) return schedule.error();
    const auto grace = read_length("grace", body.grace);
    if (!grace) return grace.error();
    const auto tolerance = read_length("tolerance", body.tolerance.value_or(std::nullopt));
    if (!tolerance) return tolerance.error();
    return AddTask{
        business->business.id,          *body.name, **std::move(schedule),
        grace->value_or(grace_default), *tolerance, body.quiet_until_first_ping.value_or(false)};
}

Result<EditTask> read_edit(Snapshot& snapshot, const Task& task, const TaskBody& body) {
    EditTask edit;
    edit.id = task.id;
    edit.name = body.name;
    edit.quiet_until_first_ping = body.quiet_until_first_ping;
    if (body.business) {
        const auto business = find_business(snapshot, *body.business);
        if (!business) return business.error();
        edit.business = business->business.id;
    }
    const auto schedule = read_schedule(body, &task.schedule);
    if (!schedule) return schedule.error();
    edit.schedule = *schedule;
    const auto grace = read_length("grace", body.grace);
    if (!grace) return grace.error();
    edit.grace = *grace;
    if (body.tolerance) {
        const auto tolerance = read_length("tolerance", *body.tolerance);
        if (!tolerance) return tolerance.error();
        edit.tolerance = *tolerance;
    }
    return edit;
}

// The task as it is after a change.
Reply show(const Services& services, TaskId id, int status = 200) {
    const auto task = present(services)->task(id);
    if (!task) return problem({Code::not_found, "task: it was removed meanwhile"});
    return {status, task_json(*task, light(services))};
}

Reply list_tasks(const Services& services, const Ask& ask) {
    auto query =
        read_list_query(ask,
                        {.sorts = {"name", "state", "last_ping", "deadline", "business", "created"},
                         .statuses = {"new", "up", "late", "down", "paused"},
                         .by_business = true},
                        services.clock.now());
    if (!query) return problem(query.error());
    const auto snapshot = present(services);
    if (!query->business.empty()) {
        const auto business = find_business(*snapshot, query->business);
        if (!business) return problem(business.error());
        query->business = business->business.name;
    }
    return {200, page_json(snapshot->tasks(*query), *query, light(services))};
}

Reply add_task(const Services& services, const Ask& ask) {
    const auto body = read_task_body(ask.body);
    if (!body) return problem(body.error());
    auto add = read_new_task(*services.store.snapshot(), *body);
    if (!add) return problem(add.error());
    const auto done = await(services.engine, *std::move(add));
    if (!done) return problem(done.error());
    return show(services, TaskId{done->id}, 201);
}

Reply show_task(const Services& services, const Ask& ask) {
    const auto task = find_task(*present(services), ask.names[0]);
    if (!task) return problem(task.error());
    return {200, task_json(*task, light(services))};
}

Reply edit_task(const Services& services, const Ask& ask) {
    const auto body = read_task_body(ask.body);
    if (!body) return problem(body.error());
    const auto snapshot = services.store.snapshot();
    const auto task = find_task(*snapshot, ask.names[0]);
    if (!task) return problem(task.error());
    auto edit = read_edit(*snapshot, task->task, *body);
    if (!edit) return problem(edit.error());
    const auto done = await(services.engine, *std::move(edit));
    if (!done) return problem(done.error());
    return show(services, task->task.id);
}

template <class PauseOrResume>
Reply change_task(const Services& services, const Ask& ask) {
    const auto task = find_task(*services.store.snapshot(), ask.names[0]);
    if (!task) return problem(task.error());
    const auto done = await(services.engine, PauseOrResume{task->task.id});
    if (!done) return problem(done.error());
    return show(services, task->task.id);
}

Reply remove_task(const Services& services, const Ask& ask) {
    const auto task = find_task(*services.store.snapshot(), ask.names[0]);
    if (!task) return problem(task.error());
    const auto done = await(services.engine, RemoveTask{task->task.id});
    if (!done) return problem(done.error());
    return {200, removed_json(raw(task->task.id), task->task.name)};
}

Reply show_log(const Services& services, const Ask& ask) {
    const std::vector<std::string> known{"before", "length"};
    if (const auto error = check_parameters(ask, known)) return problem(*error);
    const auto before = read_number(ask, "before", 0, INT64_MAX, 0);
    if (!before) return problem(before.error());
    const auto length = read_number(ask, "length", 1, list_length_max, ListQuery{}.length);
    if (!length) return problem(length.error());
    // Settled, because the log of a task is a chain whose newest link is in its standing.
    const auto snapshot = present(services);
    const auto task = find_task(*snapshot, ask.names[0]);
    if (!task) return problem(task.error());
    return {200, log_json(snapshot->pings(task->task.id, PingId{*before}, *length))};
}

}  // namespace

void add_task_routes(Router& router, const Services& services) {
    const auto add = [&](std::string_view method, std::string_view path, auto route) {
        router.add(method, std::string(api_root).append(path),
                   [&services, route](const Ask& ask) { return route(services, ask); });
    };
    add("GET", "/tasks", list_tasks);
    add("POST", "/tasks", add_task);
    add("GET", "/tasks/{}", show_task);
    add("PATCH", "/tasks/{}", edit_task);
    add("DELETE", "/tasks/{}", remove_task);
    add("POST", "/tasks/{}/pause", change_task<PauseTask>);
    add("POST", "/tasks/{}/resume", change_task<ResumeTask>);
    add("GET", "/tasks/{}/log", show_log);
}

}  // namespace cronmon
