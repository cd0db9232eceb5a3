// Counts pings a day and business while they are written, so that nobody has to count the log.
//
// What was counted is brought to the disk with a sign of life, together with the row up to which
// it reaches (Pulse::counted_to): a start counts the rows after it once more. It does so by what a
// task is then; so the counts are also saved before a task moves to another business or is removed.
//
// Thread-safety: confined to the engine's thread.
#pragma once

#include "store/store.h"

#include <cstdint>
#include <map>
#include <utility>

namespace cronmon {

class PingCounter {
public:
    // One more, in the batch at hand.
    void count(std::int64_t day, BusinessId business) { ++batch_[{day, business}]; }

    // Writes down everything that was counted. `newest`: the newest row in the log. The caller
    // saves counted_to() in the same batch.
    void save(Batch& batch, PingId newest);

    // The row up to which the disk has been told, once the batch at hand is committed.
    PingId counted_to() const { return counted_to_next_; }
    void start_from(PingId counted_to) { counted_to_ = counted_to_next_ = counted_to; }

    void committed();
    void rolled_back();

private:
    using Counts = std::map<std::pair<std::int64_t, BusinessId>, std::int64_t>;

    Counts batch_;    // in the batch that is not committed yet, and not saved with it
    Counts waiting_;  // in the log, not yet on disk as a number
    Counts saved_;    // what was waiting and is saved with the batch that is not committed yet
    PingId counted_to_{};
    PingId counted_to_next_{};
};

}  // namespace cronmon
