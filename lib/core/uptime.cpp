#include "core/uptime.h"

#include <algorithm>

namespace cronmon {
namespace {

TimeRange clipped(TimeRange time, TimeRange to) {
    return {std::max(time.from, to.from), std::min(time.to, to.to)};
}

Instant begin_of(const Zone& zone, std::chrono::year_month month) {
    const LocalSeconds first{std::chrono::local_days{month / 1}.time_since_epoch()};
    return zone.first_at(first);
}

}  // namespace

// A flip may be dated before the one that was written down before it (the clock was set back): then
// it counts from that one's time on.
std::vector<StateSpan> state_spans(const Standing& standing, Instant created,
                                   std::span<const Flip> flips, Instant now) {
    std::vector<StateSpan> spans;
    State state = flips.empty() ? State::fresh : flips.front().from;
    Instant from = created;
    const auto pass = [&](Instant at, State next) {
        const Instant to = std::max(from, at);
        spans.push_back({state, {from, to}});
        from = to;
        state = next;
    };
    for (const Flip& flip : flips) pass(flip.at, flip.to);
    if (flips.empty()) pass(standing.since, standing.state);
    pass(now, state);
    return spans;
}

std::optional<double> Uptime::percent() const {
    if (watched <= Millis{0}) return std::nullopt;
    return static_cast<double>((watched - down) * 10'000 / watched) / 100;
}

Uptime uptime_in(std::span<const StateSpan> spans, TimeRange range) {
    Uptime uptime;
    for (const StateSpan& span : spans) {
        const TimeRange time = clipped(span.time, range);
        const bool watched = span.state == State::up || span.state == State::down;
        if (!watched || time.to <= time.from) continue;
        uptime.watched += time.to - time.from;
        if (span.state != State::down) continue;
        uptime.down += time.to - time.from;
        ++uptime.downs;
    }
    return uptime;
}

std::chrono::year_month month_at(const Zone& zone, Instant at) {
    const auto clock = zone.clock(std::chrono::floor<std::chrono::seconds>(at));
    const std::chrono::year_month_day date{std::chrono::floor<std::chrono::days>(clock)};
    return date.year() / date.month();
}

TimeRange month_range(const Zone& zone, std::chrono::year_month month) {
    return {begin_of(zone, month), begin_of(zone, month + std::chrono::months{1})};
}

}  // namespace cronmon
