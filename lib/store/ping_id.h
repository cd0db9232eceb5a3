// The name of one row in the log, which tells in which day's table the row lies.
//
// An id is the millisecond of arrival times 2048 plus a counter, and always higher than the one
// before it: ids sort by time, one id names one bucket, nothing has to be searched after a crash
// to go on counting, and 2,048 pings a millisecond fit. All of it stays below 2^53 (what a JSON
// number holds exactly) until the year 2109. After a backward step of the clock the counter runs
// on ahead of it.
//
// Thread-safety: values.
#pragma once

#include "base/clock.h"

#include <algorithm>
#include <cstdint>

namespace cronmon {

enum class PingId : std::int64_t {};  // 0: no row

constexpr std::int64_t ping_ids_per_ms = 2048;
constexpr std::int64_t ms_per_day = 86'400'000;

// The id of a row that arrives at `at`, right after `newest`.
inline PingId next_ping_id(PingId newest, Instant at) {
    const std::int64_t after = static_cast<std::int64_t>(newest) + 1;
    return PingId{std::max(after, to_ms(at) * ping_ids_per_ms)};
}

// The least id that a row arriving at `at` can have.
inline PingId first_ping_id(Instant at) { return PingId{to_ms(at) * ping_ids_per_ms}; }

// The day, counted from 1970-01-01 UTC, in whose bucket the row lies.
inline std::int64_t day_of(PingId id) {
    return static_cast<std::int64_t>(id) / ping_ids_per_ms / ms_per_day;
}

inline std::int64_t day_of(Instant at) { return to_ms(at) / ms_per_day; }

}  // namespace cronmon
