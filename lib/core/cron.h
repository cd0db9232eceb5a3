// Lines of a crontab: five fields, or a word such as @daily.
//
// The dialect is that of Debian's crontab(5), with what people bring along from elsewhere: `L`
// (the last day) and `LW` (the last of Monday to Friday) as days of the month, `5L` (the last
// Friday) and `MON#2` (the second Monday) as days of the week, `a/n` for a, a+n, ... to the end.
// A field is a list of items; each is `*`, a value, or an ascending range, with a step if wanted.
//
// Thread-safety: pure function.
#pragma once

#include "base/error.h"
#include "core/schedule_rule.h"

#include <string_view>

namespace cronmon {

constexpr std::size_t cron_chars_max = 200;
constexpr int cron_horizon_years = 50;  // what has not come by then is said never to come

// An Error names the field, the item and what is allowed: `schedule: minute '60' must be 0 to 59`.
// What never comes (`0 0 30 2 *`) is no error here; its next time is nothing.
Result<ScheduleRule> parse_cron(std::string_view text, Zone zone);

}  // namespace cronmon
