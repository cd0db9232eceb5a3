// How often each kind of thing has changed: what an unchanged list is recognised by.
//
// A number goes up with every commit that changed something of its kind. Numbers begin at the
// time of the start in microseconds (no disk commits as often), so that they do not come again
// after a restart. Whoever reads them before the data may think that it has changed once too often,
// never that it has not.
//
// Thread-safety: raise() on one thread, the rest from any.
#pragma once

#include "base/clock.h"

#include <array>
#include <atomic>
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace cronmon {

enum class Topic : std::uint8_t {
    businesses,
    notifiers,
    assignments,
    tasks,  // what was decided about them, and passages between stored states
    pings,
    alerts,
    blind,
    users,  // with permissions
    sessions,
    tokens,
    settings,
    audit,
    count_,
};
constexpr std::size_t topic_count = static_cast<std::size_t>(Topic::count_);
std::string_view word(Topic topic);

using Topics = std::bitset<topic_count>;
inline void mark(Topics& topics, Topic topic) { topics.set(static_cast<std::size_t>(topic)); }

class Versions {
public:
    explicit Versions(Instant start);

    std::int64_t of(Topic topic) const { return at_[static_cast<std::size_t>(topic)]; }
    // The highest of all: what `changes?since=` continues from.
    std::int64_t newest() const { return newest_; }

    void raise(const Topics& topics);

private:
    std::array<std::atomic<std::int64_t>, topic_count> at_;
    std::atomic<std::int64_t> newest_;
};

}  // namespace cronmon
