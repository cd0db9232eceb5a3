// What late news means: a ping that was kept on its way and is told with its own time.
#include "core/slots.h"

#include <algorithm>

namespace cronmon {
namespace {

using namespace slots;

bool is_end(PingKind kind) { return kind == PingKind::success || kind == PingKind::fail; }

// The slots that a run at `at` was for, if they were held to be missed.
void tell_what_ran(const Terms& terms, Instant at, LateVerdict& late) {
    if (is_interval(terms)) {
        late.ran_from = at;
        late.ran_to = at + terms.schedule.period();
    } else {
        late.ran_from = late.ran_to = terms.schedule.previous(at + tolerance_at(terms, at));
    }
}

// A later one has been heard before.
Verdict as_history(const Standing& standing, const Signal& signal) {
    Verdict verdict{standing, std::nullopt};
    ++verdict.standing.pings;
    if (!is_end(signal.kind) || !signal.run) return verdict;
    if (const auto run = verdict.standing.runs.end(signal.run))
        verdict.duration = std::max(signal.at - run->started, Millis{0});
    return verdict;
}

// What is on its way, too, gets the time to arrive.
void leave_a_margin(Standing& standing, Instant now) {
    const Instant least = now + return_margin;
    if (standing.deadline) standing.deadline = std::max(*standing.deadline, least);
    standing.runs.update([least](OpenRun& run) {
        run.deadline = std::max(run.deadline, least);
        return true;
    });
}

// A passage is not dated before the one in front of it.
void date(Verdict& verdict, Instant earliest) {
    Flip& flip = *verdict.flip;
    if (flip.to == State::up) flip.reason = Reason::late_news;
    flip.at = verdict.standing.since = std::max(flip.at, earliest);
}

}  // namespace

LateVerdict on_late_signal(const Terms& terms, const Standing& standing, const Signal& signal,
                           Instant now) {
    LateVerdict late;
    const bool is_history = standing.last_ping && *standing.last_ping > signal.at;
    late.verdict = is_history ? as_history(standing, signal) : on_signal(terms, standing, signal);
    if (is_end(signal.kind) && standing.state != State::paused)
        tell_what_ran(terms, signal.at, late);
    if (is_history) return late;
    leave_a_margin(late.verdict.standing, now);
    if (late.verdict.flip) date(late.verdict, standing.since);
    return late;
}

}  // namespace cronmon
