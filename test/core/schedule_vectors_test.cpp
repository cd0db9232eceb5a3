// What Debian's cron and systemd do, as observed: test/data/schedule_vectors.json. Its note says
// how the times were made, and that a time which is not later than `from` would be a fault of the
// makers; here that is tested, not assumed.
#include "core/schedule.h"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <fstream>

namespace cronmon {
namespace {

using Json = nlohmann::json;

const Json& vectors() {
    static const Json all =
        Json::parse(std::ifstream(CRONMON_SOURCE_DIR "/test/data/schedule_vectors.json"));
    return all;
}

// The recorded next times, as many as were recorded, and no more if there are fewer than three.
void check_chain(const Schedule& schedule, const Json& vector) {
    const auto recorded = vector["next"].get<std::vector<std::int64_t>>();
    Instant at = from_ms(vector["from"].get<std::int64_t>() * 1000);
    for (const std::int64_t expected : recorded) {
        const auto next = schedule.next(at);
        REQUIRE(next);
        CHECK_MESSAGE(*next > at, "the next time is later than the last");
        CHECK_MESSAGE(to_ms(*next) / 1000 == expected, vector.dump());
        CHECK(schedule.previous(*next) == next);
        at = *next;
    }
    if (recorded.size() < 3) CHECK_FALSE(schedule.next(at));
}

// Morocco gave up its +01:00 on 2026-09-20 (tzdata 2026f), which the makers' tzdata did not know:
// what they foretold for Casablanca after that day counts only where the rules still agree.
bool is_overtaken(const Json& vector) {
    if (vector["tz"] != "Africa/Casablanca") return false;
    const auto may_2027 = UtcSeconds{std::chrono::sys_days{std::chrono::year{2027} / 5 / 1}};
    const std::int64_t change = 1789866000;  // 2026-09-20T01:00:00Z
    const auto& last = vector["next"].empty() ? vector["from"] : vector["next"].back();
    return last > change && Zone::find("Africa/Casablanca")->ahead(may_2027).count() == 0;
}

// Two chains of the makers miss a time: on Lord Howe Island the clock goes back by half an hour,
// from 02:00 to 01:30, and their steps of whole hours in UTC then look at half past only.
bool is_half_hour_fault(const Json& vector) {
    return vector["tz"] == "Australia/Lord_Howe" && vector["from"] == 1743864600 &&
           (vector["e"] == "0 */2 * * *" || vector["e"] == "*/7 */5 * * *");
}

Zone zone_of(const Json& vector) {
    const auto zone = Zone::find(vector["tz"].get<std::string>());
    REQUIRE(zone);
    return *zone;
}

TEST_CASE("cron lines come at the times that were observed, also when the clock is moved") {
    REQUIRE(vectors()["cron"].size() == 1188);
    int overtaken = 0;
    for (const Json& vector : vectors()["cron"]) {
        overtaken += is_overtaken(vector);
        if (is_overtaken(vector) || is_half_hour_fault(vector)) continue;
        const auto schedule = Schedule::cron(vector["e"].get<std::string>(), zone_of(vector));
        REQUIRE_MESSAGE(schedule, vector["e"]);
        check_chain(*schedule, vector);
    }
    CHECK(overtaken <= 24);
}

TEST_CASE("a wildcard job comes at 02:00 when the clock went back by half an hour from there") {
    const auto zone = Zone::find("Australia/Lord_Howe");
    const Instant before = from_ms(1743864600'000);  // 01:50+11:00, ten minutes before the change
    const auto every_two_hours = Schedule::cron("0 */2 * * *", *zone);
    const auto every_five_hours = Schedule::cron("*/7 */5 * * *", *zone);
    CHECK(zone->format(*every_two_hours->next(before)) == "2025-04-06T02:00:00+10:30");
    CHECK(zone->format(*every_five_hours->next(before)) == "2025-04-06T05:00:00+10:30");
}

TEST_CASE("calendar events come at the times that were observed, also when the clock is moved") {
    REQUIRE(vectors()["oncalendar"].size() == 129);
    for (const Json& vector : vectors()["oncalendar"]) {
        const auto schedule = Schedule::calendar(vector["e"].get<std::string>(), zone_of(vector));
        REQUIRE_MESSAGE(schedule, vector["e"]);
        check_chain(*schedule, vector);
    }
}

TEST_CASE("cron lines are accepted and refused as they were observed to be") {
    REQUIRE(vectors()["cron_validity"].size() == 25);
    for (const Json& vector : vectors()["cron_validity"]) {
        const auto schedule = Schedule::cron(vector["e"].get<std::string>(), Zone());
        CHECK_MESSAGE(static_cast<bool>(schedule) == (vector["r"] == "ok"), vector["e"]);
    }
}

}  // namespace
}  // namespace cronmon
