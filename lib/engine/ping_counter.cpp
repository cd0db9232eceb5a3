#include "engine/ping_counter.h"

namespace cronmon {

void PingCounter::save(Batch& batch, PingId newest) {
    for (const Counts* counts : {&waiting_, &batch_})
        for (const auto& [key, pings] : *counts) batch.add_ping_count(key.first, key.second, pings);
    if (!waiting_.empty()) saved_.swap(waiting_);  // nothing waits when a batch saves once more
    batch_.clear();                                // goes with the batch, whatever becomes of it
    counted_to_next_ = newest;
}

void PingCounter::committed() {
    saved_.clear();
    for (const auto& [key, pings] : batch_) waiting_[key] += pings;
    batch_.clear();
    counted_to_ = counted_to_next_;
}

void PingCounter::rolled_back() {
    if (!saved_.empty()) waiting_.swap(saved_);
    saved_.clear();
    batch_.clear();
    counted_to_next_ = counted_to_;
}

}  // namespace cronmon
