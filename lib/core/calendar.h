// Calendar events as systemd timers have them in OnCalendar=: `Mon..Fri 2026-*-1,15 10:00:00`.
//
// The language is that of systemd.time(7), section CALENDAR EVENTS, except that fractions of a
// second are refused. Several lines mean what any of them means; each may end in a time zone of
// its own.
//
// Thread-safety: pure function.
#pragma once

#include "base/error.h"
#include "core/schedule_rule.h"

#include <string_view>
#include <vector>

namespace cronmon {

constexpr std::size_t calendar_chars_max = 1000;

// One rule a line; `zone` is for lines that name none. An Error names the component, the value and
// what is allowed: `schedule: hour '24' must be 0 to 23`.
Result<std::vector<ScheduleRule>> parse_calendar(std::string_view text, Zone zone);

}  // namespace cronmon
