// Brings standings to the disk that a plain ping has changed, without hurry.
//
// The log row of a ping is durable before `OK`; the standing that follows from it can be worked
// out again. So it is enough that every standing is saved some time, and that the disk knows from
// which row on the log has to be read at a start: pulse.replay_from_id. Saving goes in cycles: the
// seats that are unsaved when a cycle begins are sorted by task id (neighbours share a page) and
// written in slices beside the pings; when all are written, the log up to the row that was the
// newest at the beginning of the cycle need not be read again.
//
// Thread-safety: confined to the engine's thread.
#pragma once

#include "engine/roster.h"
#include "store/store.h"

#include <vector>

namespace cronmon {

// While pings keep coming a new cycle begins this long after the last one.
constexpr Millis save_cycle_every{20'000};
// Standings in one slice: beside pings, and when there is nothing else to do.
constexpr std::size_t save_slice_busy = 512;
constexpr std::size_t save_slice_idle = 20'000;

class LazySaver {
public:
    explicit LazySaver(Roster& roster) : roster_(roster) {}

    // The seat's standing has changed and was not written.
    void note(Seat seat);

    // Nothing is unsaved.
    bool idle() const { return unsaved_.empty() && cycle_.empty(); }

    enum class Pace { busy, idle, at_once };

    // Writes the next slice (at_once: all of it) and answers from which row on a start would have
    // to read the log once this batch is committed. `newest`: the newest row in the log.
    PingId save(Batch& batch, Pace pace, Millis steady, PingId newest);

    // The batch of the last save() was committed, or was not.
    void committed();
    void rolled_back();

    // The row from which a start would have to read the log now.
    PingId replay_from() const { return replay_from_; }
    void start_from(PingId replay_from) { replay_from_ = replay_from_next_ = replay_from; }

private:
    void begin_cycle(Millis steady, PingId newest);

    Roster& roster_;
    std::vector<Seat> unsaved_;  // noted since the cycle began
    std::vector<Seat> cycle_;    // sorted by task id, highest first: taken from the back
    std::vector<Seat> slice_;    // in the batch that is not committed yet
    Millis cycle_began_{};
    PingId cycle_newest_{};
    PingId replay_from_{};       // as committed
    PingId replay_from_next_{};  // once this batch is committed
};

}  // namespace cronmon
