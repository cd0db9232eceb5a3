#include "cli/when.h"

#include "core/zone.h"

#include <chrono>

namespace cronmon {
namespace {

struct Step {
    Millis length;
    std::string_view name;
};

// Each is used from twice its length on: `90 min` says more than `1 h`.
constexpr Step steps[] = {
    {std::chrono::days{1}, " d"},
    {std::chrono::hours{1}, " h"},
    {std::chrono::minutes{1}, " min"},
};

}  // namespace

std::string rough(Millis length) {
    for (const Step& step : steps) {
        if (length >= 2 * step.length)
            return std::to_string(length / step.length).append(step.name);
    }
    return std::to_string(length / std::chrono::seconds{1}) + " s";
}

std::string local_time(std::optional<Instant> at, std::string_view zone) {
    if (!at) return "-";
    const auto found = Zone::find(zone);
    const Instant second = std::chrono::floor<std::chrono::seconds>(*at);
    std::string text = (found ? *found : Zone()).format(second);
    constexpr std::size_t date = 10, clock = 19;  // 2026-11-23T09:02:03+08:00
    if (text.size() <= clock) return text;
    text[date] = ' ';
    return text.insert(clock, " ");
}

std::string from_now(std::optional<Instant> at, Instant now) {
    if (!at) return "-";
    const Millis length = *at - now;
    if (length > std::chrono::seconds{-1} && length < std::chrono::seconds{1}) return "now";
    return length < Millis{0} ? rough(-length) + " ago" : "in " + rough(length);
}

std::string local_time_from_now(std::optional<Instant> at, std::string_view zone, Instant now) {
    if (!at) return {};
    return local_time(at, zone) + " (" + from_now(at, now) + ")";
}

}  // namespace cronmon
