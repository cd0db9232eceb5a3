#include "core/slots.h"

#include <algorithm>

namespace cronmon::slots {

bool is_interval(const Terms& terms) { return terms.schedule.kind() == Schedule::Kind::interval; }

Instant on_grid(Instant slot, Millis period, Instant after) {
    if (slot > after) return slot;
    return slot + period * ((after - slot) / period + 1);
}

Slot slot_past(const Terms& terms, Instant slot, Instant after) {
    const Instant later = std::max(slot, after);
    return is_interval(terms) ? on_grid(slot, terms.schedule.period(), later)
                              : terms.schedule.next(later);
}

void owe(const Terms& terms, Standing& standing, Slot slot) {
    standing.owed = slot;
    standing.deadline = slot ? Slot{*slot + terms.grace} : std::nullopt;
}

void owe_from(const Terms& terms, Standing& standing, Instant now) {
    const bool quiet = terms.quiet_until_first_ping && !standing.last_ping;
    owe(terms, standing, quiet ? std::nullopt : terms.schedule.next(now));
}

bool is_watched(const Standing& standing) {
    const bool alive = standing.state == State::fresh || standing.state == State::up;
    return alive && standing.owed && standing.deadline;
}

Instant reach_of(const Terms& terms, const Standing& standing, Instant at) {
    const Instant reach = at + tolerance_at(terms, at);
    const auto before = standing.last_ping;
    if (terms.tolerance || !before || *before > at || at - *before > terms.grace) return reach;
    return std::max(reach, *before + tolerance_at(terms, *before));
}

Slot slot_after_edit(const Terms& after, const Standing& standing, Instant now) {
    if (!is_interval(after)) {
        const Slot answered_until =
            standing.last_ping
                ? Slot{*standing.last_ping + tolerance_at(after, *standing.last_ping)}
                : std::nullopt;
        return after.schedule.next(std::max(now, answered_until.value_or(now)));
    }
    const Instant watched_from =
        std::max(standing.since, standing.last_ping.value_or(standing.since));
    return on_grid(watched_from + after.schedule.period(), after.schedule.period(), now);
}

Slot first_since(const Terms& terms, const Standing& standing) {
    if (terms.quiet_until_first_ping && !standing.last_ping) return std::nullopt;
    if (!is_interval(terms)) return terms.schedule.next(standing.since);
    const Instant from = std::min(standing.last_ping.value_or(standing.since), standing.since);
    return on_grid(from + terms.schedule.period(), terms.schedule.period(), standing.since);
}

void note_missed(const Terms& terms, Slot first, Instant end, MissedSlot::Why why,
                 std::vector<MissedSlot>& missed) {
    for (Slot slot = first; slot && *slot < end; slot = slot_past(terms, *slot, *slot)) {
        if (missed.size() == missed_slots_noted_max) missed.erase(missed.begin());
        missed.push_back({*slot, why});
    }
}

}  // namespace cronmon::slots
