// What the system says of this process.
//
// Thread-safety: from any thread.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>

namespace cronmon {

struct Process {
    std::chrono::microseconds cpu{};             // of all its threads, getrusage(2)
    std::optional<std::int64_t> resident_bytes;  // nothing without /proc, as in a chroot
    std::optional<std::int64_t> open_files;      // likewise
};

Process this_process();

}  // namespace cronmon
