// The log: kept by the day, read newest first, dropped when it is old.
#include "support/world.h"

#include <doctest/doctest.h>

using namespace cronmon;
using namespace std::chrono_literals;

TEST_CASE("pings before and after midnight are one log, newest first") {
    World world;
    const TaskId task = world.task("nightly", "1h", 10min);
    world.until("23:59:59");
    world.ping(task);
    const Instant before = world.clock.now();
    world.pass(2s);
    world.ping(task);
    const auto log = world.log(task);
    REQUIRE(log.size() == 2);
    CHECK(log[1].at == before);
    CHECK(log[0].at == before + 2s);
    CHECK(day_of(log[0].id) == day_of(log[1].id) + 1);
}

TEST_CASE("days that are older than what is kept go away, and pings go on meanwhile") {
    World world;
    const TaskId task = world.task("nightly", "0 0 * * *", 1h, true);
    for (int i = 0; i < 3; ++i) world.ping(task);
    world.stop_for(24h * 31);
    CHECK(world.ping(task) == PingOutcome::recorded);
    CHECK(world.log(task).size() == 4);
    world.must(SaveSetting{"retention.task_log_days", "7"});
    world.pass(5s);
    CHECK(world.ping(task) == PingOutcome::recorded);
    CHECK(world.log(task).size() == 2);
    for (const std::int64_t day : world.store().buckets())
        CHECK(day >= day_of(world.clock.now()) - 7);
}
