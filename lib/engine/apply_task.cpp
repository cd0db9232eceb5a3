// Tasks: added, edited, paused, resumed, removed.
#include "base/utf8.h"
#include "engine/apply.h"

#include <algorithm>

namespace cronmon {
namespace {

std::optional<Error> check_task(const Task& task, ChangeContext& context) {
    if (auto error = check_task_name(task.name)) return error;
    if (auto error = check_grace(task.grace)) return error;
    if (task.tolerance)
        if (auto error = check_tolerance(*task.tolerance)) return error;
    if (auto error = check_runs(task.runs)) return error;
    if (auto error = check_listening(task.listening)) return error;
    if (auto error = check_labels(task.labels)) return error;
    const auto holder = context.batch.task_named(task.name);
    if (held_by_other(holder, task.id)) return taken("task", task.name);
    return std::nullopt;
}

// A schedule that never comes would be a watch that never barks.
std::optional<Error> check_future(const Schedule& schedule, Instant now) {
    if (schedule.next(now)) return std::nullopt;
    return Error{Code::invalid, "schedule: '" + schedule.text() + "' has no time in the future"};
}

Task new_task(const AddTask& add, Instant now) {
    return {.id = {},
            .business = add.business,
            .uuid = Uuid::random(),
            .name = add.name,
            .schedule = add.schedule,
            .grace = add.grace,
            .tolerance = add.tolerance,
            .quiet_until_first_ping = add.quiet_until_first_ping,
            .created = now,
            .runs = add.runs,
            .listening = add.listening,
            .labels = add.labels,
            .told = add.told,
            .badge = Uuid::random()};
}

Task edited(Task task, const EditTask& edit) {
    if (edit.business) task.business = *edit.business;
    if (edit.name) task.name = *edit.name;
    if (edit.schedule) task.schedule = *edit.schedule;
    if (edit.grace) task.grace = *edit.grace;
    if (edit.tolerance) task.tolerance = *edit.tolerance;
    if (edit.quiet_until_first_ping) task.quiet_until_first_ping = *edit.quiet_until_first_ping;
    if (edit.max_run) task.runs.max_run = *edit.max_run;
    if (edit.min_run) task.runs.min_run = *edit.min_run;
    if (edit.alert_after) task.runs.alert_after = *edit.alert_after;
    if (edit.recover_after) task.runs.recover_after = *edit.recover_after;
    if (edit.listening) task.listening = *edit.listening;
    if (edit.slug) task.labels.slug = *edit.slug;
    if (edit.tags) task.labels.tags = *edit.tags;
    if (edit.description) task.labels.description = *edit.description;
    if (edit.name) task.labels.check_name.reset();
    if (edit.check_name) task.labels.check_name = *edit.check_name;
    if (edit.told) task.told = *edit.told;
    ++task.revision;
    return task;
}

// Whoever is told must be one whom the business tells.
std::optional<Error> check_told(const Task& task, ChangeContext& context) {
    if (!task.told) return std::nullopt;
    const auto known = context.batch.channels_of(task.business);
    for (const ChannelId channel : *task.told)
        if (!std::ranges::binary_search(known, channel))
            return Error{Code::invalid, "told: channel " + std::to_string(raw(channel)) +
                                            " is none of a notifier of this business"};
    return std::nullopt;
}

// Clients of Healthchecks may call two checks the same, or give them no name at all. A task's name
// is its own: theirs if it can be, else with the beginning of its UUID.
std::string fitting_name(const Task& task, Batch& batch) {
    const Labels& labels = task.labels;
    const bool fits = !check_task_name(*labels.check_name);
    const std::string& wanted = fits ? *labels.check_name : labels.slug;
    if (!check_task_name(wanted) && !batch.task_named(wanted)) return wanted;
    constexpr std::size_t uuid_chars = 8;
    const std::string tail = task.uuid.text().substr(0, uuid_chars);
    std::string head(utf8::first(wanted, task_name_chars_max - uuid_chars - 1));
    while (head.ends_with(' ')) head.pop_back();
    const std::string name = (head.empty() ? "check" : head) + "-" + tail;
    return check_task_name(name) ? "check-" + tail : name;
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
    Task task = new_task(add, context.now);
    const auto business = context.batch.business(add.business);
    if (!business) return no_such("business", raw(add.business));
    if (task.labels.check_name) task.name = fitting_name(task, context.batch);
    if (auto error = check_task(task, context)) return *error;
    if (auto error = check_told(task, context)) return *error;
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
    if (edit.told)
        if (auto error = check_told(task, context)) return *error;
    const Fields then = fields_of(*before, business_name(before->business, context));
    const Fields now = fields_of(task, business->name);
    if (is_idle(context, then, now)) return Done{raw(edit.id)};
    if (edit.schedule)
        if (auto error = check_future(task.schedule, context.now)) return *error;

    if (task.business != before->business) context.ledger.save_counts(context.batch);
    Watch& watch = context.ledger.roster()[seat];
    const Standing standing = on_edit(watch.terms, terms_of(task), watch.standing, context.now);
    context.batch.save(task);
    context.ledger.touch(Topic::tasks);
    record(context, {"task.edit", raw(task.id), task.name, then, now});
    context.ledger.change(seat, task);
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
    return settle(seat, on_resume(watch.terms, watch.standing, context.now, resume.memory),
                  "task.resume", context);
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
