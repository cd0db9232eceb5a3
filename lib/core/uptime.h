// How long a task was down, month by month.
//
// A task is watched while it is up or down: not before its first ping, not while it is paused, not
// before it was made. Blind time changes nothing here: who was down before stays down, and nobody
// goes down because we were not listening (core/verdict).
//
// Thread-safety: pure.
#pragma once

#include "core/verdict.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace cronmon {

// [from, to); empty if it ends before it begins.
struct TimeRange {
    Instant from;
    Instant to;
};

// A stretch of time in one state.
struct StateSpan {
    State state;
    TimeRange time;
};

// From `created` to `now`, without gaps. `flips`: oldest first, and all of them from some time on;
// before the first its `from` held. Without any the task has stood as it does since
// `standing.since`, and was new before.
std::vector<StateSpan> state_spans(const Standing& standing, Instant created,
                                   std::span<const Flip> flips, Instant now);

struct Uptime {
    Millis watched{};
    Millis down{};           // of what was watched
    std::int64_t downs = 0;  // stretches of being down, also those that began before

    // In per cent of what was watched, with two decimals, rounded down: 100 is never down.
    std::optional<double> percent() const;
};

// What of the spans lies in the range.
Uptime uptime_in(std::span<const StateSpan> spans, TimeRange range);

// The month in which `at` lies on the zone's clock, and the moments at which a month begins and
// ends there.
std::chrono::year_month month_at(const Zone& zone, Instant at);
TimeRange month_range(const Zone& zone, std::chrono::year_month month);

}  // namespace cronmon
