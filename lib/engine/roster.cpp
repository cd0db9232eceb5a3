#include "engine/roster.h"

#include "core/listening.h"

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

const std::string& Watch::slug() const {
    static const std::string none;
    return manners ? manners->slug : none;
}

Watch watch_of(const Task& task, const Standing& standing, PingId last_ping) {
    Watch watch{task.id, task.business, task.uuid, terms_of(task), standing, last_ping};
    if (!hears_everything(task.listening) || !task.labels.slug.empty())
        watch.manners = std::make_shared<Manners>(Manners{task.listening, task.labels.slug});
    return watch;
}

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
    slugs_.add(watches_[seat].business, watches_[seat].slug(), seat);
    deadlines_.set(seat, next_look(watches_[seat].standing));
    ++seated_;
    return seat;
}

void Roster::remove(Seat seat) {
    by_uuid_.remove(watches_[seat].uuid);
    by_id_.remove(watches_[seat].id);
    slugs_.remove(watches_[seat].business, watches_[seat].slug(), seat);
    deadlines_.set(seat, std::nullopt);
    watches_[seat].seated = false;
    free_.push_back(seat);
    --seated_;
}

void Roster::place(Seat seat, const Standing& standing) {
    watches_[seat].standing = standing;
    deadlines_.set(seat, next_look(standing));
}

void Roster::change(Seat seat, Terms terms, BusinessId business,
                    std::shared_ptr<const Manners> manners) {
    Watch& watch = watches_[seat];
    slugs_.remove(watch.business, watch.slug(), seat);
    watch.terms = std::move(terms);
    watch.business = business;
    watch.manners = std::move(manners);
    slugs_.add(watch.business, watch.slug(), seat);
}

}  // namespace cronmon
