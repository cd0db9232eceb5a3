// Which task needs a look next: at most one deadline a task, the earliest in front.
//
// A heap of four children a node in which every seat knows its place, so that a ping moves its
// task's deadline where it stands. (A lazy heap would keep a dead entry for every ping; a set and
// a map would cost a hundred bytes and two allocations a task.)
//
// Thread-safety: confined to one thread.
#pragma once

#include "base/clock.h"
#include "engine/seat_index.h"

#include <optional>
#include <vector>

namespace cronmon {

class Deadlines {
public:
    // Replaces the seat's deadline; an empty one means that nothing is awaited any more.
    void set(Seat seat, std::optional<Instant> at);

    std::optional<Instant> next() const;

    // The seat whose deadline passed longest ago, if one has passed (`>=`) by `now`. It stays
    // until its deadline is set anew.
    std::optional<Seat> due(Instant now) const;

    std::size_t size() const { return heap_.size(); }

private:
    struct Entry {
        Instant at;
        Seat seat;
    };
    static constexpr std::uint32_t nowhere = UINT32_MAX;

    void put(std::size_t place, Entry entry);
    void sift(std::size_t place, Entry entry);
    void erase(std::size_t place);

    std::vector<Entry> heap_;
    std::vector<std::uint32_t> place_of_;  // by seat
};

}  // namespace cronmon
