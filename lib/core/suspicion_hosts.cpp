#include "core/suspicion_hosts.h"

#include "core/slots.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>

namespace cronmon {
namespace {

using Addresses = std::vector<std::string_view>;  // in order, each once

void add(Addresses& addresses, std::string_view address) {
    const auto place = std::ranges::lower_bound(addresses, address);
    if (place == addresses.end() || *place != address) addresses.insert(place, address);
}

// The runs of one slot.
struct Group {
    Instant key;
    Addresses addresses = {};
    std::size_t runs = 0;

    // Each host ran it once. One that ends twice (it tried again, or its pings leave by several
    // addresses) says nothing.
    bool shows_hosts() const { return addresses.size() > 1 && addresses.size() == runs; }
};

// Whether a run that began at `at` belongs to the same slot as the group's newest. Intervals have
// no fixed slots, but hosts that keep the same one do so at about the same time.
bool belongs(const Terms& terms, const Group& group, Instant key) {
    if (!slots::is_interval(terms)) return key == group.key;
    return group.key - key < terms.schedule.period() / together_share_of_period;
}

Instant key_of(const Terms& terms, const Heard& end) {
    const Instant began = end.at - end.duration.value_or(Millis{0});
    if (slots::is_interval(terms)) return began;
    return terms.schedule.previous(began + tolerance_at(terms, began)).value_or(began);
}

std::vector<Group> newest_slots(const Terms& terms, std::span<const Heard> ends) {
    std::vector<Group> groups;
    for (const Heard& end : ends) {
        const Instant key = key_of(terms, end);
        if (groups.empty() || !belongs(terms, groups.back(), key)) {
            if (groups.size() == suspected_runs_max) break;
            groups.push_back({key});
        }
        add(groups.back().addresses, end.address);
        ++groups.back().runs;
    }
    return groups;
}

bool has_one_address(std::span<const Heard> ends) {
    return std::ranges::all_of(
        ends, [&](const Heard& end) { return end.address == ends.front().address; });
}

// A host changes its IPv6 address within its network of 64 bits (RFC 8981). IPv4: the address.
std::string network_of(std::string_view address) {
    const std::string text(address);
    std::array<char, 16> bytes{};
    if (::inet_pton(AF_INET6, text.c_str(), bytes.data()) != 1) return text;
    return {bytes.data(), 8};
}

// How the network of the newest end came up in the log.
struct Arrival {
    std::size_t ends;                 // that came before it
    std::size_t seen;                 // that came from it
    Instant since;                    // when it came first
    std::vector<std::string> before;  // the newest address of each network before it
};

Arrival arrival_of(std::span<const Heard> ends) {
    const std::string newest = network_of(ends.front().address);
    Arrival arrival{0, 0, {}, {}};
    std::vector<std::string> networks;
    for (const Heard& end : ends) {
        const std::string network = network_of(end.address);
        if (network == newest) {
            arrival = {0, arrival.seen + 1, end.at, {}};
            networks.clear();
            continue;
        }
        ++arrival.ends;
        if (std::ranges::find(networks, network) != networks.end()) continue;
        networks.push_back(network);
        arrival.before.emplace_back(end.address);
    }
    return arrival;
}

}  // namespace

std::optional<Suspicion> two_hosts(const Terms& terms, std::span<const Heard> ends) {
    if (ends.empty() || has_one_address(ends)) return std::nullopt;
    const auto slots = newest_slots(terms, ends);
    Suspicion found{.kind = Suspicion::Kind::two_hosts, .of = slots.size()};
    Addresses addresses;
    for (const Group& slot : slots) {
        if (!slot.shows_hosts()) continue;
        ++found.seen;
        found.since = slot.key;
        for (const std::string_view address : slot.addresses) add(addresses, address);
    }
    if (!are_enough(found.seen, found.of) || addresses.size() > hosts_max) return std::nullopt;
    found.addresses = {addresses.begin(), addresses.end()};
    return found;
}

std::optional<Suspicion> new_address(std::span<const Heard> ends) {
    if (ends.empty()) return std::nullopt;
    Arrival arrival = arrival_of(ends);
    if (arrival.seen < runs_from_new_address_min || arrival.ends < runs_before_new_address_min ||
        arrival.before.size() > usual_addresses_max ||
        ends.front().at - arrival.since >= address_is_new_for)
        return std::nullopt;
    return Suspicion{.kind = Suspicion::Kind::new_address,
                     .seen = arrival.seen,
                     .of = ends.size(),
                     .since = arrival.since,
                     .addresses = {std::string(ends.front().address)},
                     .before = std::move(arrival.before)};
}

}  // namespace cronmon
