#include "core/cron.h"

#include "core/schedule.h"

#include <doctest/doctest.h>

namespace cronmon {
namespace {

using namespace std::chrono;

std::string refusal(std::string_view text) {
    const auto rule = parse_cron(text, Zone());
    return rule ? "accepted" : rule.error().message;
}

// The dates on which a line comes at midnight UTC in 2026, as `month-day` words.
std::string dates_of(std::string_view text, int how_many) {
    const auto schedule = Schedule::cron(text, Zone());
    REQUIRE_MESSAGE(schedule, text);
    Instant at = Instant{sys_days{2026y / 1 / 1}} - 1ms;
    std::string dates;
    for (int i = 0; i < how_many; ++i) {
        at = *schedule->next(at);
        const year_month_day date{floor<days>(at)};
        dates += (dates.empty() ? "" : " ") + std::to_string(unsigned{date.month()}) + "-" +
                 std::to_string(unsigned{date.day()});
    }
    return dates;
}

TEST_CASE("a refused line names the field, the item and what is allowed") {
    CHECK(refusal("60 * * * *") == "schedule: minute '60' must be 0 to 59");
    CHECK(refusal("* 24 * * *") == "schedule: hour '24' must be 0 to 23");
    CHECK(refusal("* * 0 * *") == "schedule: day of month '0' must be 1 to 31, L or LW");
    CHECK(refusal("* * * FOO *") == "schedule: month 'FOO' must be 1 to 12 or JAN to DEC");
    CHECK(refusal("* * * * 8") ==
          "schedule: day of week '8' must be 0 to 7 or SUN to SAT, or like 5L or MON#2");
    CHECK(refusal("* 6-0 * * *") == "schedule: hour '6-0' must ascend");
    CHECK(refusal("*/0 * * * *") == "schedule: minute '*/0' must have a step of 1 or more");
    CHECK(refusal("1, * * * *") ==
          "schedule: minute '1,' must have a value on both sides of a comma");
    CHECK(refusal("* * * * MON#6") == "schedule: day of week 'MON#6' must have 1 to 5 after the #");
    CHECK(refusal("* * *") ==
          "schedule: cron line '* * *' must have 5 fields (minute, hour, day of month, month, day "
          "of week), found 3");
    CHECK(refusal("") ==
          "schedule: cron line '' must have 5 fields (minute, hour, day of month, month, day of "
          "week), found 0");
    CHECK(refusal("@reboot") ==
          "schedule: word '@reboot' must be @hourly, @daily, @midnight, @weekly, @monthly, @yearly "
          "or @annually");
    CHECK(refusal(std::string(201, '*')).ends_with("must have at most 200 characters"));
}

TEST_CASE("what other dialects have and cron has not is refused") {
    for (const char* text : {"? * * * *",       "* * 15W * *",
                             "* * L-3 * *",     "* * 1-L * *",
                             "* * L/2 * *",     "* * * * FRIL",
                             "* * * * L",       "* * * * 5-6L",
                             "* * * * L5",      "* * * * 5L#1",
                             "* * * * mon#2-3", "* * * * MONDAY",
                             "* * * JANUARY *", "+1 * * * *",
                             "1-5-7 * * * *",   "*-5 * * * *",
                             "*/5/5 * * * *",   "5- * * * *",
                             "-5 * * * *",      "1.5 * * * *",
                             "1;2 * * * *",     "99999999999999999999 * * * *",
                             "* * * * FRI-SUN", "0 0 0 0 0 0"}) {
        CHECK_MESSAGE(refusal(text) != "accepted", text);
    }
}

TEST_CASE("blanks, case and leading zeros do not matter") {
    const auto plain = parse_cron("0 0 * JAN MON#1", Zone());
    REQUIRE(plain);
    for (const char* text : {"  00\t0 * jan  mon#1\n", "0 000 * 1 1#1", "0 0 * Jan Mon#1"}) {
        const auto other = parse_cron(text, Zone());
        REQUIRE_MESSAGE(other, text);
        CHECK(other->pattern == plain->pattern);
    }
    CHECK(Schedule::cron("  00\t0 * jan  mon#1\n", Zone())->text() == "00 0 * jan mon#1");
}

TEST_CASE("words stand for lines") {
    const auto same = [](std::string_view word, std::string_view line) {
        return parse_cron(word, Zone())->pattern == parse_cron(line, Zone())->pattern;
    };
    CHECK(same("@hourly", "0 * * * *"));
    CHECK(same("@daily", "0 0 * * *"));
    CHECK(same("@midnight", "0 0 * * *"));
    CHECK(same("@weekly", "0 0 * * 0"));
    CHECK(same("@monthly", "0 0 1 * *"));
    CHECK(same("@yearly", "0 0 1 1 *"));
    CHECK(same("@ANNUALLY", "0 0 1 1 *"));
}

TEST_CASE("days are found by number, from the end, by name and by n-th name") {
    CHECK(dates_of("0 0 L * *", 3) == "1-31 2-28 3-31");
    CHECK(dates_of("0 0 LW * *", 6) == "1-30 2-27 3-31 4-30 5-29 6-30");
    CHECK(dates_of("0 0 L,15 * *", 3) == "1-15 1-31 2-15");
    CHECK(dates_of("0 0 * * 5L", 3) == "1-30 2-27 3-27");
    CHECK(dates_of("0 0 * * 7L", 3) == "1-25 2-22 3-29");
    CHECK(dates_of("0 0 * * MON#1", 3) == "1-5 2-2 3-2");
    CHECK(dates_of("0 0 * * mon#5", 3) == "3-30 6-29 8-31");
    CHECK(dates_of("0 0 * * 7#2", 2) == "1-11 2-8");
    CHECK(dates_of("0 0 * * 5/2", 4) == "1-2 1-4 1-9 1-11");
    CHECK(dates_of("0 0 * * 6-7", 4) == "1-3 1-4 1-10 1-11");
    CHECK(dates_of("0 0 20/5 * *", 4) == "1-20 1-25 1-30 2-20");
    CHECK(dates_of("0 0 31 */2 *", 3) == "1-31 3-31 5-31");
}

TEST_CASE("one day field is enough, but both must fit when one begins with a star") {
    CHECK(dates_of("0 0 13 * 5", 4) == "1-2 1-9 1-13 1-16");
    CHECK(dates_of("0 0 */10 * MON", 2) == "5-11 6-1");
    CHECK(dates_of("0 0 5,*/10 * MON", 3) == "1-1 1-5 1-11");
    CHECK(dates_of("0 0 1 * */2", 3) == "1-1 2-1 3-1");
}

TEST_CASE("what never comes is no error, and has no next time") {
    for (const char* text : {"0 0 30 2 *", "0 0 31 2,4,6,9,11 *", "* * 31 6 *"}) {
        const auto schedule = Schedule::cron(text, Zone());
        REQUIRE_MESSAGE(schedule, text);
        CHECK_FALSE(schedule->next(Instant{sys_days{2026y / 1 / 1}}));
        CHECK_FALSE(schedule->previous(Instant{sys_days{2026y / 1 / 1}}));
    }
}

TEST_CASE("a leap day is found over the century that has none") {
    const auto schedule = Schedule::cron("0 0 29 2 *", Zone());
    CHECK(schedule->next(Instant{sys_days{2096y / 3 / 1}}) == Instant{sys_days{2104y / 2 / 29}});
    CHECK(schedule->previous(Instant{sys_days{2104y / 2 / 28}}) ==
          Instant{sys_days{2096y / 2 / 29}});
}

}  // namespace
}  // namespace cronmon
