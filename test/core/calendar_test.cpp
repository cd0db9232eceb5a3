// What systemd does was observed with systemd-analyze calendar, version 252.
#include "core/calendar.h"

#include "core/schedule.h"

#include <doctest/doctest.h>

namespace cronmon {
namespace {

using namespace std::chrono;

std::string refusal(std::string_view text) {
    const auto rules = parse_calendar(text, Zone());
    return rules ? "accepted" : rules.error().message;
}

CivilPattern pattern_of(std::string_view text) {
    const auto rules = parse_calendar(text, Zone());
    REQUIRE_MESSAGE(rules, text);
    return rules->at(0).pattern;
}

// The next times from 2026-01-01 on, in the zone.
std::string times_of(std::string_view text, std::string_view zone, int how_many) {
    const auto found = Zone::find(zone);
    const auto schedule = Schedule::calendar(text, *found);
    REQUIRE_MESSAGE(schedule, text);
    Instant at{sys_days{2026y / 1 / 1} - 1min};
    std::string times;
    for (int i = 0; i < how_many; ++i) {
        at = *schedule->next(at);
        times += (times.empty() ? "" : " ") + found->format(at);
    }
    return times;
}

TEST_CASE("events mean what their normalised forms mean") {
    const auto same = [](std::string_view event, std::string_view normalised) {
        CHECK_MESSAGE(pattern_of(event) == pattern_of(normalised), event);
    };
    same("Sat,Thu,Mon..Wed,Sat..Sun", "Mon..Thu,Sat,Sun *-*-* 00:00:00");
    same("Mon,Sun 12-*-* 2,1:23", "Mon,Sun 2012-*-* 01,02:23:00");
    same("Wed *-1", "Wed *-*-01 00:00:00");
    same("Wed..Wed,Wed *-1", "Wed *-*-01 00:00:00");
    same("Wed, 17:48", "Wed *-*-* 17:48:00");
    same("Wed..Sat,Tue 12-10-15 1:2:3", "Tue..Sat 2012-10-15 01:02:03");
    same("*-*-7 0:0:0", "*-*-07 00:00:00");
    same("10-15", "*-10-15 00:00:00");
    same("monday *-12-* 17:00", "Mon *-12-* 17:00:00");
    same("Mon,Fri *-*-3,1,2 *:30:45", "Mon,Fri *-*-01,02,03 *:30:45");
    same("12,14,13,12:20,10,30", "*-*-* 12,13,14:10,20,30:00");
    same("12..14:10,20,30", "*-*-* 12..14:10,20,30:00");
    same("mon,fri *-1/2-1,3 *:30:45", "Mon,Fri *-01/2-01,03 *:30:45");
    same("03-05 08:05:40", "*-03-05 08:05:40");
    same("05:40", "*-*-* 05:40:00");
    same("2003-02..04-05", "2003-02,03,04-05 00:00:00");
    same("*:2/3", "*-*-* *:02/3:00");
    same("Mon-Fri", "Mon,Tue,Wed,Thu,Fri *-*-* 00:00:00");
    same("Mon..Sun", "*-*-*");
    same("*-*~*", "*-*-*");
    same("69-1-1", "2069-01-01");
    same("70-1-1", "1970-01-01");
    same("1..5/10:0", "01:00:00");
}

TEST_CASE("words stand for events") {
    const auto same = [](std::string_view word, std::string_view event) {
        CHECK_MESSAGE(pattern_of(word) == pattern_of(event), word);
    };
    same("minutely", "*-*-* *:*:00");
    same("hourly", "*-*-* *:00:00");
    same("Daily", "*-*-* 00:00:00");
    same("weekly", "Mon *-*-* 00:00:00");
    same("monthly", "*-*-01 00:00:00");
    same("quarterly", "*-01,04,07,10-01 00:00:00");
    same("semiannually", "*-01,07-01 00:00:00");
    same("yearly", "*-01-01 00:00:00");
    same("annually", "*-01-01 00:00:00");
}

TEST_CASE("days count from the end of the month after a tilde") {
    CHECK(times_of("*-*~1..3/2", "UTC", 4) ==
          "2026-01-29T00:00:00+00:00 2026-01-31T00:00:00+00:00 2026-02-26T00:00:00+00:00 "
          "2026-02-28T00:00:00+00:00");
    CHECK(times_of("*-*~7/2 12:00", "UTC", 4) ==
          "2026-01-25T12:00:00+00:00 2026-01-27T12:00:00+00:00 2026-01-29T12:00:00+00:00 "
          "2026-01-31T12:00:00+00:00");
    CHECK(times_of("*-02~1", "UTC", 3) ==
          "2026-02-28T00:00:00+00:00 2027-02-28T00:00:00+00:00 2028-02-29T00:00:00+00:00");
    CHECK(times_of("Mon *-*~7/1", "UTC", 2) ==
          "2026-01-26T00:00:00+00:00 2026-02-23T00:00:00+00:00");
}

TEST_CASE("a refused event names the component, the value and what is allowed") {
    CHECK(refusal("24:00") == "schedule: hour '24' must be 0 to 23");
    CHECK(refusal("*-13-1") == "schedule: month '13' must be 1 to 12");
    CHECK(refusal("*-*~29") == "schedule: day from the end '29' must be 1 to 28");
    CHECK(refusal("2200-1-1") == "schedule: year '2200' must be 1970 to 2199");
    CHECK(refusal("*-1-31..1") == "schedule: day '31..1' must ascend");
    CHECK(refusal("1/0:00") == "schedule: hour '1/0' must be repeated by 1 or more");
    CHECK(refusal("10:00:00.5") == "schedule: second '00.5' must be whole");
    CHECK(refusal("Mond 10:00") == "schedule: weekday 'Mond' must be Mon to Sun");
    CHECK(refusal("Fri..Mon") == "schedule: weekday 'Fri..Mon' must ascend from Mon to Sun");
    CHECK(refusal("12:00 Asia/Shangai") ==
          "schedule: unknown time zone 'Asia/Shangai', did you mean Asia/Shanghai?");
    CHECK(refusal("\n \n") == "schedule: calendar '? ?' must not be empty");
    CHECK(refusal(std::string(1001, '*')).ends_with("must have at most 1000 characters"));
}

TEST_CASE("what systemd refuses is refused") {
    for (const char* text : {"12",
                             "*",
                             "*-*-*/2",
                             "*/2-*-*",
                             "*:*/5",
                             "*-*-* 23:60",
                             "*-*-* 23:59:60",
                             "*-*-*T10:00",
                             "Mon Tue",
                             "mon..tue..wed",
                             "Mon, Tue",
                             "Mon,,Tue",
                             ",Mon",
                             "10:00 Mon",
                             "1..:00",
                             "..5:00",
                             "1..5..7:00",
                             "5/1/1:00",
                             "1,:00",
                             ",1:0",
                             "+1:00",
                             "-1:00",
                             "1-2-3-4",
                             "1:2:3:4",
                             "100-1-1",
                             "1969-1-1",
                             "daily 10:00",
                             "Mon daily",
                             "*,1:00",
                             "Tues",
                             "*-*-1,~1",
                             "*-*-* 1",
                             "12:00 Z",
                             "12:00 +02"}) {
        CHECK_MESSAGE(refusal(text) != "accepted", text);
    }
}

TEST_CASE("several lines mean what any of them means, each in its own zone") {
    const auto schedule = Schedule::calendar("12:00 UTC\n\n  12:00   Asia/Shanghai \n12:00",
                                             *Zone::find("Europe/Berlin"));
    REQUIRE(schedule);
    CHECK(schedule->text() == "12:00 UTC\n12:00 Asia/Shanghai\n12:00");
    CHECK(schedule->zone().name() == "Europe/Berlin");
    Instant at{sys_days{2026y / 1 / 1}};
    for (const auto expected : {4h, 11h, 12h, 28h}) {
        at = *schedule->next(at);
        CHECK(at == Instant{sys_days{2026y / 1 / 1} + expected});
        CHECK(schedule->previous(at + 1ms) == at);
    }
}

TEST_CASE(
    "a time that the clock leaves out does not come, and one that it shows twice comes once") {
    const auto berlin = *Zone::find("Europe/Berlin");
    const auto schedule = *Schedule::calendar("02:30", berlin);
    const Instant spring{sys_days{2026y / 3 / 28} + 12h};
    CHECK(berlin.format(*schedule.next(spring)) == "2026-03-30T02:30:00+02:00");
    CHECK(berlin.format(*schedule.previous(spring + 24h)) == "2026-03-28T02:30:00+01:00");
    const Instant autumn{sys_days{2026y / 10 / 24} + 12h};
    const Instant first = *schedule.next(autumn);
    CHECK(berlin.format(first) == "2026-10-25T02:30:00+02:00");
    CHECK(berlin.format(*schedule.next(first)) == "2026-10-26T02:30:00+01:00");
    CHECK(berlin.format(*schedule.next(first + 40min)) == "2026-10-26T02:30:00+01:00");
}

TEST_CASE("events end with the year 2199") {
    const auto schedule = *Schedule::calendar("2019-01-01", Zone());
    CHECK(schedule.next(Instant{sys_days{2018y / 1 / 1}}) == Instant{sys_days{2019y / 1 / 1}});
    CHECK_FALSE(schedule.next(Instant{sys_days{2019y / 1 / 1}}));
    CHECK(schedule.previous(Instant{sys_days{2026y / 1 / 1}}) == Instant{sys_days{2019y / 1 / 1}});
    const auto daily = *Schedule::calendar("daily", Zone());
    CHECK_FALSE(daily.next(Instant{sys_days{2199y / 12 / 31}}));
    CHECK(daily.previous(Instant::max()) == Instant{sys_days{2199y / 12 / 31}});
    CHECK(daily.next(Instant::min()) == Instant{sys_days{1970y / 1 / 1}});
    CHECK_FALSE(daily.previous(Instant::min()));
}

}  // namespace
}  // namespace cronmon
