// Schedules from their stored text; equal texts share one schedule.
//
// A million tasks have a few hundred different schedules. Parsing each text once is what makes
// loading them fast, and sharing what it means keeps them small.
//
// Thread-safety: confined to one thread at a time.
#pragma once

#include "base/error.h"
#include "core/schedule.h"

#include <string>
#include <string_view>
#include <unordered_map>

namespace cronmon {

// The word in the column schedule_kind.
std::string_view word(Schedule::Kind kind);

class ScheduleCache {
public:
    // The schedule, or why `text` is none. In a zone that is unknown on this machine the schedule
    // runs by UTC, and the log says so: one old machine must not stop the watch over all tasks.
    Result<Schedule> find(std::string_view kind, std::string_view text, std::string_view tz);

private:
    std::unordered_map<std::string, Schedule> schedules_;
    std::string key_;  // kept for its memory
};

}  // namespace cronmon
