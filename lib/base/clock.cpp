#include "base/clock.h"

#include <ctime>

namespace cronmon {
namespace {

Millis read(clockid_t id) {
    timespec at{};
    clock_gettime(id, &at);
    return Millis{std::int64_t{at.tv_sec} * 1000 + at.tv_nsec / 1'000'000};
}

}  // namespace

Instant SystemClock::now() const { return Instant{read(CLOCK_REALTIME)}; }
Millis SystemClock::steady() const { return read(CLOCK_MONOTONIC); }
Millis SystemClock::boot() const { return read(CLOCK_BOOTTIME); }

}  // namespace cronmon
