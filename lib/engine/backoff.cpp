#include "engine/backoff.h"

#include <algorithm>

namespace cronmon {

std::optional<Instant> next_try(int attempts, Instant first_owed, Instant now, double jitter01) {
    const Instant last = first_owed + backoff_give_up_after;
    if (now >= last) return std::nullopt;
    Millis delay = backoff_first;
    for (int i = 1; i < attempts && delay < backoff_max; ++i) delay *= 2;
    delay = std::min(delay, backoff_max);
    const double spread = 1 - backoff_jitter + 2 * backoff_jitter * jitter01;
    const Millis spread_delay{
        static_cast<std::int64_t>(static_cast<double>(delay.count()) * spread)};
    return std::min(now + spread_delay, last);
}

}  // namespace cronmon
