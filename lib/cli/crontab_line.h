// What to put where the task runs, so that it pings.
//
// Thread-safety: pure functions.
#pragma once

#include <string>
#include <string_view>

namespace cronmon {

// `your-command && curl -fsS -m 10 --retry 3 -o /dev/null URL`, for a shell.
std::string ping_line(std::string_view ping_url);

// The same behind a schedule of cron. In a crontab % ends a command (crontab(5)), so it is escaped.
std::string crontab_line(std::string_view schedule, std::string_view ping_url);

// Whether cron(8) itself would understand this: L, # and steps without a range are ours.
bool is_plain_cron(std::string_view schedule);

}  // namespace cronmon
