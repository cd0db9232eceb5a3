#include "engine/deadlines.h"

#include <algorithm>

namespace cronmon {
namespace {

constexpr std::size_t children = 4;

constexpr std::size_t parent_of(std::size_t place) { return (place - 1) / children; }

}  // namespace

void Deadlines::set(Seat seat, std::optional<Instant> at) {
    if (seat >= place_of_.size()) {
        if (!at) return;
        place_of_.resize(seat + 1, nowhere);
    }
    const std::uint32_t place = place_of_[seat];
    if (place == nowhere) {
        if (!at) return;
        heap_.push_back({});
        sift(heap_.size() - 1, {*at, seat});
    } else if (at) {
        sift(place, {*at, seat});
    } else {
        erase(place);
    }
}

std::optional<Instant> Deadlines::next() const {
    if (heap_.empty()) return std::nullopt;
    return heap_.front().at;
}

std::optional<Seat> Deadlines::due(Instant now) const {
    if (heap_.empty() || heap_.front().at > now) return std::nullopt;
    return heap_.front().seat;
}

void Deadlines::put(std::size_t place, Entry entry) {
    heap_[place] = entry;
    place_of_[entry.seat] = static_cast<std::uint32_t>(place);
}

// Moves the hole at `place` up or down until `entry` fits in.
void Deadlines::sift(std::size_t place, Entry entry) {
    while (place > 0 && entry.at < heap_[parent_of(place)].at) {
        put(place, heap_[parent_of(place)]);
        place = parent_of(place);
    }
    for (;;) {
        const std::size_t first = place * children + 1;
        if (first >= heap_.size()) break;
        const std::size_t last = std::min(first + children, heap_.size());
        std::size_t least = first;
        for (std::size_t child = first + 1; child < last; ++child)
            if (heap_[child].at < heap_[least].at) least = child;
        if (entry.at <= heap_[least].at) break;
        put(place, heap_[least]);
        place = least;
    }
    put(place, entry);
}

void Deadlines::erase(std::size_t place) {
    place_of_[heap_[place].seat] = nowhere;
    const Entry last = heap_.back();
    heap_.pop_back();
    if (place < heap_.size()) sift(place, last);
}

}  // namespace cronmon
