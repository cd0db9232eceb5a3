// How many pings were written down in the last minute, second by second.
//
// It is told once a transaction, so a ping costs nothing.
//
// Thread-safety: add() on one thread, last_minute() from any: it may miss what is being added.
#pragma once

#include "base/clock.h"

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>

namespace cronmon {

class PingRate {
public:
    // So many more at the time `steady`, which never goes back.
    void add(Millis steady, std::int64_t pings);

    // In the second that has begun at `steady` and the 59 before it.
    std::int64_t last_minute(Millis steady) const;

private:
    struct Second {
        std::atomic<std::int64_t> number{-1};  // since the steady clock's start
        std::atomic<std::int64_t> pings{0};
    };
    std::array<Second, 64> seconds_;  // a second is at its number modulo 64
};

}  // namespace cronmon
