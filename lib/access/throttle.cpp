#include "access/throttle.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <string>

namespace cronmon {
namespace {

// Keys are digests, so that a name of a megabyte takes no more memory than another.
Digest account_key(std::string_view account) {
    std::string name(account);
    for (char& c : name)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return digest_of(name);
}

constexpr std::size_t network_bytes = 8;  // a /64

// What an IPv4 address looks like in IPv6 (RFC 4291, 2.5.5.2).
constexpr std::string_view mapped_prefix("\0\0\0\0\0\0\0\0\0\0\xff\xff", 12);

Digest address_key(std::string_view address) {
    std::array<char, 16> bytes{};
    const std::string text(address);
    if (inet_pton(AF_INET6, text.c_str(), bytes.data()) != 1) return digest_of(address);
    const std::string_view ip(bytes.data(), bytes.size());
    if (!ip.starts_with(mapped_prefix)) return digest_of(ip.substr(0, network_bytes));
    char v4[INET_ADDRSTRLEN] = {};
    inet_ntop(AF_INET, bytes.data() + mapped_prefix.size(), v4, sizeof v4);
    return digest_of(v4);
}

Millis wait_after(std::uint32_t failures, std::uint32_t free) {
    if (failures <= free) return Millis{0};
    Millis wait = throttle_wait_min;
    for (auto n = failures - free; n > 1 && wait < throttle_wait_max; --n) wait *= 2;
    return std::min(wait, throttle_wait_max);
}

}  // namespace

// A thread may bring a `now` that is a little older than the last try of another: what is free is
// free for it too.
Millis FailureBook::wait_of(const Digest& who, Millis now) const {
    const auto place = places_.find(who);
    if (place == places_.end()) return Millis{0};
    const Entry& entry = *place->second;
    const Millis wait = wait_after(entry.failures, free_);
    return wait == Millis{0} ? wait : entry.last + wait - now;
}

// The entry of `who`, new if there is none that still counts, at the end of the row. What stands
// at its front and no longer counts goes, and so does the oldest if there are too many.
FailureBook::Entries::iterator FailureBook::refreshed(const Digest& who, Millis now) {
    while (!entries_.empty() && now - entries_.front().last >= throttle_memory)
        forget(Digest(entries_.front().who));
    const auto [place, is_new] = places_.try_emplace(who);
    if (is_new) place->second = entries_.insert(entries_.end(), Entry{who, 0, now, now});
    else entries_.splice(entries_.end(), entries_, place->second);
    Entry& entry = entries_.back();
    if (now - entry.last >= throttle_memory) entry.failures = 0;
    if (entries_.size() > throttle_entries_max) forget(Digest(entries_.front().who));
    return std::prev(entries_.end());
}

void FailureBook::count(const Digest& who, Millis now) {
    const auto entry = refreshed(who, now);
    ++entry->failures;
    entry->before = entry->last;
    entry->last = now;
}

// With the wait goes the date, or an address from which somebody logs in every day would never be
// forgiven what it failed weeks ago.
void FailureBook::take_back(const Digest& who, Millis began) {
    const auto place = places_.find(who);
    if (place == places_.end()) return;
    Entry& entry = *place->second;
    if (entry.last == began) entry.last = entry.before;
    if (--entry.failures == 0) forget(who);
}

void FailureBook::forget(const Digest& who) {
    const auto place = places_.find(who);
    if (place == places_.end()) return;
    entries_.erase(place->second);
    places_.erase(place);
}

std::optional<Millis> LoginThrottle::begin(std::string_view account, std::string_view address,
                                           Millis steady_now) {
    const Digest account_digest = account_key(account);
    const Digest address_digest = address_key(address);
    const std::lock_guard lock(mutex_);
    const Millis wait = std::max(accounts_.wait_of(account_digest, steady_now),
                                 addresses_.wait_of(address_digest, steady_now));
    if (wait > Millis{0}) return wait;
    accounts_.count(account_digest, steady_now);
    addresses_.count(address_digest, steady_now);
    return std::nullopt;
}

void LoginThrottle::succeeded(std::string_view account, std::string_view address, Millis began) {
    const Digest account_digest = account_key(account);
    const Digest address_digest = address_key(address);
    const std::lock_guard lock(mutex_);
    accounts_.forget(account_digest);
    addresses_.take_back(address_digest, began);
}

}  // namespace cronmon
