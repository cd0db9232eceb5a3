// A pattern of local times, on the clock of a zone: when does it happen in UTC?
//
// When the clock is moved, some local times are left out (a gap) and some come twice (a fold).
// What then happens is what the scheduler that we watch does:
//
//                     in a gap 02:00 -> 03:00           in a fold 03:00 -> 02:00        source
//   fixed      a job at 02:30 runs once, at 03:00  runs once, the first 02:30    cron(8)
//   wildcard   runs whenever the clock fits: none   runs in both hours           cron(8)
//   calendar   02:30 does not come: no run          runs once, the first 02:30   systemd, observed
//
// cron(8), Debian, section NOTES: when the clock jumps forward, jobs "which would have run in the
// time that was skipped will be run soon after the change"; when it jumps back, "those jobs that
// fall into the repeated time will not be re-run"; and only jobs "that run at a particular time
// (not specified as @hourly, nor with '*' in the hour or minute specifier) are affected". So a
// field that begins with `*` makes a wildcard job (cron.cpp). systemd.time(7) says nothing about
// it; systemd-analyze calendar, version 252, does as above.
//
// Whatever happens to the clock: next() is later than what it was asked for, and asking from a
// later moment never gives an earlier answer. Both follow from the zone's high-water mark
// (zone.h) for what runs once, and from searching forward in UTC for wildcards. (The libraries
// cronsim and oncalendar answer with a past time in the second pass of a fold; we must not: a
// past deadline is a false alarm.)
//
// Thread-safety: value.
#pragma once

#include "core/schedule_pattern.h"
#include "core/zone.h"

#include <optional>

namespace cronmon {

enum class ClockChange { fixed, wildcard, calendar };

struct ScheduleRule {
    CivilPattern pattern;
    Zone zone;
    ClockChange clock_change;

    // The first time later than `after`; nothing within the pattern's horizon.
    std::optional<UtcSeconds> next(UtcSeconds after) const;

    // The last time that is not later than `at`; nothing within the pattern's horizon.
    std::optional<UtcSeconds> previous(UtcSeconds at) const;
};

}  // namespace cronmon
