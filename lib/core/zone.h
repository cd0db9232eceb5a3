// A time zone: what the clock on somebody's wall shows, for every moment.
//
// A zone is a row of spans of UTC, in each of which the local clock runs a constant time ahead of
// (or behind) UTC. Between two spans the clock is moved. Moved forward, it leaves out some local
// times: a gap. Moved back, it shows some of them twice: a fold. Everything that schedules ask
// becomes simple with two questions that have exactly one answer in spite of both:
//
//     first_at(time)       when did the clock first show `time` or later?
//     first_unseen(at)     which is the first time that the clock has not shown up to `at`?
//
// Both follow the clock's high-water mark, which only rises; so both are monotone, over folds,
// gaps, days that a country left out (Pacific/Apia, 2011-12-30) and shifts of half an hour.
//
// The rules are those of the machine or, where they are newer or the machine has none, those in
// the executable (zone_load.cpp). A zone is loaded once, and stays.
//
// Thread-safety: value, points to what is immutable; find() may be called from any thread.
#pragma once

#include "base/clock.h"
#include "base/error.h"

#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cronmon {

using LocalSeconds = std::chrono::local_seconds;
using UtcSeconds = std::chrono::sys_seconds;

// A stretch of UTC, without its end, in which the local clock is `ahead` of UTC.
struct ZoneSpan {
    UtcSeconds start;
    UtcSeconds end;
    std::chrono::seconds ahead;
    LocalSeconds unseen;  // the first local time that is still unseen at the end
};

// A loaded zone. Spans lie end to end; the first and the last reach beyond every Instant.
struct ZoneRules {
    std::string name;
    std::vector<ZoneSpan> spans;
};

// Which rules hold: a release of the IANA data, such as 2026b; and whose. A machine that does not
// say which release it has is not counted.
struct ZoneRelease {
    std::string_view version;
    bool of_machine = false;  // else those in the executable
};
ZoneRelease zone_release();

class Zone {
public:
    // The IANA zone or alias of exactly this name. Unknown: an Error that begins with the field's
    // name and proposes the nearest names.
    static Result<Zone> find(std::string_view name, std::string_view field = "tz");

    // The names and aliases that every machine has, in order. A newer system may know more.
    static std::span<const std::string_view> names();

    Zone();  // UTC

    const std::string& name() const { return rules_->name; }
    std::span<const ZoneSpan> spans() const { return rules_->spans; }

    // What the local clock shows.
    LocalSeconds clock(UtcSeconds at) const {
        return LocalSeconds{at.time_since_epoch() + ahead(at)};
    }
    std::chrono::seconds ahead(UtcSeconds at) const { return span_of(at).ahead; }

    UtcSeconds first_at(LocalSeconds time) const;
    LocalSeconds first_unseen(UtcSeconds at) const;

    // The next moment at which the clock is moved; nothing when that never happens again.
    std::optional<Instant> next_transition(Instant after) const;

    // The local time with its offset: `2026-11-23T09:02:03+08:00`.
    std::string format(Instant at) const;

    const ZoneSpan& span_of(UtcSeconds at) const;

    friend bool operator==(Zone a, Zone b) { return a.name() == b.name(); }

private:
    explicit Zone(const ZoneRules& rules) : rules_(&rules) {}

    const ZoneRules* rules_;
};

}  // namespace cronmon
