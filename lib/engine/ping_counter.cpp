#include "engine/ping_counter.h"

namespace cronmon {

PingId PingCounter::save(Batch& batch, PingId newest) {
    Counts all = waiting_;
    for (const auto& [key, pings] : batch_) all[key] += pings;
    for (const auto& [key, pings] : all) batch.add_ping_count(key.first, key.second, pings);
    saved_ = true;
    return counted_to_next_ = newest;
}

void PingCounter::committed() {
    if (saved_) {
        waiting_.clear();
        counted_to_ = counted_to_next_;
    } else {
        for (const auto& [key, pings] : batch_) waiting_[key] += pings;
    }
    batch_.clear();
    saved_ = false;
}

void PingCounter::rolled_back() {
    batch_.clear();
    saved_ = false;
}

}  // namespace cronmon
