// Signals as something to be read, while a job runs: who is told to stop passes it on.
//
// They are blocked in every thread and read from a signalfd(2), so nothing happens inside a
// handler. That also holds for one that was ignored when we were started (nohup): whether it counts
// is for the job to say, which inherits what we inherited.
//
// Thread-safety: confined to its owner, who must be the first thread and alone when it is made.
#pragma once

#include "base/clock.h"
#include "base/descriptor.h"

#include <signal.h>

#include <optional>

namespace cronmon {

class Signals {
public:
    // Throws std::system_error if the kernel refuses.
    Signals();
    ~Signals();
    Signals(const Signals&) = delete;
    Signals& operator=(const Signals&) = delete;

    // To be watched for POLLIN.
    int descriptor() const { return descriptor_.number(); }

    // SIGCHLD, one that is passed on, or nothing: none is waiting.
    std::optional<int> next();

    // In a child, before exec: everything as it was for us. Async-signal-safe.
    void give_back() const;

private:
    sigset_t before_{};
    struct sigaction pipe_before_ {};
    Descriptor descriptor_;
};

// `TERM`; a number for one without a name.
const char* signal_name(int number);

}  // namespace cronmon
