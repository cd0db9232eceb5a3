#include "core/slots.h"

#include <algorithm>

namespace cronmon {
namespace {

using namespace slots;

// The default early tolerance is at most this part of the gap between two slots.
constexpr std::int64_t tolerance_share_of_gap = 4;

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

Millis run_limit(const Terms& terms) { return terms.runs.max_run.value_or(terms.grace); }

// One more failure: down at `at`, if that is enough of them.
Verdict fail(const Terms& terms, Standing standing, Instant at, Reason reason) {
    standing.successes = 0;
    standing.failures = one_more(standing.failures);
    if (standing.state == State::down || standing.failures < terms.runs.alert_after) {
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
        if (standing.successes < terms.runs.recover_after) {
            standing.deadline.reset();
            return {std::move(standing), std::nullopt};
        }
        // What should have ended while it was down has been told already.
        standing.runs.update([&](const OpenRun& run) { return run.deadline > at; });
    }
    standing.successes = 0;
    return pass(std::move(standing), State::up, at, Reason::ping);
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
void wait_for_runs(const Terms& terms, Standing& standing) {
    if (!terms.runs.max_run || !is_watched(standing)) return;
    for (const OpenRun& run : standing.runs.all())
        if (run.started + tolerance_at(terms, run.started) >= *standing.owed)
            standing.deadline = std::max(*standing.deadline, run.deadline);
}

Verdict on_start(const Terms& terms, const Standing& standing, const Signal& signal) {
    Standing after = standing;
    after.runs.open({signal.run, signal.at, signal.at + run_limit(terms)});
    wait_for_runs(terms, after);
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

// The slots that passed while the task was down, or paused, until a ping at `at` came.
std::vector<MissedSlot> passed_until(const Terms& terms, const Standing& standing, Instant at) {
    std::vector<MissedSlot> missed;
    if (standing.state == State::down && standing.owed) {
        const Slot answered = is_interval(terms)
                                  ? Slot{at - terms.grace + Millis{1}}
                                  : terms.schedule.previous(at + tolerance_at(terms, at));
        note_missed(terms, standing.owed, std::min(answered.value_or(at), at),
                    MissedSlot::Why::missed, missed);
    }
    if (standing.state == State::paused)
        note_missed(terms, first_since(terms, standing), at, MissedSlot::Why::paused, missed);
    return missed;
}

Verdict judge_end(const Terms& terms, Standing after, const Signal& signal) {
    const auto duration = after.last_duration;
    if (signal.kind == PingKind::fail)
        return fail(terms, std::move(after), signal.at, Reason::failed);
    if (duration && terms.runs.min_run && *duration < *terms.runs.min_run)
        return fail(terms, std::move(after), signal.at, Reason::too_fast);
    return succeed(terms, std::move(after), signal.at);
}

Verdict on_end(const Terms& terms, const Standing& standing, const Signal& signal) {
    Standing after = standing;
    after.last_ping = signal.at;
    const auto duration = after.last_duration = end_run(after, signal);
    answer(terms, after, signal.at);
    Verdict verdict = judge_end(terms, std::move(after), signal);
    // Who wakes a task with one failure of several that it takes has woken it all the same.
    if (verdict.standing.state == State::paused)
        verdict = pass(std::move(verdict.standing), State::up, signal.at, Reason::ping);
    verdict.duration = duration;
    if (standing.state == State::down || standing.state == State::paused)
        verdict.missed = passed_until(terms, standing, signal.at);
    return verdict;
}

Verdict on_signal_while_paused(const Standing& standing, const Signal& signal) {
    Standing after = standing;
    if (signal.kind != PingKind::start) after.last_ping = signal.at;
    return {std::move(after), std::nullopt};
}

Verdict on_overrun(const Terms& terms, const Standing& standing, const OpenRun& run) {
    Standing after = standing;
    after.runs.end(run.id);
    return fail(terms, std::move(after), run.deadline, Reason::overran);
}

Verdict on_miss(const Terms& terms, const Standing& standing) {
    const Instant slot = *standing.owed;
    Verdict verdict = fail(terms, standing, *standing.deadline, Reason::missed);
    verdict.missed.push_back({slot, MissedSlot::Why::missed});
    if (verdict.flip) return verdict;
    // Not enough of them yet: the next one is owed. Behind late news it may have passed, too; it is
    // not dated before this one.
    Standing& after = verdict.standing;
    owe(terms, after, slot_past(terms, slot, slot));
    if (after.deadline) after.deadline = std::max(*after.deadline, *standing.deadline);
    return verdict;
}

bool same_schedule(const Schedule& a, const Schedule& b) {
    if (a.kind() != b.kind()) return false;
    if (a.kind() == Schedule::Kind::interval) return a.period() == b.period();
    return a.text() == b.text() && a.zone() == b.zone();
}

Verdict judge_signal(const Terms& terms, const Standing& standing, const Signal& signal) {
    switch (signal.kind) {
        case PingKind::log:
        case PingKind::ignored: return {standing, std::nullopt};
        case PingKind::success:
        case PingKind::start:
        case PingKind::fail: break;
    }
    if (standing.state == State::paused && !signal.wakes)
        return on_signal_while_paused(standing, signal);
    if (signal.kind == PingKind::start) return on_start(terms, standing, signal);
    return on_end(terms, standing, signal);
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
        case Reason::late_news: return "late_news";
    }
    return "";
}

std::string_view word(MissedSlot::Why why) {
    switch (why) {
        case MissedSlot::Why::missed: return "missed";
        case MissedSlot::Why::blind: return "blind";
        case MissedSlot::Why::paused: return "paused";
    }
    return "";
}

Terms terms_of(const Task& task) {
    return {task.schedule, task.grace, task.tolerance, task.quiet_until_first_ping, task.runs};
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
    Verdict verdict = judge_signal(terms, standing, signal);
    verdict.standing.pings = standing.pings + 1;
    return verdict;
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
    edited.runs.update([&](OpenRun& run) {
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
    wait_for_runs(after, edited);
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

Verdict on_resume(const Terms& terms, const Standing& standing, Instant now, Memory memory) {
    if (standing.state != State::paused) return {standing, std::nullopt};
    Standing after = standing;
    if (memory == Memory::forget) after.last_ping.reset();
    owe_from(terms, after, now);
    const State to = after.last_ping ? State::up : State::fresh;
    Verdict verdict = pass(std::move(after), to, now, Reason::resume);
    verdict.missed = passed_until(terms, standing, now);
    return verdict;
}

std::string_view standing_word(const Standing& standing, Instant now) {
    if (is_watched(standing) && now >= *standing.owed && standing.runs.empty()) return "late";
    return word(standing.state);
}

}  // namespace cronmon
