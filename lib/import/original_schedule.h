// The original's crontab lines, in our words.
//
// It read them with PyPI's crontab (parse-crontab 0.22), whose dialect differs from cron(8)'s and
// ours. What can be said in our words with the same meaning is said so: `?` is `*`, `L5` is `5L`,
// `L1-3` is `1L,2L,3L`, `FRI-SUN` is `FRI-7`, `2/2` as a day of the week is `2-6/2`. What cannot
// is the rule for days: where both the day of the month and the day of the week are restricted,
// the original wanted both to fit, and for cron(8) one of them is enough.
//
// Thread-safety: pure function.
#pragma once

#include "core/schedule.h"

#include <string_view>

namespace cronmon {

struct TranslatedSchedule {
    Schedule schedule;
    bool both_days_had_to_fit = false;  // so it now comes on more days than it did
};

// The error is that of Schedule::cron, or says that it never comes after `now`.
Result<TranslatedSchedule> translate_schedule(std::string_view period, Zone zone, Instant now);

}  // namespace cronmon
