// The command of a crontab's line: what cron(8) makes of it, and how it is put behind `exec`.
//
// In a command % is special (crontab(5)): the first one ends it, and what follows is its standard
// input, where every other one is a line end; \% is a percent sign. Nothing else is cron's: what
// comes out is handed to `$SHELL -c`. So the new command is
//
//     cronmon exec URL -- /usr/local/bin/backup --full          words of which a shell makes no
//     more cronmon exec URL -- /bin/sh -c 'cd / && run | mail x'     everything else
//
// with the shell that would have run it. Behind the % all stays as it was: exec hands its standard
// input on. No byte of the command changes but its single quotes.
//
// Thread-safety: pure functions.
#pragma once

#include "base/error.h"

#include <string>
#include <string_view>

namespace cronmon {

// A longer one is refused by Debian's cron with the whole crontab (tried: 998 go, 999 do not).
constexpr std::size_t cron_command_bytes_max = 998;

struct CronCommand {
    std::string text;    // what the shell gets
    std::size_t end_at;  // where in the line the first % that speaks is, or its end
};

CronCommand cron_command(std::string_view in_line);

struct Wrapping {
    std::string exec;   // the executable, absolute
    std::string url;    // the task's
    std::string shell;  // cron's, for this line
};

// An Error (Code::invalid) if the shell is none that quotes as POSIX says, or the result too long.
Result<std::string> under_exec(std::string_view in_line, const Wrapping& wrapping);

}  // namespace cronmon
