// A job as a process: started in a process group of its own, told to stop as a group, waited for.
//
// The group is what a signal or a timeout is for: a shell script is several processes. Started from
// a terminal, the group gets the terminal too, or a job that reads it would be stopped.
//
// Thread-safety: confined to its owner. Between fork and exec only async-signal-safe calls are
// made, so other threads may run beside it.
#pragma once

#include "base/clock.h"
#include "base/descriptor.h"
#include "client/ending.h"
#include "client/signals.h"

#include <sys/types.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace cronmon {

// Where the job writes to.
enum class Output : std::uint8_t {
    inherited,  // where we do
    caught,     // to pipes that we read
};

class Child {
public:
    // Precondition: `words` is not empty. If it cannot be started, failure() says why.
    Child(const std::vector<std::string>& words, Output output, const Signals& signals);
    ~Child();
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;

    // How it ended before it began.
    const std::optional<Ending>& failure() const { return failure_; }

    // The reading ends, for whoever takes them; empty if nothing is caught.
    Descriptor take_out() { return std::move(out_); }
    Descriptor take_err() { return std::move(err_); }

    void signal(int number) const;  // to the whole group

    // True once the job's first process has ended; it can still be signalled then.
    bool has_ended() const;

    // ^Z at a terminal: whoever waits for us could not let it go on, so it does at once.
    void keep_going() const;

    // Precondition: has_ended(). How, and what it took but the wall time.
    Ending reap();

private:
    struct Pipes;

    [[noreturn]] void become(char* const* words, const Pipes& pipes, const Signals& signals) const;
    void take_terminal_back() const;

    pid_t id_ = -1;  // of the process and its group
    bool at_terminal_ = false;
    Descriptor out_;
    Descriptor err_;
    std::optional<Ending> failure_;
};

// As execve(2) wants them: pointers into `words`, and a null behind.
std::vector<char*> argv_of(const std::vector<std::string>& words);

// A descriptor 0, 1 or 2 that was closed when we were started would become one of our own files.
void open_missing_standard_descriptors();

}  // namespace cronmon
