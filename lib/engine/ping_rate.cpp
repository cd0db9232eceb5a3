#include "engine/ping_rate.h"

namespace cronmon {
namespace {

std::int64_t second_of(Millis steady) { return steady / std::chrono::seconds{1}; }

}  // namespace

void PingRate::add(Millis steady, std::int64_t pings) {
    const std::int64_t number = second_of(steady);
    Second& second = seconds_[static_cast<std::size_t>(number) % seconds_.size()];
    if (second.number != number) {
        second.pings = 0;
        second.number = number;
    }
    second.pings += pings;
}

std::int64_t PingRate::last_minute(Millis steady) const {
    const std::int64_t newest = second_of(steady);
    std::int64_t pings = 0;
    for (const Second& second : seconds_)
        if (second.number > newest - 60 && second.number <= newest) pings += second.pings;
    return pings;
}

}  // namespace cronmon
