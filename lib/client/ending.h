// How a run of a job ended, and what it took.
//
// Thread-safety: values.
#pragma once

#include "base/clock.h"

#include <cstdint>
#include <string>

namespace cronmon {

// As env(1) and timeout(1) have them.
constexpr int exit_timed_out = 124;
constexpr int exit_own_failure = 125;  // no process, no pipe
constexpr int exit_not_executable = 126;
constexpr int exit_not_found = 127;
constexpr int exit_signal_base = 128;  // and the signal's number

struct Ending {
    enum class How : std::uint8_t {
        exited,      // number: its exit code
        signalled,   // number: the signal
        timed_out,   // we ended it
        no_process,  // number: errno of fork(2) or pipe(2)
        no_program,  // number: errno of execve(2)
    };
    How how = How::exited;
    int number = 0;
    Millis wall{0};
    Millis user{0};  // of it and the children it waited for (getrusage(2))
    Millis system{0};
    std::int64_t rss_kib = 0;  // of the largest of them

    bool started() const { return how != How::no_process && how != How::no_program; }
    bool succeeded() const { return how == How::exited && number == 0; }
    int exit_code() const;
};

// `exit code 3`, `killed by signal 9 (KILL)`, `timed out after 5s`, `cannot be executed: ...`.
std::string ending_text(const Ending& ending, const std::string& program, Millis timeout);

// `; took 12.30 s; CPU 1.20 s user, 0.30 s system; at most 45 MB`. Empty if nothing ran.
std::string resources_text(const Ending& ending);

}  // namespace cronmon
