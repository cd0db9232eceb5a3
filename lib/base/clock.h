// Time, asked for rather than assumed, so that a test can hold it still.
//
// Three clocks, because they fail differently: the wall clock can be stepped, the steady clock
// stands still while the machine is suspended, the boot clock does neither. Comparing them tells
// a stepped clock from a suspended machine (engine/blindness).
//
// Thread-safety: every Clock may be read from any thread.
#pragma once

#include <chrono>
#include <cstdint>

namespace cronmon {

using Millis = std::chrono::milliseconds;
using Instant = std::chrono::sys_time<Millis>;  // UTC, as stored on disk.

inline std::int64_t to_ms(Instant at) { return at.time_since_epoch().count(); }
inline Instant from_ms(std::int64_t ms) { return Instant{Millis{ms}}; }

class Clock {
public:
    virtual ~Clock() = default;
    virtual Instant now() const = 0;    // wall clock, UTC
    virtual Millis steady() const = 0;  // since some start; never stepped, stops in suspension
    virtual Millis boot() const = 0;    // since some start; never stepped, runs in suspension
};

// The machine's own clocks (clock_gettime(2): REALTIME, MONOTONIC, BOOTTIME).
class SystemClock final : public Clock {
public:
    Instant now() const override;
    Millis steady() const override;
    Millis boot() const override;
};

}  // namespace cronmon
