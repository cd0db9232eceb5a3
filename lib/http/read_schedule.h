// The schedule that a body or a query asks for.
//
// Thread-safety: pure functions.
#pragma once

#include "core/schedule.h"

#include <optional>
#include <string>

namespace cronmon {

// At most one of the three forms, and a zone.
struct ScheduleWords {
    std::optional<std::string> cron;
    std::optional<std::string> every;
    std::optional<std::string> calendar;
    std::optional<std::string> tz;
};

// What is asked for, given what there is (null: the task is new). Nothing: no change.
Result<std::optional<Schedule>> read_schedule(const ScheduleWords& words, const Schedule* current);

}  // namespace cronmon
