// What must hold whenever a clock is moved, tried at every such moment of every zone from 2000 to
// 2040. A sanitised build looks at fewer moments around each change than a plain one.
#include "core/schedule.h"

#include <doctest/doctest.h>

#include <array>

namespace cronmon {
namespace {

using namespace std::chrono;

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr Millis stride = 2h - 1s - 7ms;  // odd, so that it lands on no round time
#else
constexpr Millis stride = 11min + 37s + 7ms;
#endif

constexpr std::array cron_lines = {
    "30 2 * * *", "0 0 * * *",     "0,30 1-3 * * *", "15 0 1-31/3 * *",  // fixed times
    "* * * * *",  "*/7 */5 * * *", "30 */2 * * 1-5", "*/20 2 * * *",     // wildcards
};
constexpr std::array calendar_events = {"02:30", "*:0/15", "Sun *-*-* 01..03:59:30",
                                        "*-*~7/1 00:00"};

std::vector<Schedule> schedules_in(const Zone& zone) {
    std::vector<Schedule> schedules;
    for (const char* line : cron_lines) schedules.push_back(*Schedule::cron(line, zone));
    for (const char* event : calendar_events) schedules.push_back(*Schedule::calendar(event, zone));
    return schedules;
}

// Every moment from 2000 to 2040 at which the zone's clock is moved.
std::vector<Instant> changes_of(const Zone& zone) {
    std::vector<Instant> changes;
    Instant at{sys_days{2000y / 1 / 1}};
    for (auto next = zone.next_transition(at); next; next = zone.next_transition(at)) {
        at = *next;
        if (at > Instant{sys_days{2040y / 1 / 1}}) break;
        changes.push_back(at);
    }
    return changes;
}

// The first broken rule around one change, or nothing.
const char* broken_rule(const Schedule& schedule, Instant change) {
    std::optional<Instant> earlier_answer;
    for (Instant at = change - 2h - 1s; at <= change + 2h; at += stride) {
        const auto next = schedule.next(at);
        const auto previous = schedule.previous(at);
        if (!next || !previous) return "there is always a next time and a previous one";
        if (*next <= at) return "the next time is later than what was asked for";
        if (*previous > at) return "the previous time is not later than what was asked for";
        if (earlier_answer && *next < *earlier_answer)
            return "later questions have no earlier answers";
        if (schedule.next(*next - 1ms) != next) return "just before a time it is the next one";
        if (schedule.previous(*next) != next) return "a time is its own previous one";
        if (schedule.previous(*next - 1ms) != previous)
            return "nothing lies between previous and next";
        if (schedule.next(*previous) != next) return "the next time follows the previous one";
        earlier_answer = next;
    }
    return nullptr;
}

TEST_CASE("time goes forward in every schedule, at every change of every clock") {
    int changes_seen = 0;
    for (const std::string_view name : Zone::names()) {
        const Zone zone = *Zone::find(name);
        const auto changes = changes_of(zone);
        for (const Schedule& schedule : schedules_in(zone)) {
            for (const Instant change : changes) {
                const char* const broken = broken_rule(schedule, change);
                if (broken != nullptr)
                    FAIL_CHECK(name, " ", schedule.text(), " ", zone.format(change), ": ", broken);
            }
        }
        changes_seen += static_cast<int>(changes.size());
    }
    CHECK(changes_seen > 10000);
}

local_days date_of(const Zone& zone, Instant at) {
    return floor<days>(zone.clock(floor<seconds>(at)));
}

// Whether a fixed job comes once on each of the five days around the change.
bool comes_daily(const Schedule& schedule, Instant change) {
    const Zone& zone = schedule.zone();
    const local_days middle = date_of(zone, change);
    for (local_days day = middle - days{2}; day <= middle + days{2}; day += days{1}) {
        int times = 0;
        Instant at{zone.first_at(LocalSeconds{day} - 12h)};
        for (auto next = schedule.next(at); date_of(zone, *next) <= day;
             next = schedule.next(*next))
            times += date_of(zone, *next) == day;
        if (times != 1) return false;
    }
    return true;
}

TEST_CASE("a fixed job comes once a day, at every change of every clock by less than three hours") {
    for (const std::string_view name : Zone::names()) {
        const Zone zone = *Zone::find(name);
        for (const char* line : {"30 2 * * *", "0 0 * * *", "1 12 * * *"}) {
            const Schedule schedule = *Schedule::cron(line, zone);
            for (const Instant change : changes_of(zone)) {
                const auto before = zone.ahead(floor<seconds>(change) - 1s);
                const auto shift = abs(zone.ahead(floor<seconds>(change)) - before);
                if (shift >= 3h) continue;
                if (!comes_daily(schedule, change))
                    FAIL_CHECK(name, " ", line, " ", zone.format(change));
            }
        }
    }
}

// The next times, as local text with the offset.
std::vector<std::string> next_times(std::string_view line, std::string_view zone_name, Instant at,
                                    int how_many) {
    const Zone zone = *Zone::find(zone_name);
    const Schedule schedule = *Schedule::cron(line, zone);
    std::vector<std::string> times;
    for (int i = 0; i < how_many; ++i) {
        at = *schedule.next(at);
        times.push_back(zone.format(at));
    }
    return times;
}

using Times = std::vector<std::string>;

TEST_CASE("a fixed job in the gap of spring comes at its end, once") {
    const Instant evening{sys_days{2026y / 3 / 28} + 20h};
    CHECK(next_times("30 2 * * *", "Europe/Berlin", evening, 2) ==
          Times{"2026-03-29T03:00:00+02:00", "2026-03-30T02:30:00+02:00"});
    CHECK(next_times("15,45 2 * * *", "Europe/Berlin", evening, 2) ==
          Times{"2026-03-29T03:00:00+02:00", "2026-03-30T02:15:00+02:00"});
    CHECK(next_times("30 2,3 * * *", "Europe/Berlin", evening, 2) ==
          Times{"2026-03-29T03:00:00+02:00", "2026-03-29T03:30:00+02:00"});
}

TEST_CASE("a fixed job in the fold of autumn comes in the first hour only") {
    const Instant evening{sys_days{2026y / 10 / 24} + 20h};
    CHECK(next_times("30 2 * * *", "Europe/Berlin", evening, 2) ==
          Times{"2026-10-25T02:30:00+02:00", "2026-10-26T02:30:00+01:00"});
    const Instant second_pass{sys_days{2026y / 10 / 25} + 1h + 10min};
    CHECK(next_times("30 2 * * *", "Europe/Berlin", second_pass, 1) ==
          Times{"2026-10-26T02:30:00+01:00"});
    const Instant new_york{sys_days{2024y / 11 / 3} + 6h + 10min};
    CHECK(next_times("30 1 * * *", "America/New_York", new_york, 1) ==
          Times{"2024-11-04T01:30:00-05:00"});
}

TEST_CASE("a wildcard job leaves out the gap and comes in both hours of the fold") {
    const Instant spring{sys_days{2026y / 3 / 29} + 30min};
    CHECK(next_times("*/30 * * * *", "Europe/Berlin", spring, 2) ==
          Times{"2026-03-29T03:00:00+02:00", "2026-03-29T03:30:00+02:00"});
    CHECK(next_times("*/30 2 * * *", "Europe/Berlin", spring, 1) ==
          Times{"2026-03-30T02:00:00+02:00"});
    const Instant autumn{sys_days{2026y / 10 / 25} + 15min};
    CHECK(next_times("*/30 * * * *", "Europe/Berlin", autumn, 4) ==
          Times{"2026-10-25T02:30:00+02:00", "2026-10-25T02:00:00+01:00",
                "2026-10-25T02:30:00+01:00", "2026-10-25T03:00:00+01:00"});
}

TEST_CASE("clocks that are moved at midnight, by half an hour or by a day are right too") {
    const Instant sao_paulo{sys_days{2018y / 11 / 3} + 12h};
    CHECK(next_times("30 0 * * *", "America/Sao_Paulo", sao_paulo, 2) ==
          Times{"2018-11-04T01:00:00-02:00", "2018-11-05T00:30:00-02:00"});
    const Instant cairo{sys_days{2026y / 4 / 23} + 12h};
    CHECK(next_times("0 0 * * *", "Africa/Cairo", cairo, 2) ==
          Times{"2026-04-24T01:00:00+03:00", "2026-04-25T00:00:00+03:00"});
    const Instant beirut{sys_days{2025y / 3 / 29} + 12h};
    CHECK(next_times("0 0 * * *", "Asia/Beirut", beirut, 1) == Times{"2025-03-30T01:00:00+03:00"});
    const Instant lord_howe{sys_days{2026y / 10 / 3} + 12h};
    CHECK(next_times("15 2 * * *", "Australia/Lord_Howe", lord_howe, 1) ==
          Times{"2026-10-04T02:30:00+11:00"});
    const Instant apia{sys_days{2011y / 12 / 29} + 23h};
    CHECK(next_times("0 12 * * *", "Pacific/Apia", apia, 2) ==
          Times{"2011-12-31T00:00:00+14:00", "2011-12-31T12:00:00+14:00"});
    CHECK(next_times("0 0 30 12 *", "Pacific/Apia", apia - 48h, 2) ==
          Times{"2011-12-31T00:00:00+14:00", "2012-12-30T00:00:00+14:00"});
    const Instant kwajalein{sys_days{1993y / 8 / 21} + 1h};
    CHECK(next_times("0 12 * * *", "Pacific/Kwajalein", kwajalein, 2) ==
          Times{"1993-08-22T00:00:00+12:00", "1993-08-22T12:00:00+12:00"});
}

}  // namespace
}  // namespace cronmon
