// A clock that moves when the test says so. It starts on 2026-11-23 (a Monday) at 00:00:00 UTC.
//
// Thread-safety: synchronised.
#pragma once

#include "base/clock.h"

#include <atomic>

namespace cronmon {

class ManualClock final : public Clock {
public:
    Instant now() const override { return from_ms(wall_ms_); }
    Millis steady() const override { return Millis{steady_ms_}; }
    Millis boot() const override { return Millis{boot_ms_}; }

    // Time passes.
    void advance(Millis by) {
        wall_ms_ += by.count();
        steady_ms_ += by.count();
        boot_ms_ += by.count();
    }
    // The machine sleeps: the steady clock stands still.
    void suspend(Millis by) {
        wall_ms_ += by.count();
        boot_ms_ += by.count();
    }
    // Somebody sets the wall clock.
    void step(Millis by) { wall_ms_ += by.count(); }

private:
    std::atomic<std::int64_t> wall_ms_{1'795'392'000'000};
    std::atomic<std::int64_t> steady_ms_{1'000'000};
    std::atomic<std::int64_t> boot_ms_{2'000'000};
};

}  // namespace cronmon
