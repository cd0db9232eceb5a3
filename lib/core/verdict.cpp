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
        if (reason == Reason::missed) flip.slot = standing.owed;
        if (standing.state == State::down) flip.down_since = standing.since;
        verdict.flip = flip;
        standing.since = at;
    }
    standing.state = to;
    verdict.standing = std::move(standing);
    return verdict;
}

// What is counted stays below what a byte holds.
std::uint8_t one_more(std::uint8_t count) {
    return static_cast<std::uint8_t>(std::min<int>(count + 1, UINT8_MAX));
}

Millis run_limit(const Terms& terms) { return terms.max_run.value_or(terms.grace); }

// One more failure: down at `at`, if that is enough of them.
Verdict fail(const Terms& terms, Standing standing, Instant at, Reason reason) {
    standing.successes = 0;
    standing.failures = one_more(standing.failures);
    if (standing.state == State::down || standing.failures < terms.alert_after) {
        if (standing.state == State::down) standing.deadline.reset();
        return {std::move(standing), std::nullopt};
    }
    standing.deadline.reset();
    return pass(std::move(standing), State::down, at, reason);
}

// One more success: up, unless it was down and that is not enough of them.
Verdict succeed(const Terms& terms, Standing standing, Instant at) {
    standing.failures = 0;
    if (standing.state == State::down) {
        standing.successes = one_more(standing.successes);
        if (standing.successes < terms.recover_after) {
            standing.deadline.reset();
            return {std::move(standing), std::nullopt};
        }
        // What should have ended while it was down has been told already.
        standing.runs.update([&](const Run& run) { return run.deadline > at; });
    }
    standing.successes = 0;
    return pass(std::move(standing), State::up, at, Reason::ping);
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

// With a limit of its own for runs, a start is as good as an answer to the slot that is owed: what
// has begun in time may take its time.
Verdict on_start(const Terms& terms, const Standing& standing, const Signal& signal) {
    Standing after = standing;
    after.runs.open({signal.run, signal.at, signal.at + run_limit(terms)});
    if (terms.max_run && is_watched(standing) &&
        signal.at + tolerance_at(terms, signal.at) >= *standing.owed)
        after.deadline = std::max(*standing.deadline, signal.at + *terms.max_run);
    return {std::move(after), std::nullopt};
}

// The run that a signal ends. One that says no id, or that failed, ends all others with it: nobody
// knows better.
std::optional<Millis> end_run(Standing& standing, const Signal& signal) {
    const auto run = standing.runs.end(signal.run);
    if (!run && (!signal.run || signal.kind == PingKind::fail)) standing.runs.clear();
    if (!run) return std::nullopt;
    return std::max(signal.at - run->started, Millis{0});
}

Verdict on_end(const Terms& terms, const Standing& standing, const Signal& signal) {
    Standing after = standing;
    after.last_ping = signal.at;
    const auto duration = end_run(after, signal);
    answer(terms, after, signal.at);
    const bool too_fast = duration && terms.min_run && *duration < *terms.min_run;
    Verdict verdict;
    if (signal.kind == PingKind::fail)
        verdict = fail(terms, std::move(after), signal.at, Reason::failed);
    else if (too_fast) verdict = fail(terms, std::move(after), signal.at, Reason::too_fast);
    else verdict = succeed(terms, std::move(after), signal.at);
    verdict.duration = duration;
    return verdict;
}

Verdict on_signal_while_paused(const Standing& standing, const Signal& signal) {
    Standing after = standing;
    if (signal.kind != PingKind::start) after.last_ping = signal.at;
    return {std::move(after), std::nullopt};
}

Verdict on_overrun(const Terms& terms, const Standing& standing, const Run& run) {
    Standing after = standing;
    after.runs.end(run.id);
    return fail(terms, std::move(after), run.deadline, Reason::overran);
}

Verdict on_miss(const Terms& terms, const Standing& standing) {
    const Instant slot = *standing.owed;
    Verdict verdict = fail(terms, standing, *standing.deadline, Reason::missed);
    verdict.missed = slot;
    // Not enough of them yet: the next one is owed.
    if (!verdict.flip) owe(terms, verdict.standing, slot_past(terms, slot, slot));
    return verdict;
}

bool is_excused(const Terms& terms, const Standing& standing, Instant slot, BlindTime blind) {
    const Instant usual = slot + standing.offset.value_or(Millis{0});
    if (blind.from <= usual - usual_moment_margin && blind.to >= usual + usual_moment_margin)
        return true;
    const Millis missed = std::min(blind.to, slot + terms.grace) - std::max(blind.from, slot);
    return missed > Millis{0} && missed * blind_share_of_window >= terms.grace;
}

// Whether an open run is still waited for after a blind time, which may have swallowed its end:
// not if that was a tenth of what it may take. Otherwise it may still make itself heard.
bool outlasts(Run& run, BlindTime blind) {
    const Millis missed = std::min(blind.to, run.deadline) - std::max(blind.from, run.started);
    if (missed <= Millis{0}) return true;
    if (missed * blind_share_of_window >= run.deadline - run.started) return false;
    run.deadline = std::max(run.deadline, blind.to + return_margin);
    return true;
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
        case Reason::failed: return "failed";
        case Reason::overran: return "overran";
        case Reason::too_fast: return "too_fast";
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

Verdict on_signal(const Terms& terms, const Standing& standing, const Signal& signal) {
    if (signal.kind == PingKind::log) return {standing, std::nullopt};
    if (standing.state == State::paused && !signal.wakes)
        return on_signal_while_paused(standing, signal);
    if (signal.kind == PingKind::start) return on_start(terms, standing, signal);
    return on_end(terms, standing, signal);
}

Verdict on_ping(const Terms& terms, const Standing& standing, Instant at) {
    return on_signal(terms, standing, {PingKind::success, at});
}

// What is open while a task is down has been told already, or will be when it is up.
std::optional<Instant> next_look(const Standing& standing) {
    if (standing.state == State::down) return std::nullopt;
    const Slot slot = is_watched(standing) ? standing.deadline : std::nullopt;
    const auto run = standing.runs.most_urgent();
    if (!run) return slot;
    return std::min(run->deadline, slot.value_or(run->deadline));
}

Verdict on_deadline(const Terms& terms, const Standing& standing, Instant now) {
    const auto look = next_look(standing);
    if (!look || now < *look) return {standing, std::nullopt};
    const auto run = standing.runs.most_urgent();
    if (run && run->deadline == *look) return on_overrun(terms, standing, *run);
    return on_miss(terms, standing);
}

Standing on_edit(const Terms& before, const Terms& after, const Standing& standing, Instant now) {
    Standing edited = standing;
    edited.runs.update([&](Run& run) {
        run.deadline = std::max(run.started + run_limit(after), now + return_margin);
        return true;
    });
    if (standing.state == State::paused || standing.state == State::down) return edited;
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
    after.runs.clear();
    after.failures = after.successes = 0;
    return pass(std::move(after), State::paused, now, Reason::pause);
}

Verdict on_resume(const Terms& terms, const Standing& standing, Instant now) {
    if (standing.state != State::paused) return {standing, std::nullopt};
    Standing after = standing;
    owe_from(terms, after, now);
    return pass(std::move(after), standing.last_ping ? State::up : State::fresh, now,
                Reason::resume);
}

Verdict on_blind(const Terms& terms, const Standing& standing, BlindTime blind) {
    Verdict verdict{standing, std::nullopt};
    if (blind.to <= blind.from) return verdict;
    Standing& after = verdict.standing;
    after.runs.update([&](Run& run) { return outlasts(run, blind); });
    if (!is_watched(standing)) return verdict;
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
    if (is_watched(standing) && now >= *standing.owed && standing.runs.empty()) return "late";
    return word(standing.state);
}

}  // namespace cronmon
