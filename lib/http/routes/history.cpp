// What became of tasks: the last runs of many; of one its months, and what looks wrong.
#include "core/suspicion.h"
#include "core/uptime.h"
#include "http/etag.h"
#include "http/find.h"
#include "http/json_history.h"
#include "http/problem.h"
#include "http/routes.h"
#include "http/runs.h"

namespace cronmon {
namespace {

constexpr std::int64_t runs_usual = 30;
constexpr std::int64_t runs_max = 100;
constexpr std::size_t strips_max = 100;
constexpr int report_months = 3;

Result<std::vector<TaskId>> read_tasks(const Ask& ask) {
    const auto ids = read_ids(ask, "tasks", strips_max);
    if (!ids) return ids.error();
    std::vector<TaskId> tasks;
    for (const std::int64_t id : *ids) tasks.push_back(TaskId{id});
    return tasks;
}

Strip strip_of(Snapshot& snapshot, TaskId task, std::int64_t length) {
    return {task, last_runs(snapshot.pings(task, {}, length), snapshot.missed_slots(task, length),
                            static_cast<std::size_t>(length))};
}

Reply list_strips(const Services& services, const Ask& ask) {
    const std::vector<std::string> known{"tasks", "length"};
    if (const auto error = check_parameters(ask, known)) return problem(*error);
    const auto tasks = read_tasks(ask);
    if (!tasks) return problem(tasks.error());
    const auto length = read_number(ask, "length", 1, runs_max, runs_usual);
    if (!length) return problem(length.error());
    const ListTag tag(services, ask, {Topic::pings, Topic::tasks, Topic::users});
    if (auto unchanged = tag.unchanged()) return *std::move(unchanged);
    const auto snapshot = present(services);
    std::vector<Strip> strips;
    for (const TaskId id : *tasks)
        if (const auto task = snapshot->task(id); task && sees(*ask.who, task->task.business))
            strips.push_back(strip_of(*snapshot, id, *length));
    return tag.put_on({200, strips_json(strips)});
}

std::vector<Flip> flips_since(Snapshot& snapshot, TaskId task, Instant from) {
    std::vector<Flip> flips;
    for (const FlipRow& row : snapshot.flips_since(task, from)) flips.push_back(row.flip);
    return flips;
}

// It grows with time, so it is not recognised by a tag.
Reply show_report(const Services& services, const Ask& ask) {
    if (const auto error = check_parameters(ask, {})) return problem(*error);
    const auto snapshot = present(services);
    const auto view = find_task(*snapshot, *ask.who, ask.names[0]);
    if (!view) return problem(view.error());
    const Task& task = view->task;
    const Zone zone = task.schedule.zone();
    const Instant now = services.clock.now();
    const auto newest = month_at(zone, now);
    const auto oldest = month_range(zone, newest - std::chrono::months{report_months - 1});
    const auto flips = flips_since(*snapshot, task.id, oldest.from);
    const auto spans = state_spans(view->standing, task.created, flips, now);
    std::vector<ReportMonth> months;
    for (int back = 0; back < report_months; ++back) {
        const auto month = newest - std::chrono::months{back};
        const TimeRange time = month_range(zone, month);
        months.push_back({month, time, uptime_in(spans, time)});
    }
    return {200, report_json(zone.name(), months)};
}

std::vector<Heard> heard_of(const std::vector<PingRecord>& rows) {
    std::vector<Heard> log;
    for (const PingRecord& row : rows)
        log.push_back({row.at, row.kind, row.duration, row.client_ip});
    return log;
}

Reply list_suspicions(const Services& services, const Ask& ask) {
    if (const auto error = check_parameters(ask, {})) return problem(*error);
    const ListTag tag(services, ask, {Topic::pings, Topic::tasks, Topic::users});
    if (auto unchanged = tag.unchanged()) return *std::move(unchanged);
    const auto snapshot = present(services);
    const auto view = find_task(*snapshot, *ask.who, ask.names[0]);
    if (!view) return problem(view.error());
    const auto rows = snapshot->pings(view->task.id, {}, suspicion_rows);
    const auto found = suspicions(terms_of(view->task), view->standing, heard_of(rows));
    return tag.put_on({200, suspicions_json(found)});
}

}  // namespace

void add_history_routes(RouteTable add) {
    add("GET", "/strips", Action::look, list_strips);
    add("GET", "/tasks/{}/report", Action::look, show_report);
    add("GET", "/tasks/{}/suspicions", Action::look, list_suspicions);
}

}  // namespace cronmon
