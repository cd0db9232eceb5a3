// Tasks: listed, shown, added, edited, paused, resumed and removed.
#include "http/etag.h"
#include "http/find.h"
#include "http/json.h"
#include "http/problem.h"
#include "http/read_task.h"
#include "http/read_words.h"
#include "http/routes.h"

namespace cronmon {
namespace {

TaskLight light(const Services& services) { return {ping_base(services), services.clock.now()}; }

Result<AddTask> read_new_task(Snapshot& snapshot, const Who& who, const TaskBody& body) {
    if (!body.name) return Error{Code::invalid, "name: is missing"};
    if (!body.business) return Error{Code::invalid, "business: is missing"};
    const auto business = find_business(snapshot, who, *body.business);
    if (!business) return business.error();
    return read_new_task(body, business->business.id);
}

Result<EditTask> read_edit(Snapshot& snapshot, const Who& who, const Task& task,
                           const TaskBody& body) {
    EditTask edit;
    edit.id = task.id;
    edit.name = body.name;
    edit.quiet_until_first_ping = body.quiet_until_first_ping;
    if (body.business) {
        const auto business = find_business(snapshot, who, *body.business);
        if (!business) return business.error();
        edit.business = business->business.id;
    }
    const auto schedule = read_schedule(words_of(body), &task.schedule);
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
    const auto runs = read_runs(body, task.runs);
    if (!runs) return runs.error();
    if (body.max_run) edit.max_run = runs->max_run;
    if (body.min_run) edit.min_run = runs->min_run;
    if (body.alert_after) edit.alert_after = runs->alert_after;
    if (body.recover_after) edit.recover_after = runs->recover_after;
    const Listening listening = read_listening(body, task.listening);
    if (listening != task.listening) edit.listening = listening;
    edit.slug = body.slug;
    edit.tags = body.tags;
    edit.description = body.description;
    return edit;
}

Reply show(const Services& services, const TaskView& view, int status = 200) {
    const Task& task = view.task;
    return with_revision({status, task_json(view, light(services))}, "task", raw(task.id),
                         task.revision);
}

// The task as it is after a change.
Reply show(const Services& services, TaskId id, int status = 200) {
    const auto task = present(services)->task(id);
    if (!task) return problem({Code::not_found, "task: was removed meanwhile"});
    return show(services, *task, status);
}

Reply list_tasks(const Services& services, const Ask& ask) {
    auto query =
        read_list_query(ask,
                        {.sorts = {"name", "state", "last_ping", "deadline", "business", "created"},
                         .statuses = {"new", "up", "late", "down", "paused"},
                         .by_business = true,
                         .by_tag = true},
                        services.clock.now());
    if (!query) return problem(query.error());
    const ListTag tag(
        services, ask,
        {Topic::tasks, Topic::pings, Topic::businesses, Topic::users, Topic::settings});
    if (auto unchanged = tag.unchanged()) return *std::move(unchanged);
    const auto snapshot = present(services);
    if (const auto error = resolve_business(*snapshot, *ask.who, *query)) return problem(*error);
    const auto page = snapshot->tasks(*query);
    return tag.put_on({200, page_json(page, *query, light(services))}, page.until);
}

Reply add_task(const Services& services, const Ask& ask) {
    const auto body = read_task_body(ask.body);
    if (!body) return problem(body.error());
    auto add = read_new_task(*services.store.snapshot(), *ask.who, *body);
    if (!add) return problem(add.error());
    const auto done = await(services, ask, *std::move(add));
    return done ? show(services, TaskId{done->id}, 201) : problem(done.error());
}

Reply show_task(const Services& services, const Ask& ask) {
    const auto task = find_task(*present(services), *ask.who, ask.names[0]);
    return task ? show(services, *task) : problem(task.error());
}

Reply edit_task(const Services& services, const Ask& ask) {
    const auto body = read_task_body(ask.body);
    if (!body) return problem(body.error());
    const auto snapshot = services.store.snapshot();
    const auto task = find_task(*snapshot, *ask.who, ask.names[0]);
    if (!task) return problem(task.error());
    auto edit = read_edit(*snapshot, *ask.who, task->task, *body);
    if (!edit) return problem(edit.error());
    edit->revision = wanted_revision(ask, "task", raw(edit->id));
    const auto done = await(services, ask, *std::move(edit));
    return done ? show(services, task->task.id) : problem(done.error());
}

template <class PauseOrResume>
Reply change_task(const Services& services, const Ask& ask) {
    const auto task = find_task(*services.store.snapshot(), *ask.who, ask.names[0]);
    if (!task) return problem(task.error());
    const auto done = await(services, ask, PauseOrResume{task->task.id});
    return done ? show(services, task->task.id) : problem(done.error());
}

Reply remove_task(const Services& services, const Ask& ask) {
    const auto found = find_task(*services.store.snapshot(), *ask.who, ask.names[0]);
    if (!found) return problem(found.error());
    const Task& task = found->task;
    const auto done =
        await(services, ask, RemoveTask{task.id, wanted_revision(ask, "task", raw(task.id))});
    return done ? Reply{200, removed_json(raw(task.id), task.name)} : problem(done.error());
}

// For who knows a task's name and not its URL: the ping itself goes the short way.
Reply lead_to_ping(const Services& services, const Ask& ask) {
    const auto task = find_task(*services.store.snapshot(), *ask.who, ask.names[0]);
    if (!task) return problem(task.error());
    Reply reply{307, {}};
    reply.fields.emplace_back("Location", "/api/monlink/" + task->task.uuid.text());
    return reply;
}

}  // namespace

void add_task_routes(RouteTable add) {
    add("GET", "/tasks", Action::look, list_tasks);
    add("POST", "/tasks", Action::manage_tasks, add_task);
    add("GET", "/tasks/{}", Action::look, show_task);
    add("PATCH", "/tasks/{}", Action::manage_tasks, edit_task);
    add("DELETE", "/tasks/{}", Action::manage_tasks, remove_task);
    add("POST", "/tasks/{}/pause", Action::manage_tasks, change_task<PauseTask>);
    add("POST", "/tasks/{}/resume", Action::manage_tasks, change_task<ResumeTask>);
    add("GET", "/tasks/{}/ping", Action::ping, lead_to_ping);
    add("POST", "/tasks/{}/ping", Action::ping, lead_to_ping);
}

}  // namespace cronmon
