// When to try again what could not be delivered: soon at first, then less and less often, for a
// day.
//
// Thread-safety: pure.
#pragma once

#include "base/clock.h"

#include <optional>

namespace cronmon {

constexpr Millis backoff_first{10'000};
constexpr Millis backoff_max = std::chrono::minutes{30};
constexpr double backoff_jitter = 0.2;  // either way, so that many do not come back at once
constexpr Millis backoff_give_up_after = std::chrono::hours{24};

// After `attempts` tries (1 or more), the last of them at `now`: 10 s, 20 s, 40 s ... 30 min
// later. `jitter01` in [0, 1] spreads that by a fifth either way. The last try is a day after
// `first_owed`; after it, nothing.
std::optional<Instant> next_try(int attempts, Instant first_owed, Instant now, double jitter01);

}  // namespace cronmon
