#include "core/schedule_rule.h"

#include <algorithm>

namespace cronmon {
namespace {

constexpr std::chrono::seconds one_second{1};

// Wildcard jobs: whenever the clock fits, span after span.
std::optional<UtcSeconds> next_fitting(const ScheduleRule& rule, UtcSeconds after) {
    const ZoneSpan* const last = &rule.zone.spans().back();
    for (const ZoneSpan* span = &rule.zone.span_of(after + one_second);; ++span) {
        const UtcSeconds from = std::max(after + one_second, span->start);
        const auto time =
            rule.pattern.at_or_after(LocalSeconds{from.time_since_epoch() + span->ahead});
        if (!time) return std::nullopt;
        const UtcSeconds at{time->time_since_epoch() - span->ahead};
        if (at < span->end || span == last) return at;
    }
}

std::optional<UtcSeconds> previous_fitting(const ScheduleRule& rule, UtcSeconds at) {
    const ZoneSpan* const first = &rule.zone.spans().front();
    for (const ZoneSpan* span = &rule.zone.span_of(at);; --span) {
        const UtcSeconds to = std::min(at, span->end - one_second);
        const auto time =
            rule.pattern.at_or_before(LocalSeconds{to.time_since_epoch() + span->ahead});
        if (!time) return std::nullopt;
        const UtcSeconds found{time->time_since_epoch() - span->ahead};
        if (found >= span->start || span == first) return found;
    }
}

// Fixed jobs: the moment at which the clock first shows the time or, over a gap, a later one.
std::optional<UtcSeconds> next_reached(const ScheduleRule& rule, UtcSeconds after) {
    const auto time = rule.pattern.at_or_after(rule.zone.first_unseen(after));
    if (!time) return std::nullopt;
    return rule.zone.first_at(*time);
}

std::optional<UtcSeconds> previous_reached(const ScheduleRule& rule, UtcSeconds at) {
    const auto time = rule.pattern.at_or_before(rule.zone.first_unseen(at) - one_second);
    if (!time) return std::nullopt;
    return rule.zone.first_at(*time);
}

// Calendar events: the moment at which the clock first shows exactly the time. What the clock
// leaves out does not happen: the search goes on at the other side of the gap.
std::optional<UtcSeconds> next_shown(const ScheduleRule& rule, UtcSeconds after) {
    auto time = rule.pattern.at_or_after(rule.zone.first_unseen(after));
    while (time) {
        const UtcSeconds at = rule.zone.first_at(*time);
        const LocalSeconds shown = rule.zone.clock(at);
        if (shown == *time) return at;
        time = rule.pattern.at_or_after(shown);
    }
    return std::nullopt;
}

std::optional<UtcSeconds> previous_shown(const ScheduleRule& rule, UtcSeconds at) {
    auto time = rule.pattern.at_or_before(rule.zone.first_unseen(at) - one_second);
    while (time) {
        const UtcSeconds found = rule.zone.first_at(*time);
        if (rule.zone.clock(found) == *time) return found;
        time = rule.pattern.at_or_before(rule.zone.first_unseen(found - one_second) - one_second);
    }
    return std::nullopt;
}

}  // namespace

std::optional<UtcSeconds> ScheduleRule::next(UtcSeconds after) const {
    switch (clock_change) {
        case ClockChange::fixed: return next_reached(*this, after);
        case ClockChange::wildcard: return next_fitting(*this, after);
        case ClockChange::calendar: return next_shown(*this, after);
    }
    return std::nullopt;
}

std::optional<UtcSeconds> ScheduleRule::previous(UtcSeconds at) const {
    switch (clock_change) {
        case ClockChange::fixed: return previous_reached(*this, at);
        case ClockChange::wildcard: return previous_fitting(*this, at);
        case ClockChange::calendar: return previous_shown(*this, at);
    }
    return std::nullopt;
}

}  // namespace cronmon
