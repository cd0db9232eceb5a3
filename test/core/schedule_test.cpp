#include "core/schedule.h"

#include <doctest/doctest.h>

namespace cronmon {
namespace {

using namespace std::chrono;

const Instant noon{sys_days{2026y / 11 / 23} + 12h};

Schedule parse(std::string_view text) {
    const auto schedule = Schedule::parse(text, *Zone::find("Asia/Shanghai"));
    REQUIRE_MESSAGE(schedule, text);
    return *schedule;
}

std::string refusal(std::string_view text) {
    const auto schedule = Schedule::parse(text, Zone());
    return schedule ? "accepted" : schedule.error().message;
}

TEST_CASE("the language of a schedule is told from its text") {
    for (const char* text : {"5m", "1h30m", "1h 30m", "every 5m", " every  90s\n"})
        CHECK_MESSAGE(parse(text).kind() == Schedule::Kind::interval, text);
    for (const char* text : {"0 2 * * *", "@daily", " */5\t* * * * ", "0 0 1 JAN *"})
        CHECK_MESSAGE(parse(text).kind() == Schedule::Kind::cron, text);
    for (const char* text : {"daily", "Mon..Fri 10:00", "*-*-1", "12:34", "Mon *-*-1 10:00 UTC",
                             "10:00\n12:00", "10-15"})
        CHECK_MESSAGE(parse(text).kind() == Schedule::Kind::calendar, text);
}

TEST_CASE("what is in no language is refused in the words of the nearest one") {
    CHECK(refusal("") == "schedule: must not be empty");
    CHECK(refusal(" \n") == "schedule: must not be empty");
    CHECK(refusal("every day") ==
          "schedule: must be a duration such as 90s, 5m, 1h30m or 2d, got 'day'");
    CHECK(refusal("300") == "schedule: must be a duration such as 90s, 5m, 1h30m or 2d, got '300'");
    CHECK(refusal("0 2 * *") ==
          "schedule: text '0 2 * *' must be a duration (1h30m), 5 fields of cron (0 2 * * *) or a "
          "calendar event (Mon..Fri 10:00)");
    CHECK(refusal("0 0 2 * * *").ends_with("found 6"));
    CHECK(refusal("25:00") == "schedule: hour '25' must be 0 to 23");
    CHECK(refusal("every 1s") == "schedule: period must be 5s to 365d, got 1s");
}

TEST_CASE("a schedule keeps its text tidy, and the text gives the same schedule again") {
    for (const char* text :
         {" 0  2 * *\t* ", "every 90m", "@daily", "Mon..Fri   10:00 \n\n 12:00 UTC"}) {
        const Schedule schedule = parse(text);
        const Schedule again = parse(schedule.text());
        CHECK(again.kind() == schedule.kind());
        CHECK(again.text() == schedule.text());
        CHECK(again.next(noon) == schedule.next(noon));
    }
    CHECK(parse("every 90m").text() == "90m");
    CHECK(parse(" 0  2 * *\t* ").text() == "0 2 * * *");
}

TEST_CASE("an interval counts from what it is asked for, and has no times of its own") {
    const auto schedule = Schedule::every(5min);
    REQUIRE(schedule);
    CHECK(schedule->period() == 5min);
    CHECK(schedule->zone().name() == "UTC");
    CHECK(schedule->rules().empty());
    CHECK(schedule->next(noon + 7ms) == noon + 5min + 7ms);
    CHECK_FALSE(schedule->previous(noon));
    CHECK(Schedule::every(5s));
    CHECK(Schedule::every(365 * 24h));
    CHECK_FALSE(Schedule::every(4999ms));
    CHECK_FALSE(Schedule::every(365 * 24h + 1ms));
    CHECK_FALSE(Schedule::every(-5min));
}

TEST_CASE("the next time is later than the question, and the previous one is not") {
    const Schedule schedule = *Schedule::cron("0 12 * * *", Zone());
    CHECK(schedule.next(noon - 1ms) == noon);
    CHECK(schedule.next(noon) == noon + 24h);
    CHECK(schedule.next(noon + 1ms) == noon + 24h);
    CHECK(schedule.previous(noon - 1ms) == noon - 24h);
    CHECK(schedule.previous(noon) == noon);
    CHECK(schedule.previous(noon + 999ms) == noon);
}

TEST_CASE("the gap around a moment lies between the previous time and the next") {
    const Schedule schedule = *Schedule::cron("0 9-17 * * 1-5", *Zone::find("Asia/Shanghai"));
    const Instant friday_evening{sys_days{2026y / 11 / 27} + 12h};
    CHECK(*schedule.next(friday_evening) - *schedule.previous(friday_evening) == 64h);
}

TEST_CASE("moments at both ends of time are answered") {
    for (const char* text : {"* * * * *", "0 2 * * *", "0 0 29 2 *", "*:0/15"}) {
        const Schedule schedule = *Schedule::parse(text, *Zone::find("Europe/Berlin"));
        CHECK_FALSE(schedule.next(Instant::max()));
        CHECK_FALSE(schedule.previous(Instant::min()));
        CHECK(schedule.next(Instant::min()) > Instant{} - 2h);
        CHECK(schedule.previous(Instant::max()) < Instant{sys_days{2200y / 1 / 2}});
    }
}

}  // namespace
}  // namespace cronmon
