#include "http/read_schedule.h"

namespace cronmon {
namespace {

// The same words in another zone.
Result<Schedule> moved(const Schedule& schedule, const Zone& zone) {
    switch (schedule.kind()) {
        case Schedule::Kind::interval: return schedule;
        case Schedule::Kind::cron: return Schedule::cron(schedule.text(), zone);
        case Schedule::Kind::calendar: return Schedule::calendar(schedule.text(), zone);
    }
    return schedule;
}

}  // namespace

Result<std::optional<Schedule>> read_schedule(const ScheduleWords& words, const Schedule* current) {
    const int forms = words.cron.has_value() + words.every.has_value() + words.calendar.has_value();
    if (forms > 1 || (forms == 0 && !current))
        return Error{Code::invalid, "schedule: must be one of cron, every or calendar, got " +
                                        std::to_string(forms) + " of them"};
    Zone zone = current ? current->zone() : Zone();
    if (words.tz) {
        const auto found = Zone::find(*words.tz);
        if (!found) return found.error();
        zone = *found;
    }
    if (forms == 0 && !words.tz) return std::optional<Schedule>{};
    const auto schedule = words.cron       ? Schedule::cron(*words.cron, zone)
                          : words.every    ? Schedule::every(*words.every)
                          : words.calendar ? Schedule::calendar(*words.calendar, zone)
                                           : moved(*current, zone);
    if (!schedule) return schedule.error();
    return std::optional(*schedule);
}

}  // namespace cronmon
