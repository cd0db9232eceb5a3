#include "store/schedule_cache.h"

#include "base/duration.h"
#include "base/log.h"

namespace cronmon {
namespace {

constexpr std::size_t schedules_max = 20'000;

Zone zone_or_utc(std::string_view tz, std::string_view text) {
    const Result<Zone> zone = Zone::find(tz);
    if (zone) return *zone;
    log::warning("zone_unknown", {{"tz", tz}, {"schedule", text}, {"used", "UTC"}});
    return Zone();
}

Result<Schedule> parse(std::string_view kind, std::string_view text, std::string_view tz) {
    if (kind == word(Schedule::Kind::interval)) return Schedule::every(text);
    const Zone zone = zone_or_utc(tz, text);
    if (kind == word(Schedule::Kind::cron)) return Schedule::cron(text, zone);
    if (kind == word(Schedule::Kind::calendar)) return Schedule::calendar(text, zone);
    return Error{Code::invalid, "schedule_kind: unknown"};
}

}  // namespace

std::string_view word(Schedule::Kind kind) {
    switch (kind) {
        case Schedule::Kind::interval: return "interval";
        case Schedule::Kind::cron: return "cron";
        case Schedule::Kind::calendar: return "calendar";
    }
    return "";
}

Result<Schedule> ScheduleCache::find(std::string_view kind, std::string_view text,
                                     std::string_view tz) {
    key_.assign(kind).append(1, '\0').append(tz).append(1, '\0').append(text);
    const auto known = schedules_.find(key_);
    if (known != schedules_.end()) return known->second;
    Result<Schedule> schedule = parse(kind, text, tz);
    if (schedules_.size() >= schedules_max) schedules_.clear();
    if (schedule) schedules_.emplace(key_, *schedule);
    return schedule;
}

}  // namespace cronmon
