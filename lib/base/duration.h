// Lengths of time as people write them: 90s, 5m, 1h30m, 2d, 1w, 500ms.
//
// A bare number is refused: "--grace 30" is thirty seconds to one reader and thirty minutes to
// the next, and a watchdog that guesses is worse than one that asks.
//
// Thread-safety: pure functions.
#pragma once

#include "base/clock.h"
#include "base/error.h"

#include <string>
#include <string_view>

namespace cronmon {

constexpr Millis duration_max = std::chrono::days{36500};

// Reads numbers with the units w d h m s ms, the largest first, each at most once: `1h30m` or
// `1h 30m`. The error begins with the name of the field. 0 to duration_max.
Result<Millis> parse_duration(std::string_view field, std::string_view text);

// The shortest text that parse_duration reads back: 5400000 ms is `1h30m`, zero is `0s`.
std::string duration_text(Millis duration);

}  // namespace cronmon
