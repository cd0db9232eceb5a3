#include "core/zone.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <thread>

namespace cronmon {
namespace {

using namespace std::chrono;

std::string refusal(std::string_view name) {
    const auto zone = Zone::find(name);
    return zone ? "found" : zone.error().message;
}

Zone zone(std::string_view name) {
    const auto found = Zone::find(name);
    REQUIRE_MESSAGE(found, name);
    return *found;
}

UtcSeconds utc(year_month_day date, seconds time) { return UtcSeconds{sys_days{date} + time}; }
LocalSeconds local(year_month_day date, seconds time) {
    return LocalSeconds{local_days{date} + time};
}

TEST_CASE("a zone knows what its clock shows") {
    const Zone shanghai = zone("Asia/Shanghai");
    CHECK(shanghai.name() == "Asia/Shanghai");
    CHECK(shanghai.ahead(utc(2026y / 11 / 23, 0s)) == 8h);
    CHECK(shanghai.clock(utc(2026y / 11 / 23, 20h)) == local(2026y / 11 / 24, 4h));
    CHECK(shanghai.format(Instant{sys_days{2026y / 11 / 23} + 1h + 2min + 3s}) ==
          "2026-11-23T09:02:03+08:00");
    CHECK(zone("America/St_Johns").format(Instant{sys_days{2026y / 1 / 1}}) ==
          "2025-12-31T20:30:00-03:30");
    CHECK(Zone().name() == "UTC");
    CHECK(Zone() == zone("UTC"));
    CHECK(Zone().format(Instant{}) == "1970-01-01T00:00:00+00:00");
}

TEST_CASE("aliases are found under their own names") {
    for (const char* name :
         {"PRC", "Asia/Chongqing", "Asia/Calcutta", "US/Eastern", "Etc/UTC", "Zulu", "GMT",
          "Etc/GMT-14", "Europe/Kiev", "America/Argentina/Buenos_Aires"}) {
        CHECK(zone(name).name() == name);
    }
    CHECK(zone("PRC").ahead(utc(2026y / 1 / 1, 0s)) == 8h);
}

TEST_CASE("every listed name can be loaded, and its spans lie end to end") {
    CHECK(Zone::names().size() > 500);
    CHECK(std::ranges::is_sorted(Zone::names()));
    for (const std::string_view name : Zone::names()) {
        const auto spans = zone(name).spans();
        REQUIRE(!spans.empty());
        for (std::size_t i = 1; i < spans.size(); ++i) {
            const bool joined =
                spans[i - 1].end == spans[i].start && spans[i - 1].ahead != spans[i].ahead &&
                spans[i - 1].unseen <= spans[i].unseen && spans[i].start < spans[i].end;
            CHECK_MESSAGE(joined, name);
        }
    }
}

TEST_CASE("an unknown name is refused with the nearest ones") {
    CHECK(refusal("Asia/Shangai") ==
          "tz: unknown time zone 'Asia/Shangai', did you mean Asia/Shanghai?");
    CHECK(refusal("asia/shanghai") ==
          "tz: unknown time zone 'asia/shanghai', did you mean Asia/Shanghai?");
    CHECK(refusal("Berlin") == "tz: unknown time zone 'Berlin', did you mean Europe/Berlin?");
    CHECK(refusal("Asia/Beijing") ==
          "tz: unknown time zone 'Asia/Beijing', did you mean Asia/Shanghai?");
    CHECK(refusal("New York") ==
          "tz: unknown time zone 'New York', did you mean America/New_York?");
    CHECK(refusal("Middle-earth/Hobbiton") ==
          "tz: unknown time zone 'Middle-earth/Hobbiton', use a name such as Asia/Shanghai or "
          "Europe/Berlin");
    CHECK(
        Zone::find("X", "business").error().message.starts_with("business: unknown time zone 'X'"));
}

TEST_CASE("a name cannot lead out of the folder of zones or to what is no zone") {
    for (const char* name :
         {"", "/etc/passwd", "../../etc/passwd", "Asia/../UTC", "localtime", "posixrules",
          "right/UTC", "posix/UTC", "Asia", "Asia/", "tzdata.zi", "zone.tab", "Fixed/UTC+01:00:00",
          "UTC0", "libc:localtime", ":UTC", "UTC ", "file:UTC"}) {
        CHECK_MESSAGE(refusal(name) != "found", name);
    }
    CHECK(refusal(std::string(100000, 'a')).size() < 300);
}

TEST_CASE(
    "the first moment of a local time is there also when the clock leaves it out or repeats it") {
    const Zone berlin = zone("Europe/Berlin");
    CHECK(berlin.first_at(local(2026y / 7 / 1, 12h)) == utc(2026y / 7 / 1, 10h));
    CHECK(berlin.first_at(local(2026y / 3 / 29, 2h + 30min)) == utc(2026y / 3 / 29, 1h));  // gap
    CHECK(berlin.first_at(local(2026y / 10 / 25, 2h + 30min)) ==
          utc(2026y / 10 / 25, 30min));  // fold
    CHECK(berlin.first_at(local(2026y / 10 / 25, 3h)) == utc(2026y / 10 / 25, 2h));
}

TEST_CASE("after the clock went back, the first unseen time waits until it has caught up") {
    const Zone berlin = zone("Europe/Berlin");
    const LocalSeconds end = local(2026y / 10 / 25, 3h);
    CHECK(berlin.first_unseen(utc(2026y / 10 / 25, 59min)) ==
          local(2026y / 10 / 25, 2h + 59min + 1s));
    CHECK(berlin.first_unseen(utc(2026y / 10 / 25, 1h)) == end);
    CHECK(berlin.first_unseen(utc(2026y / 10 / 25, 1h + 59min)) == end);
    CHECK(berlin.first_unseen(utc(2026y / 10 / 25, 2h)) == end + 1s);
}

TEST_CASE("a day that a country left out begins and ends at the same moment") {
    const Zone apia = zone("Pacific/Apia");
    const UtcSeconds jump = utc(2011y / 12 / 30, 10h);
    CHECK(apia.first_at(local(2011y / 12 / 30, 0s)) == jump);
    CHECK(apia.first_at(local(2011y / 12 / 30, 23h)) == jump);
    CHECK(apia.first_at(local(2011y / 12 / 31, 0s)) == jump);
    CHECK(apia.clock(jump) == local(2011y / 12 / 31, 0s));
    const Zone kwajalein = zone("Pacific/Kwajalein");
    CHECK(kwajalein.first_at(local(1993y / 8 / 21, 12h)) ==
          kwajalein.first_at(local(1993y / 8 / 22, 0s)));
}

TEST_CASE("the next transition is when the clock is moved, and there may be none") {
    const Zone berlin = zone("Europe/Berlin");
    const Instant summer{sys_days{2026y / 7 / 1}};
    CHECK(berlin.next_transition(summer) == Instant{sys_days{2026y / 10 / 25} + 1h});
    CHECK(berlin.next_transition(Instant{sys_days{2026y / 10 / 25} + 1h}) ==
          Instant{sys_days{2027y / 3 / 28} + 1h});
    CHECK(berlin.next_transition(Instant{sys_days{2150y / 1 / 1}}).has_value());
    CHECK_FALSE(zone("Asia/Shanghai").next_transition(summer));
    CHECK_FALSE(Zone().next_transition(summer));
}

TEST_CASE("moments beyond every calendar are answered too") {
    for (const Zone& any : {Zone(), zone("Europe/Berlin")}) {
        for (const Instant at : {Instant::min(), Instant::max()}) {
            const auto second = floor<seconds>(at);
            CHECK(any.first_at(any.clock(second)) == second);
            CHECK(any.first_unseen(second) == any.clock(second) + 1s);
        }
    }
}

TEST_CASE("many threads may look for zones at the same time") {
    std::vector<std::jthread> threads;
    std::atomic<int> found{0};
    for (int i = 0; i < 4; ++i) {
        threads.emplace_back([&] {
            for (const char* name : {"Asia/Tokyo", "Asia/Seoul", "Africa/Lagos", "Nowhere/Else"})
                found += static_cast<bool>(Zone::find(name));
        });
    }
    threads.clear();
    CHECK(found == 12);
    CHECK(zone("Asia/Tokyo") == zone("Asia/Tokyo"));
}

}  // namespace
}  // namespace cronmon
