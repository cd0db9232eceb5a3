// From a key to the seat of its task, in eight bytes a task: open addressing with linear probing
// over 32-bit seats, the keys themselves stay in the roster.
//
// Thread-safety: confined to one thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace cronmon {

using Seat = std::uint32_t;  // where in the roster a task sits
constexpr Seat no_seat = UINT32_MAX;

// `KeyAt(seat)` gives the key that sits there, `Hash(key)` a well-mixed 64-bit number.
template <class Key, class KeyAt, class Hash>
class SeatIndex {
public:
    SeatIndex(KeyAt key_at, Hash hash)
        : key_at_(key_at), hash_(hash), seats_(least_size, no_seat) {}

    // no_seat if nobody with this key is here.
    Seat find(const Key& key) const {
        for (std::size_t at = home(key);; at = next(at)) {
            if (seats_[at] == no_seat) return no_seat;
            if (key_at_(seats_[at]) == key) return seats_[at];
        }
    }

    // Precondition: its key is not here yet, and key_at(seat) gives it.
    void add(Seat seat) {
        if (++used_ * 10 > seats_.size() * 7) grow();
        place(seat);
    }

    // Precondition: `key` is here.
    void remove(const Key& key) {
        std::size_t gap = home(key);
        while (key_at_(seats_[gap]) != key) gap = next(gap);
        // Closes the gap, so that no search ends too early: whoever stands behind it and does not
        // stand at home moves up.
        for (std::size_t at = next(gap); seats_[at] != no_seat; at = next(at)) {
            const std::size_t wanted = home(key_at_(seats_[at]));
            const bool may_move = ((at - wanted) & mask()) >= ((at - gap) & mask());
            if (!may_move) continue;
            seats_[gap] = seats_[at];
            gap = at;
        }
        seats_[gap] = no_seat;
        --used_;
    }

private:
    static constexpr std::size_t least_size = 64;  // always a power of two

    std::size_t mask() const { return seats_.size() - 1; }
    std::size_t home(const Key& key) const { return hash_(key) & mask(); }
    std::size_t next(std::size_t at) const { return (at + 1) & mask(); }

    void place(Seat seat) {
        std::size_t at = home(key_at_(seat));
        while (seats_[at] != no_seat) at = next(at);
        seats_[at] = seat;
    }

    void grow() {
        std::vector<Seat> before(seats_.size() * 2, no_seat);
        before.swap(seats_);
        for (const Seat seat : before)
            if (seat != no_seat) place(seat);
    }

    KeyAt key_at_;
    Hash hash_;
    std::vector<Seat> seats_;
    std::size_t used_ = 0;
};

}  // namespace cronmon
