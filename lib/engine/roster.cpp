#include "engine/roster.h"

#include <cstring>

namespace cronmon {
namespace {

// The finaliser of SplitMix64: imported UUIDs (version 1) share most of their bits.
constexpr std::uint64_t mix(std::uint64_t x) {
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
    return x ^ (x >> 31);
}

}  // namespace

std::size_t Roster::HashUuid::operator()(const Uuid& uuid) const {
    std::uint64_t halves[2];
    std::memcpy(halves, uuid.bytes.data(), sizeof halves);
    return mix(halves[0] ^ mix(halves[1]));
}

std::size_t Roster::HashId::operator()(TaskId id) const {
    return mix(static_cast<std::uint64_t>(id));
}

Roster::Roster() : by_uuid_(UuidAt{&watches_}, HashUuid{}), by_id_(IdAt{&watches_}, HashId{}) {}

Seat Roster::add(Watch watch) {
    Seat seat;
    if (free_.empty()) {
        seat = end();
        watches_.push_back(std::move(watch));
    } else {
        seat = free_.back();
        free_.pop_back();
        watches_[seat] = std::move(watch);
    }
    watches_[seat].seated = true;
    by_uuid_.add(seat);
    by_id_.add(seat);
    deadlines_.set(seat, watches_[seat].standing.deadline);
    ++seated_;
    return seat;
}

void Roster::remove(Seat seat) {
    by_uuid_.remove(watches_[seat].uuid);
    by_id_.remove(watches_[seat].id);
    deadlines_.set(seat, std::nullopt);
    watches_[seat].seated = false;
    free_.push_back(seat);
    --seated_;
}

void Roster::place(Seat seat, const Standing& standing) {
    watches_[seat].standing = standing;
    deadlines_.set(seat, standing.deadline);
}

}  // namespace cronmon
