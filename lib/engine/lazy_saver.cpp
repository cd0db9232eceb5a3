#include "engine/lazy_saver.h"

#include <algorithm>

namespace cronmon {

void LazySaver::note(Seat seat) {
    if (roster_[seat].unsaved) return;
    roster_[seat].unsaved = true;
    unsaved_.push_back(seat);
}

void LazySaver::begin_cycle(Millis steady, PingId newest) {
    cycle_began_ = steady;
    cycle_newest_ = newest;
    cycle_.swap(unsaved_);
    std::sort(cycle_.begin(), cycle_.end(),
              [this](Seat a, Seat b) { return roster_[a].id > roster_[b].id; });
}

PingId LazySaver::save(Batch& batch, Pace pace, Millis steady, PingId newest) {
    slice_.clear();
    const bool wait = pace == Pace::busy && steady - cycle_began_ < save_cycle_every;
    if (cycle_.empty() && !unsaved_.empty() && !wait) begin_cycle(steady, newest);
    if (pace == Pace::at_once && !unsaved_.empty()) {
        cycle_.insert(cycle_.end(), unsaved_.begin(), unsaved_.end());
        unsaved_.clear();
        cycle_newest_ = newest;
    }
    std::size_t left = pace == Pace::busy   ? save_slice_busy
                       : pace == Pace::idle ? save_slice_idle
                                            : cycle_.size();
    while (!cycle_.empty() && left-- > 0) {
        const Seat seat = cycle_.back();
        cycle_.pop_back();
        slice_.push_back(seat);
        Watch& watch = roster_[seat];
        watch.unsaved = false;
        if (watch.seated) batch.save(watch.id, watch.standing, watch.last_ping);
    }
    if (idle()) replay_from_next_ = newest;
    else if (cycle_.empty()) replay_from_next_ = std::max(replay_from_, cycle_newest_);
    return replay_from_next_;
}

void LazySaver::committed() {
    replay_from_ = replay_from_next_;
    slice_.clear();
}

void LazySaver::rolled_back() {
    replay_from_next_ = replay_from_;
    for (; !slice_.empty(); slice_.pop_back()) {
        roster_[slice_.back()].unsaved = true;
        cycle_.push_back(slice_.back());
    }
}

}  // namespace cronmon
