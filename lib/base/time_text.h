// Moments as text: ISO 8601 and unix seconds in, ISO 8601 in UTC out.
//
// Thread-safety: pure functions.
#pragma once

#include "base/clock.h"
#include "base/error.h"

#include <string>
#include <string_view>

namespace cronmon {

// Reads `2026-11-23T01:02:03Z`, with an offset (+08:00), a blank for the T, without seconds or
// with fractions of them (cut to milliseconds); `2026-11-23`, which is its midnight; or unix
// seconds of nine digits or more, or 0. Text without an offset is UTC. 1970 to 9999; the error
// begins with the name of the field.
Result<Instant> parse_instant(std::string_view field, std::string_view text);

// `2026-11-23T01:02:03Z`, and `2026-11-23T01:02:03.004Z` when there are milliseconds.
std::string utc_text(Instant at);

// The same wall clock reading for a clock that runs ahead of UTC: `2026-11-23T09:02:03+08:00`.
std::string local_text(Instant at, std::chrono::seconds ahead);

}  // namespace cronmon
