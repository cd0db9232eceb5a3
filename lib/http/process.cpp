#include "http/process.h"

#include <sys/resource.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

namespace cronmon {
namespace {

std::chrono::microseconds length_of(const timeval& time) {
    return std::chrono::seconds{time.tv_sec} + std::chrono::microseconds{time.tv_usec};
}

// The second number of /proc/self/statm, proc(5): resident pages.
std::optional<std::int64_t> resident_bytes() {
    std::ifstream statm("/proc/self/statm");
    std::int64_t size = 0, resident = 0;
    if (!(statm >> size >> resident)) return std::nullopt;
    return resident * ::sysconf(_SC_PAGESIZE);
}

// Less the one by which they are counted.
std::optional<std::int64_t> open_files() {
    std::error_code error;
    std::int64_t files = -1;
    for (std::filesystem::directory_iterator entry("/proc/self/fd", error), end;
         !error && entry != end; entry.increment(error))
        ++files;
    return error ? std::nullopt : std::optional{files};
}

}  // namespace

Process this_process() {
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    return {length_of(usage.ru_utime) + length_of(usage.ru_stime), resident_bytes(), open_files()};
}

}  // namespace cronmon
