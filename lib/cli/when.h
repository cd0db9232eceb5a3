// Moments as a table shows them.
//
// Thread-safety: pure functions.
#pragma once

#include "base/clock.h"

#include <optional>
#include <string>
#include <string_view>

namespace cronmon {

// `2026-11-23 09:02:03 +08:00` in that zone, or in UTC if this machine does not know it. Nothing:
// `-`.
std::string local_time(std::optional<Instant> at, std::string_view zone);

// `3 min`: about as long, however far apart.
std::string rough(Millis length);

// `3 min ago`, `in 2 h`, `now`. Nothing: `-`.
std::string from_now(std::optional<Instant> at, Instant now);

// Both: `2026-11-23 09:02:03 +08:00 (3 min ago)`. Nothing: an empty text.
std::string local_time_from_now(std::optional<Instant> at, std::string_view zone, Instant now);

}  // namespace cronmon
