#include "import/original_schedule.h"

#include "base/time_text.h"

#include <doctest/doctest.h>

using namespace cronmon;

namespace {

const Instant sunday = *parse_instant("", "2026-11-22T07:00:00Z");

// Our words for it, with a mark if the meaning is another one, or what is wrong with it.
std::string ours(const std::string& period) {
    const auto translated = translate_schedule(period, Zone(), sunday);
    if (!translated) return translated.error().message;
    return translated->schedule.text() + (translated->both_days_had_to_fit ? " (or)" : "");
}

std::string next(const std::string& period) {
    return utc_text(*translate_schedule(period, Zone(), sunday)->schedule.next(sunday));
}

}  // namespace

TEST_CASE("most lines stay as they are") {
    for (const std::string line : {"3 15 * * *", "30 8 * * 1,3", "*/30 * * * *", "* */2 * * *",
                                   "0 0 L * *", "5 4 1,15 JAN *", "0 0 * * mon-fri",
                                   "7/8 3-23/7 * * *", "0 0 */2 * 5", "0 0 * * SUN", "@daily"})
        CHECK(ours(line) == line);
    CHECK(ours("  0   2 *\t* * ") == "0 2 * * *");
}

TEST_CASE("what the original said in other words is said in ours") {
    CHECK(ours("0 1 ? * SUN") == "0 1 * * SUN");
    CHECK(ours("0 1 1 * ?") == "0 1 1 * *");
    CHECK(ours("24 7 * * L5") == "24 7 * * 5L");
    CHECK(ours("24 7 * * l7") == "24 7 * * 7L");
    CHECK(ours("24 7 * * L3-5") == "24 7 * * 3L,4L,5L");
    CHECK(ours("24 7 * * 1,L5") == "24 7 * * 1,5L");
    CHECK(ours("0 0 * * fri-sun") == "0 0 * * fri-7");
    CHECK(ours("0 0 * * 5-0") == "0 0 * * 5-7");
    CHECK(ours("0 0 * * 5-0/2") == "0 0 * * 5-7/2");
    CHECK(ours("0 0 * * 1/2") == "0 0 * * 1-6/2");
    CHECK(ours("0 0 * * 1,*") == "0 0 * * *");
    CHECK(ours("0 0 5,* * 1") == "0 0 * * 1");
    CHECK(ours("0 0 1-31 * 5") == "0 0 * * 5");
    CHECK(ours("0 0 13 * 0-6") == "0 0 13 * *");
    CHECK(next("24 7 * * L5") == "2026-11-27T07:24:00Z");
    CHECK(next("0 0 * * 1/2") == "2026-11-23T00:00:00Z");
    CHECK(next("0 0 1-31 * 5") == "2026-11-27T00:00:00Z");
}

TEST_CASE("both days restricted had to fit both, and now one is enough") {
    CHECK(ours("0 0 13 * 5") == "0 0 13 * 5 (or)");
    CHECK(ours("0 0 1-7 * MON") == "0 0 1-7 * MON (or)");
    CHECK(ours("0 0 L * L5") == "0 0 L * 5L (or)");
    CHECK(ours("0 0 */2 * 5") == "0 0 */2 * 5");  // cron, too, wants both here
    CHECK(ours("0 0 ? * 5") == "0 0 * * 5");
}

TEST_CASE("what cannot be said at all is refused with its reason") {
    CHECK(ours("0 0 30 2 *") == "schedule: '0 0 30 2 *' has no time in the future");
    CHECK(ours("60 * * * *") == "schedule: minute '60' must be 0 to 59");
    CHECK(ours("0 0 Z1 * *").starts_with("schedule: day of month 'Z1' must be 1 to 31"));
    CHECK(ours("0 0 * * L9").starts_with("schedule: day of week 'L9' must be"));
    CHECK(ours("0 0 0 * * *").find("found 6") != std::string::npos);
    CHECK(ours("").find("found 0") != std::string::npos);
}
