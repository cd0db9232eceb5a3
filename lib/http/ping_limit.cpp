#include "http/ping_limit.h"

#include <algorithm>
#include <cstring>
#include <random>
#include <string_view>

namespace cronmon {
namespace {

constexpr std::int64_t minute_us = 60'000'000;
constexpr std::int64_t second_us = 1'000'000;

// By then there is room for one more.
std::string retry_after(std::int64_t interval_us) {
    return std::to_string((interval_us + second_us - 1) / second_us);
}

std::uint64_t random_seed() {
    std::random_device device;
    return std::uint64_t{device()} << 32 | device();
}

std::uint64_t word_at(const std::uint8_t* bytes) {
    std::uint64_t word;
    std::memcpy(&word, bytes, sizeof word);
    return word;
}

}  // namespace

PaceTable::Rule::Rule(std::int64_t the_per_minute)
    : per_minute(the_per_minute),
      interval_us(per_minute == 0 ? 0 : minute_us / per_minute),
      refusal(429, "text/plain; charset=utf-8", "There are too many pings. Try again later.\n",
              {{"Retry-After", retry_after(interval_us)},
               {"Access-Control-Allow-Origin", "*"},
               {"Cache-Control", "no-store"}}) {}

PaceTable::PaceTable() : rule_(Rule(0)) {}

void PaceTable::set(std::int64_t per_minute) {
    if (per_minute != rule_.read().per_minute) rule_.replace(Rule(per_minute));
}

const net::Canned* PaceTable::refuse(std::uint64_t sender, Millis now) {
    const Rule& rule = rule_.read();
    if (rule.interval_us == 0) return nullptr;
    const std::int64_t now_us = std::chrono::microseconds(now).count();
    Place& place = place_of(sender);
    const std::int64_t due_us = place.sender == sender ? std::max(place.due_us, now_us) : now_us;
    if (due_us - now_us > minute_us - rule.interval_us) return &rule.refusal;
    place = {sender, due_us + rule.interval_us};
    return nullptr;
}

// The sender's own, or else the one that is to be given up for it.
PaceTable::Place& PaceTable::place_of(std::uint64_t sender) {
    if (places_.empty()) places_.resize(senders);
    constexpr std::size_t rows = senders / senders_of_a_row;
    const auto row =
        places_.begin() + static_cast<std::ptrdiff_t>(sender % rows * senders_of_a_row);
    const auto end = row + senders_of_a_row;
    const auto own = std::find_if(row, end, [&](const Place& p) { return p.sender == sender; });
    return own != end ? *own : *std::ranges::min_element(row, end, {}, &Place::due_us);
}

PingLimit::PingLimit() : seed_(random_seed()) {}

void PingLimit::set(std::int64_t per_address, std::int64_t per_task) {
    by_address_.set(per_address);
    by_task_.set(per_task);
}

const net::Canned* PingLimit::refuse(const std::optional<net::Ip>& address,
                                     const PingTarget& target, Millis now) {
    const net::Canned* refusal = address ? by_address_.refuse(sender_of(*address), now) : nullptr;
    return refusal ? refusal : by_task_.refuse(sender_of(target), now);
}

// Two multiplications by odd numbers of random bits, with the high bits brought down between.
std::uint64_t PingLimit::mixed(std::uint64_t a, std::uint64_t b) const {
    std::uint64_t mix = (a ^ seed_) * 0x9e37'79b9'7f4a'7c15u;
    mix = (mix ^ (mix >> 32) ^ b) * 0xd1b5'4a32'd192'ed03u;
    return (mix ^ (mix >> 29)) | 1;  // 0 is nobody
}

std::uint64_t PingLimit::sender_of(const net::Ip& address) const {
    const std::uint8_t* const bytes = address.bytes.data();
    return mixed(word_at(bytes), address.is_v4() ? word_at(bytes + 8) : 0);
}

std::uint64_t PingLimit::sender_of(const PingTarget& target) const {
    if (target.uuid)
        return mixed(word_at(target.uuid->bytes.data()), word_at(target.uuid->bytes.data() + 8));
    const std::hash<std::string_view> hash;
    return mixed(hash(target.key), hash(target.slug));
}

}  // namespace cronmon
