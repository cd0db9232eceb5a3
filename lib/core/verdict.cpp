#include "core/verdict.h"

#include <algorithm>

namespace cronmon {
namespace {

using Slot = std::optional<Instant>;

// How exactly the usual moment of a ping is known: it is covered by blind time only if a minute
// either way is covered too, so that a short restart does not hide a long grace.
constexpr Millis usual_moment_margin = std::chrono::minutes{1};
// Blind for this part of a slot's window and the slot is excused.
constexpr std::int64_t blind_share_of_window = 10;
// How long a job may still make itself heard after a blind time.
constexpr Millis return_margin = std::chrono::minutes{1};
// The default early tolerance is at most this part of the gap between two slots.
constexpr std::int64_t tolerance_share_of_gap = 4;

bool is_interval(const Terms& terms) { return terms.schedule.kind() == Schedule::Kind::interval; }

// The first of `slot`, `slot` + period, ... that is later than `after`.
Instant on_grid(Instant slot, Millis period, Instant after) {
    if (slot > after) return slot;
    return slot + period * ((after - slot) / period + 1);
}

// The first slot later than both `slot` and `after`, for a task that owed `slot`.
Slot slot_past(const Terms& terms, Instant slot, Instant after) {
    const Instant later = std::max(slot, after);
    return is_interval(terms) ? on_grid(slot, terms.schedule.period(), later)
                              : terms.schedule.next(later);
}

void owe(const Terms& terms, Standing& standing, Slot slot) {
    standing.owed = slot;
    standing.deadline = slot ? Slot{*slot + terms.grace} : std::nullopt;
}

// What a task owes that begins to be watched (again) at `now`.
void owe_from(const Terms& terms, Standing& standing, Instant now) {
    const bool quiet = terms.quiet_until_first_ping && !standing.last_ping;
    owe(terms, standing, quiet ? std::nullopt : terms.schedule.next(now));
}

Verdict pass(Standing standing, State to, Instant at, Reason reason) {
    Verdict verdict;
    if (standing.state != to) {
        Flip flip{standing.state, to, at, reason, std::nullopt, std::nullopt};
        if (to == State::down) flip.slot = standing.owed;
        if (standing.state == State::down) flip.down_since = standing.since;
        verdict.flip = flip;
        standing.since = at;
    }
    standing.state = to;
    verdict.standing = std::move(standing);
    return verdict;
}

bool is_watched(const Standing& standing) {
    const bool alive = standing.state == State::fresh || standing.state == State::up;
    return alive && standing.owed && standing.deadline;
}

// Every slot up to here is answered by a ping at `at`. Where slots lie unevenly the tolerance
// shrinks from one ping to the next; what the ping before it answered stays answered.
Instant reach_of(const Terms& terms, const Standing& standing, Instant at) {
    const Instant reach = at + tolerance_at(terms, at);
    const auto before = standing.last_ping;
    if (terms.tolerance || !before || *before > at || at - *before > terms.grace) return reach;
    return std::max(reach, *before + tolerance_at(terms, *before));
}

// Settles which slots a ping at `at` answers: the last of them gives the offset, the next is owed.
void answer(const Terms& terms, Standing& standing, Instant at) {
    if (is_interval(terms)) {
        standing.offset =
            is_watched(standing) ? std::optional<Millis>{at - *standing.owed} : std::nullopt;
        owe(terms, standing, at + terms.schedule.period());
        return;
    }
    const Instant reach = reach_of(terms, standing, at);
    const Slot answered = terms.schedule.previous(reach);
    standing.offset = answered ? std::optional<Millis>{at - *answered} : std::nullopt;
    owe(terms, standing, terms.schedule.next(reach));
}

bool is_excused(const Terms& terms, const Standing& standing, Instant slot, BlindTime blind) {
    const Instant usual = slot + standing.offset.value_or(Millis{0});
    if (blind.from <= usual - usual_moment_margin && blind.to >= usual + usual_moment_margin)
        return true;
    const Millis missed = std::min(blind.to, slot + terms.grace) - std::max(blind.from, slot);
    return missed > Millis{0} && missed * blind_share_of_window >= terms.grace;
}

bool touches_window(const Terms& terms, Instant slot, BlindTime blind) {
    return blind.from < slot + terms.grace && blind.to > slot;
}

bool same_schedule(const Schedule& a, const Schedule& b) {
    if (a.kind() != b.kind()) return false;
    if (a.kind() == Schedule::Kind::interval) return a.period() == b.period();
    return a.text() == b.text() && a.zone() == b.zone();
}

// What an edited schedule owes: no slot that was not one when it passed, none already answered.
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

}  // namespace

std::string_view word(Reason reason) {
    switch (reason) {
        case Reason::ping: return "ping";
        case Reason::missed: return "missed";
        case Reason::pause: return "pause";
        case Reason::resume: return "resume";
    }
    return "";
}

Millis tolerance_at(const Terms& terms, Instant at) {
    if (is_interval(terms)) return Millis{0};
    if (terms.tolerance) return *terms.tolerance;
    const Slot before = terms.schedule.previous(at);
    const Slot after = terms.schedule.next(at);
    if (!before || !after) return terms.grace;
    return std::min(terms.grace, (*after - *before) / tolerance_share_of_gap);
}

Standing on_add(const Terms& terms, Instant now) {
    Standing standing;
    standing.since = now;
    owe_from(terms, standing, now);
    return standing;
}

Verdict on_ping(const Terms& terms, const Standing& standing, Instant at) {
    Standing after = standing;
    after.last_ping = at;
    if (standing.state == State::paused)
        return Verdict{std::move(after), std::nullopt, std::nullopt};
    answer(terms, after, at);
    return pass(std::move(after), State::up, at, Reason::ping);
}

Verdict on_deadline(const Standing& standing, Instant now) {
    if (!is_watched(standing) || now < *standing.deadline)
        return Verdict{standing, std::nullopt, std::nullopt};
    const Instant at = *standing.deadline;
    Standing after = standing;
    after.deadline.reset();
    return pass(std::move(after), State::down, at, Reason::missed);
}

Standing on_edit(const Terms& before, const Terms& after, const Standing& standing, Instant now) {
    if (standing.state == State::paused || standing.state == State::down) return standing;
    Standing edited = standing;
    const bool quiet = after.quiet_until_first_ping && !standing.last_ping;
    if (quiet) {
        owe(after, edited, std::nullopt);
    } else if (!standing.owed || !same_schedule(before.schedule, after.schedule)) {
        owe(after, edited, slot_after_edit(after, standing, now));
    } else if (*standing.owed + after.grace <= now) {
        owe(after, edited, slot_past(after, *standing.owed, now));
    } else {
        owe(after, edited, standing.owed);
    }
    return edited;
}

Verdict on_pause(const Standing& standing, Instant now) {
    Standing after = standing;
    after.owed.reset();
    after.deadline.reset();
    return pass(std::move(after), State::paused, now, Reason::pause);
}

Verdict on_resume(const Terms& terms, const Standing& standing, Instant now) {
    if (standing.state != State::paused) return Verdict{standing, std::nullopt, std::nullopt};
    Standing after = standing;
    owe_from(terms, after, now);
    return pass(std::move(after), standing.last_ping ? State::up : State::fresh, now,
                Reason::resume);
}

Verdict on_blind(const Terms& terms, const Standing& standing, BlindTime blind) {
    Verdict verdict{standing, std::nullopt, std::nullopt};
    if (!is_watched(standing) || blind.to <= blind.from) return verdict;
    Standing& after = verdict.standing;
    const Instant slot = *standing.owed;
    if (!is_excused(terms, standing, slot, blind)) {
        if (touches_window(terms, slot, blind))
            after.deadline = std::max(*after.deadline, blind.to + return_margin);
        return verdict;
    }
    verdict.excused = slot;
    const Instant before_return = blind.to - Millis{1};
    Slot next = slot_past(terms, slot, before_return);
    while (next && is_excused(terms, standing, *next, blind))
        next = slot_past(terms, *next, before_return);
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

std::string_view standing_word(const Standing& standing, Instant now) {
    if (is_watched(standing) && now >= *standing.owed) return "late";
    return word(standing.state);
}

}  // namespace cronmon
