// The rules: what a ping, the lack of one, an edit or our own absence means for a task.
//
// Pure functions over values. Everything cronmon knows about lateness is in verdict.cpp and
// nowhere else.
//
// A *slot* is a time at which a run is expected: a scheduled time (cron, calendar), or the last
// ping plus the period (interval; later ones each a period on). The *owed* slot is the first one
// that no ping has answered yet, and the deadline is that slot plus the grace. At the deadline
// (`>=`) the task is down, and the passage is dated at the deadline, whenever it is noticed.
//
// A ping that tells of a start opens a run, which has to end within `max_run` (else: within the
// grace), or the task is down at that moment. A run that ends sooner than `min_run` has failed,
// whatever it says. Failures and missed slots count towards `alert_after`; successes of a task that
// is down towards `recover_after`.
//
// `late` is not stored: it is what `standing_word` calls a task whose owed slot has passed while
// its deadline has not.
//
// Thread-safety: pure.
#pragma once

#include "core/model.h"
#include "core/signal.h"

#include <optional>
#include <string_view>
#include <vector>

namespace cronmon {

// What was agreed: the part of a task on which lateness depends.
struct Terms {
    Schedule schedule;
    Millis grace{};
    std::optional<Millis> tolerance;  // see Task
    bool quiet_until_first_ping = false;
    RunRules runs = {};
};

Terms terms_of(const Task& task);

// What the log has made of a task so far.
struct Standing {
    State state = State::fresh;
    Instant since;                     // when the state was entered
    std::optional<Instant> last_ping;  // success or failure, also while paused
    std::optional<Instant> owed;       // the first unanswered slot; the missed one while down
    std::optional<Instant> deadline;   // when an unanswered `owed` makes the task down
    std::optional<Millis> offset;      // how far from its slot the last ping came; < 0: early
    OpenRuns runs = {};
    std::uint8_t failures = 0;                 // in a row, until now
    std::uint8_t successes = 0;                // in a row, since it went down
    std::optional<Millis> last_duration = {};  // of the run that the last ping ended
    std::int64_t pings = 0;                    // of any kind, ever

    bool operator==(const Standing&) const = default;
};

// Why a state was left. `missed`: nothing came; `failed`: the job said so; `overran`: a run took
// too long; `too_fast`: one took suspiciously little; `late_news`: it came late what a job had said
// in time.
enum class Reason : std::uint8_t {
    ping,
    missed,
    pause,
    resume,
    failed,
    overran,
    too_fast,
    late_news
};
std::string_view word(Reason reason);

// A passage between two different stored states: the unit of history and of alerting.
struct Flip {
    State from;
    State to;
    Instant at;
    Reason reason;
    std::optional<Instant> slot;        // the slot that was missed, for a passage to down
    std::optional<Instant> down_since;  // for a passage out of down
};

// A slot that passed without a run, and why that is.
struct MissedSlot {
    enum class Why : std::uint8_t { missed, blind, paused };
    Instant slot;
    Why why = Why::missed;

    bool operator==(const MissedSlot&) const = default;
};
std::string_view word(MissedSlot::Why why);

// Of the slots that one verdict leaves behind, only so many are told, the newest.
constexpr std::size_t missed_slots_noted_max = 1000;

struct Verdict {
    Standing standing;
    std::optional<Flip> flip;
    std::vector<MissedSlot> missed = {};  // the slots that are known now to have had no run
    std::optional<Millis> duration = {};  // of the run that has ended
};

// A time in which cronmon itself was not listening: [from, to).
struct BlindTime {
    Instant from;
    Instant to;
};

// A task that is added (or imported) at `now` owes the first slot after it.
Standing on_add(const Terms& terms, Instant now);

// What a ping means. While paused it is remembered and changes nothing else, unless it wakes. One
// that is only a word for the log, or ignored, is counted.
Verdict on_signal(const Terms& terms, const Standing& standing, const Signal& signal);

// A success without a run id.
Verdict on_ping(const Terms& terms, const Standing& standing, Instant at);

// What a ping means that was kept on its way and comes only `now`. It is judged at its own time; a
// down that it makes untrue is taken back, as if it had not been. If a later one has come before
// it, it is history, and changes nothing. What is owed after it may still come within a minute,
// because it may be on its way too.
struct LateVerdict {
    Verdict verdict;
    // Slots from `ran_from` to `ran_to` had their run, if they were held to be missed.
    std::optional<Instant> ran_from = {};
    std::optional<Instant> ran_to = {};
};
LateVerdict on_late_signal(const Terms& terms, const Standing& standing, const Signal& signal,
                           Instant now);

// When to look again, if nothing comes before: the deadline of the slot, or of a run.
std::optional<Instant> next_look(const Standing& standing);

// Is the next look over at `now`? Down, dated at that moment, when enough has failed; otherwise the
// next slot is owed. One at a time: ask again until nothing changes.
Verdict on_deadline(const Terms& terms, const Standing& standing, Instant now);

// Schedule, zone, grace or tolerance were changed at `now`. Never alarms for the past; a task
// that is down stays down until a ping. `before` are the terms that held until now.
Standing on_edit(const Terms& before, const Terms& after, const Standing& standing, Instant now);

// Pausing clears what is owed and the alarm. Pausing a paused task changes nothing.
Verdict on_pause(const Standing& standing, Instant now);

// Owes the first slot from `now` on; up if it was ever pinged, else new. Who forgets begins anew,
// as if it never had been.
enum class Memory : std::uint8_t { keep, forget };
Verdict on_resume(const Terms& terms, const Standing& standing, Instant now,
                  Memory memory = Memory::keep);

// Nobody was listening during `blind`, which ends now. The owed slot is excused if the blind time
// covers the moment at which this task usually pings (a minute either way) or a tenth of the
// slot's window [slot, slot + grace]; the first slot after it is owed then. Otherwise its deadline
// stands, but not before a minute after the end, so that a waiting job can still make itself heard.
Verdict on_blind(const Terms& terms, const Standing& standing, BlindTime blind);

// The wall clock was set back to `now`. Times that the wrong clock pushed far ahead come back:
// the first slot is owed that neither `now` nor the last ping has left behind.
Standing on_clock_set_back(const Terms& terms, const Standing& standing, Instant now);

// The word an operator sees at `now`: new, up, late, down or paused.
std::string_view standing_word(const Standing& standing, Instant now);

// How long a job may still make itself heard after a time in which it could not.
constexpr Millis return_margin = std::chrono::minutes{1};

// Early tolerance around `at`: a ping at `at` answers every slot up to `at` plus this.
Millis tolerance_at(const Terms& terms, Instant at);

}  // namespace cronmon
