// Checks: listed, made, shown, changed, paused, resumed, removed.
#include "http/healthchecks/call.h"
#include "http/healthchecks/check_change.h"
#include "http/healthchecks/python_json.h"

#include <algorithm>

namespace cronmon {
namespace {

// As it is after a change.
Reply show(const CheckCall& call, TaskId id, int status = 200) {
    const auto snapshot = call.present();
    const auto task = snapshot->task(id);
    return task ? Reply{status, check_json(*task, call.light(*snapshot))} : nowhere_page();
}

Reply answer(const CheckCall& call, const Result<Done>& done, int status = 200) {
    return done ? show(call, TaskId{done->id}, status) : refuse_change(done.error());
}

bool has_all(std::string_view tags, const Ask& ask) {
    return std::ranges::all_of(ask.query, [&](const auto& pair) {
        return pair.first != "tag" || has_tag(tags, pair.second);
    });
}

// Another name in the same moment may have been given to another task: then the task keeps its own.
Result<Done> submit_edit(const CheckCall& call, const EditTask& edit) {
    auto done = call.submit(edit);
    if (done || done.error().code != Code::conflict || !edit.name) return done;
    EditTask unnamed = edit;
    unnamed.name = std::nullopt;
    return call.submit(unnamed);
}

Reply edit_check(const CheckCall& call, Snapshot& snapshot, const Task& task,
                 const CheckSpec& spec) {
    std::optional<Told> told;
    if (spec.channels) {
        auto read = read_told(*spec.channels, snapshot.channels_of(call.key.business));
        if (!read) return refuse_check(400, read.error().message);
        told = *std::move(read);
    }
    return answer(call, submit_edit(call, edited_check(snapshot, task, spec, call.version, told)));
}

Reply add_check(const CheckCall& call, Snapshot& snapshot, const CheckSpec& spec) {
    const auto business = snapshot.business(call.key.business);
    if (!business || business->tasks >= std::int64_t{provided_tasks_max}) return say_nothing(403);
    const auto told =
        read_told(spec.channels.value_or(""), snapshot.channels_of(call.key.business));
    if (!told) return refuse_check(400, told.error().message);
    return answer(call, call.submit(new_check(call.key.business, spec, call.version, *told)), 201);
}

Reply refuse_spec(const Error& error) {
    return refuse_check(400, "json validation error: " + error.message);
}

}  // namespace

Reply list_checks(const CheckCall& call) {
    const auto snapshot = call.present();
    const auto slug = call.ask.parameter("slug");
    const CheckLight light = call.light(*snapshot);
    std::vector<std::string> checks;
    for (const TaskView& task : slug ? snapshot->tasks_with_slug(call.key.business, *slug)
                                     : snapshot->tasks_of(call.key.business))
        if (has_all(task.task.labels.tags, call.ask)) checks.push_back(check_json(task, light));
    return {200, PythonObject().json("checks", python_list(checks)).done()};
}

Reply create_check(const CheckCall& call) {
    const auto spec = read_check_spec(call.ask.body, call.now);
    if (!spec) return refuse_spec(spec.error());
    const auto snapshot = call.store.snapshot();
    if (const auto found = same_check(*snapshot, call.key.business, *spec))
        return edit_check(call, *snapshot, found->task, *spec);
    return add_check(call, *snapshot, *spec);
}

Reply show_check(const CheckCall& call) {
    const auto snapshot = call.present();
    auto [task, refusal] = find_check(call, *snapshot);
    return task ? Reply{200, check_json(*task, call.light(*snapshot))} : std::move(refusal);
}

Reply update_check(const CheckCall& call) {
    const auto snapshot = call.store.snapshot();
    auto [task, refusal] = find_check(call, *snapshot);
    if (!task) return std::move(refusal);
    const auto spec = read_check_spec(call.ask.body, call.now);
    if (!spec) return refuse_spec(spec.error());
    return edit_check(call, *snapshot, task->task, *spec);
}

// What it was is the last that is heard of it.
Reply delete_check(const CheckCall& call) {
    Reply reply = show_check(call);
    if (reply.status != 200) return reply;
    const auto task = find_check(call, *call.store.snapshot()).task;
    if (!task) return nowhere_page();
    const auto done = call.submit(RemoveTask{task->task.id});
    return done ? std::move(reply) : refuse_change(done.error());
}

Reply pause_check(const CheckCall& call) {
    auto [task, refusal] = find_check(call, *call.store.snapshot());
    return task ? answer(call, call.submit(PauseTask{task->task.id})) : std::move(refusal);
}

// Who resumes here begins anew.
Reply resume_check(const CheckCall& call) {
    auto [task, refusal] = find_check(call, *call.present());
    if (!task) return std::move(refusal);
    if (task->standing.state != State::paused)
        return {409, "check is not paused", "text/plain; charset=utf-8"};
    return answer(call, call.submit(ResumeTask{task->task.id, Memory::forget}));
}

}  // namespace cronmon
