// A task of the original, and how it stands.
#include "base/duration.h"
#include "base/quote.h"
#include "import/import_nouns.h"
#include "import/original_schedule.h"

#include <algorithm>

namespace cronmon {
namespace {

// The original's deadlines lie up to two seconds before the minute they mean: HH:MM:59 or :58.
constexpr Millis deadline_lies_before = std::chrono::seconds{2};

constexpr std::int64_t grace_minutes_max =
    std::chrono::duration_cast<std::chrono::minutes>(grace_max).count();

// MySQL ignores blanks at the end when it compares, so such a uuid was found.
std::optional<Uuid> uuid_of(std::string_view url) {
    while (url.ends_with(' ')) url.remove_suffix(1);
    return Uuid::parse(url);
}

Millis grace_of(const OriginalTask& row, ImportReport& report) {
    const std::int64_t minutes = std::clamp<std::int64_t>(row.grace_minutes, 1, grace_minutes_max);
    const Millis grace = std::chrono::minutes{minutes};
    if (minutes != row.grace_minutes)
        note(report.changed, row.line, "task", row.id, row.name,
             "grace: must be 1 to " + std::to_string(grace_minutes_max) + " minutes, got " +
                 std::to_string(row.grace_minutes) + "; it is " + duration_text(grace) + " now");
    return grace;
}

// What the original's own words mean: it set last_check_time to the time of creation before it saw
// a ping, and then to that ping's.
std::optional<Instant> last_ping_of(const OriginalTask& row, const Zone& zone, Instant now) {
    if (!row.last_check || *row.last_check <= row.created) return std::nullopt;
    const Instant at = instant_of(zone, *row.last_check);
    check_past(row.line, "taskmonitor.last_check_time", at, zone, now);
    return at;
}

void look_at(const OriginalTask& row, const TranslatedSchedule& schedule, ImportReport& report) {
    const auto say = [&](const std::string& what) {
        note(report.changed, row.line, "task", row.id, row.name, what);
    };
    if (const auto error = check_task_name(row.name)) say(error->message + "; kept as it is");
    if (schedule.both_days_had_to_fit)
        say("schedule: " + quote(schedule.schedule.text()) +
            " comes when the day of the month or the day of the week fits, as in cron; it came "
            "when both did");
}

// The missed slot, from which the deadline was made.
std::optional<Instant> slot_of(const Task& task, Instant deadline) {
    return task.schedule.previous(deadline + deadline_lies_before - task.grace);
}

}  // namespace

std::optional<ImportedTask> import_task(const OriginalTask& row, const Zone& zone, Instant now,
                                        ImportReport& report) {
    const auto schedule = translate_schedule(row.period, zone, now);
    const auto uuid = uuid_of(row.url);
    if (!schedule || !uuid) {
        note(report.refused, row.line, "task", row.id, row.name,
             schedule
                 ? "uuid: must be like 6547ebb8-e643-11f1-afb7-02fc00000001, got '" + row.url + "'"
                 : schedule.error().message);
        return std::nullopt;
    }
    look_at(row, *schedule, report);
    ImportedTask imported{.task = {.id = TaskId{row.id},
                                   .business = BusinessId{row.business},
                                   .uuid = *uuid,
                                   .name = row.name,
                                   .schedule = schedule->schedule,
                                   .grace = grace_of(row, report),
                                   .tolerance = {},
                                   .quiet_until_first_ping = false,
                                   .created = instant_of(zone, row.created)},
                          .paused = !row.enabled,
                          .down = row.warning,
                          .missed = {},
                          .last_ping = last_ping_of(row, zone, now)};
    if (row.next_check) imported.missed = instant_of(zone, *row.next_check);
    return imported;
}

Standing standing_of(const ImportedTask& imported, std::optional<Instant> newest, Instant now) {
    const Task& task = imported.task;
    Standing standing =
        on_add({task.schedule, task.grace, task.tolerance, task.quiet_until_first_ping}, now);
    standing.last_ping = std::max(imported.last_ping, newest);  // nothing is less than anything
    if (imported.paused) return on_pause(standing, now).standing;
    if (!imported.down) {
        if (standing.last_ping) standing.state = State::up;
        return standing;
    }
    standing.state = State::down;
    standing.deadline.reset();
    standing.owed.reset();
    if (imported.missed && *imported.missed <= now) {
        standing.since = *imported.missed;
        standing.owed = slot_of(task, *imported.missed);
    }
    return standing;
}

}  // namespace cronmon
