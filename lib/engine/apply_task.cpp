// Tasks: added, edited, paused, resumed, removed.
#include "engine/apply.h"

namespace cronmon {
namespace {

Terms terms_of(const Task& task) {
    return {task.schedule, task.grace, task.tolerance, task.quiet_until_first_ping};
}

std::optional<Error> check_task(const Task& task, ChangeContext& context) {
    if (auto error = check_task_name(task.name)) return error;
    if (auto error = check_grace(task.grace)) return error;
    if (task.tolerance)
        if (auto error = check_tolerance(*task.tolerance)) return error;
    const auto holder = context.batch.task_named(task.name);
    if (held_by_other(holder, task.id)) return taken("task", task.name);
    return std::nullopt;
}

// A schedule that never comes would be a watch that never barks.
std::optional<Error> check_future(const Schedule& schedule, Instant now) {
    if (schedule.next(now)) return std::nullopt;
    return Error{Code::invalid, "schedule: '" + schedule.text() + "' has no time in the future"};
}

Task edited(Task task, const EditTask& edit) {
    if (edit.business) task.business = *edit.business;
    if (edit.name) task.name = *edit.name;
    if (edit.schedule) task.schedule = *edit.schedule;
    if (edit.grace) task.grace = *edit.grace;
    if (edit.tolerance) task.tolerance = *edit.tolerance;
    if (edit.quiet_until_first_ping) task.quiet_until_first_ping = *edit.quiet_until_first_ping;
    ++task.revision;
    return task;
}

Result<Done> settle(Seat seat, const Verdict& verdict, ChangeContext& context) {
    if (verdict.flip) context.ledger.settle(context.batch, seat, verdict, context.now);
    return Done{raw(context.ledger.roster()[seat].id)};
}

// The same for what an operator asked for; nothing is recorded when it was so already.
Result<Done> settle(Seat seat, const Verdict& verdict, std::string_view action,
                    ChangeContext& context) {
    const TaskId id = context.ledger.roster()[seat].id;
    const auto task = context.batch.task(id);
    if (verdict.flip && task) record(context, {action, raw(id), task->name, {}, {}});
    return settle(seat, verdict, context);
}

std::string business_name(BusinessId id, ChangeContext& context) {
    const auto business = context.batch.business(id);
    return business ? business->name : "";
}

}  // namespace

Result<Done> apply_change(const AddTask& add, ChangeContext& context) {
    Task task{{},           add.business, Uuid::random(), add.name,
              add.schedule, add.grace,    add.tolerance,  add.quiet_until_first_ping,
              context.now};
    const auto business = context.batch.business(add.business);
    if (!business) return no_such("business", raw(add.business));
    if (auto error = check_task(task, context)) return *error;
    if (auto error = check_future(task.schedule, context.now)) return *error;
    task.id = context.ledger.fresh<TaskId>(&HighestIds::task);
    Standing standing = on_add(terms_of(task), context.now);
    if (!business->enabled) standing = on_pause(standing, context.now).standing;
    context.ledger.add(context.batch, task, standing);
    context.ledger.touch(Topic::tasks);
    record(context, {"task.add", raw(task.id), task.name, {}, fields_of(task, business->name)});
    return Done{raw(task.id)};
}

Result<Done> apply_change(const EditTask& edit, ChangeContext& context) {
    const auto before = context.batch.task(edit.id);
    const Seat seat = context.ledger.roster().find(edit.id);
    if (!before || seat == no_seat) return no_such("task", raw(edit.id));
    if (auto error = check_revision("task", edit.revision, before->revision)) return *error;
    const Task task = edited(*before, edit);
    const auto business = context.batch.business(task.business);
    if (!business) return no_such("business", raw(task.business));
    if (auto error = check_task(task, context)) return *error;
    if (edit.schedule)
        if (auto error = check_future(task.schedule, context.now)) return *error;

    if (task.business != before->business) context.ledger.save_counts(context.batch);
    Watch& watch = context.ledger.roster()[seat];
    const Standing standing = on_edit(watch.terms, terms_of(task), watch.standing, context.now);
    context.batch.save(task);
    context.ledger.touch(Topic::tasks);
    record(context, {"task.edit", raw(task.id), task.name,
                     fields_of(*before, business_name(before->business, context)),
                     fields_of(task, business->name)});
    context.ledger.change_terms(seat, terms_of(task), task.business);
    context.ledger.save(context.batch, seat, standing);
    if (business->enabled) return Done{raw(edit.id)};
    return settle(seat, on_pause(standing, context.now), context);
}

Result<Done> apply_change(const PauseTask& pause, ChangeContext& context) {
    const Seat seat = context.ledger.roster().find(pause.id);
    if (seat == no_seat) return no_such("task", raw(pause.id));
    const Verdict verdict = on_pause(context.ledger.roster()[seat].standing, context.now);
    return settle(seat, verdict, "task.pause", context);
}

Result<Done> apply_change(const ResumeTask& resume, ChangeContext& context) {
    const Seat seat = context.ledger.roster().find(resume.id);
    if (seat == no_seat) return no_such("task", raw(resume.id));
    const Watch& watch = context.ledger.roster()[seat];
    const auto business = context.batch.business(watch.business);
    if (business && !business->enabled)
        return Error{Code::conflict,
                     "business: '" + business->name + "' is disabled; enable it first"};
    return settle(seat, on_resume(watch.terms, watch.standing, context.now), "task.resume",
                  context);
}

Result<Done> apply_change(const RemoveTask& remove, ChangeContext& context) {
    const Seat seat = context.ledger.roster().find(remove.id);
    const auto task = context.batch.task(remove.id);
    if (seat == no_seat || !task) return no_such("task", raw(remove.id));
    if (auto error = check_revision("task", remove.revision, task->revision)) return *error;
    context.ledger.save_counts(context.batch);
    context.batch.remove(remove.id);
    context.ledger.touch(Topic::tasks);
    context.ledger.touch(Topic::alerts);
    record(context, {"task.remove",
                     raw(task->id),
                     task->name,
                     fields_of(*task, business_name(task->business, context)),
                     {}});
    context.ledger.remove_when_committed(seat);
    return Done{raw(remove.id)};
}

}  // namespace cronmon
