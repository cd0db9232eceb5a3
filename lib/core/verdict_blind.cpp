// What our own absence means: blind times, and a wall clock that was set back.
#include "core/slots.h"

#include <algorithm>

namespace cronmon {
namespace {

using namespace slots;

// How exactly the usual moment of a ping is known: it is covered by blind time only if a minute
// either way is covered too, so that a short restart does not hide a long grace.
constexpr Millis usual_moment_margin = std::chrono::minutes{1};
// Blind for this part of a slot's window and the slot is excused.
constexpr std::int64_t blind_share_of_window = 10;

bool is_excused(const Terms& terms, const Standing& standing, Instant slot, BlindTime blind) {
    const Instant usual = slot + standing.offset.value_or(Millis{0});
    if (blind.from <= usual - usual_moment_margin && blind.to >= usual + usual_moment_margin)
        return true;
    const Millis missed = std::min(blind.to, slot + terms.grace) - std::max(blind.from, slot);
    return missed > Millis{0} && missed * blind_share_of_window >= terms.grace;
}

// Whether an open run is still waited for after a blind time, which may have swallowed its end:
// not if that was a tenth of what it may take. Otherwise it may still make itself heard.
bool outlasts(OpenRun& run, BlindTime blind) {
    const Millis missed = std::min(blind.to, run.deadline) - std::max(blind.from, run.started);
    if (missed <= Millis{0}) return true;
    if (missed * blind_share_of_window >= run.deadline - run.started) return false;
    run.deadline = std::max(run.deadline, blind.to + return_margin);
    return true;
}

bool touches_window(const Terms& terms, Instant slot, BlindTime blind) {
    return blind.from < slot + terms.grace && blind.to > slot;
}

}  // namespace

Verdict on_blind(const Terms& terms, const Standing& standing, BlindTime blind) {
    Verdict verdict{standing, std::nullopt};
    if (blind.to <= blind.from) return verdict;
    Standing& after = verdict.standing;
    after.runs.update([&](OpenRun& run) { return outlasts(run, blind); });
    if (!is_watched(standing)) return verdict;
    const Instant slot = *standing.owed;
    if (!is_excused(terms, standing, slot, blind)) {
        if (touches_window(terms, slot, blind))
            after.deadline = std::max(*after.deadline, blind.to + return_margin);
        return verdict;
    }
    const auto excuse = [&](Instant from, Instant end) {
        note_missed(terms, from, end, MissedSlot::Why::blind, verdict.missed);
    };
    const Instant before_return = blind.to - Millis{1};
    Slot next = slot_past(terms, slot, before_return);
    excuse(slot, next.value_or(blind.to));
    while (next && is_excused(terms, standing, *next, blind)) {
        excuse(*next, *next + Millis{1});
        next = slot_past(terms, *next, before_return);
    }
    owe(terms, after, next);
    return verdict;
}

Standing on_clock_set_back(const Terms& terms, const Standing& standing, Instant now) {
    // A ping from further ahead than this was stamped by the wrong clock and answers nothing.
    constexpr Millis stamp_believed_ahead = std::chrono::hours{24};
    if (!is_watched(standing)) return standing;
    Standing believed = standing;
    believed.since = std::min(standing.since, now);
    if (standing.last_ping && *standing.last_ping > now + stamp_believed_ahead)
        believed.last_ping = now;
    const Slot slot = slot_after_edit(terms, believed, now);
    if (!slot || *slot >= *standing.owed) return standing;
    Standing after = standing;
    owe(terms, after, slot);
    return after;
}

}  // namespace cronmon
