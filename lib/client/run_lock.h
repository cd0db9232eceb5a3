// One run of a task at a time on this machine: flock(2) on a file per task.
//
// The lock belongs to this process and not to the job: what the job starts and leaves behind (a
// daemon) would else hold it for ever, and the job would never run again. The kernel lets go of it
// however we end.
//
// Thread-safety: confined to its owner.
#pragma once

#include "base/clock.h"
#include "base/descriptor.h"
#include "base/error.h"

#include <optional>
#include <string>
#include <string_view>

namespace cronmon {

class RunLock {
public:
    // Code::conflict: another run holds it, and since when. Code::unreachable: there can be no lock
    // in this folder, and why.
    static Result<RunLock> take(const std::string& folder, std::string_view target, Instant now);

private:
    explicit RunLock(Descriptor file) : file_(std::move(file)) {}

    Descriptor file_;
};

// `nightly-1b2c....lock`: what can be a file's name, and differs for different targets.
std::string run_lock_name(std::string_view target);

}  // namespace cronmon
