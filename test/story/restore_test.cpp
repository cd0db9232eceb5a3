// What happens when a database of yesterday is put back.
#include "support/world.h"

#include <doctest/doctest.h>

using namespace cronmon;
using namespace std::chrono_literals;

TEST_CASE("yesterday's backup makes no storm: what came meanwhile is nobody's fault") {
    World world;
    world.until("04:59:50");
    const std::vector<TaskId> tasks{world.task("hourly", "0 * * * *", 5min),
                                    world.task("nightly", "0 2 * * *", 30min),
                                    world.task("pulse", "90s", 30s),
                                    world.task("often", "*/5 * * * *", 2min),
                                    world.task("office", "30 8 * * mon-fri", 1h),
                                    world.task("weekly", "0 3 * * sun", 2h)};
    for (const TaskId task : tasks) world.ping(task);
    world.back_up();
    world.pass(10min);
    for (const TaskId task : tasks) world.ping(task);
    world.pass(2s);
    const std::size_t before = world.letters().size();  // that nobody remembers any more
    CHECK(world.restore_after(24h) == 0);
    for (const TaskId task : tasks) CHECK(world.state(task) == "up");
    const auto blind = world.blind_times();
    REQUIRE(!blind.empty());
    CHECK(blind[0].reason == "restore");
    CHECK(blind[0].time.to - blind[0].time.from >= 24h + 10min);
    CHECK(world.letters().size() == before);

    // From now on everybody is expected again, and nobody is forgotten.
    world.pass(20s);
    CHECK(world.letters().size() == before);
    for (const TaskId task : tasks) world.ping(task);
    world.pass(3min);
    CHECK(world.letters().size() == before + 1);  // pulse
    world.until("06:05:30");
    CHECK(world.state(tasks[0]) == "down");
    CHECK(world.state(tasks[1]) == "up");
}

TEST_CASE("what was down in the backup is down, and its way back is told") {
    World world;
    const TaskId hourly = world.task("hourly", "0 * * * *", 5min);
    world.until("01:00:02");
    world.ping(hourly);
    world.until("02:06");
    REQUIRE(world.letters().size() == 1);
    world.back_up();
    world.restore_after(20h);
    CHECK(world.state(hourly) == "down");
    world.pass(10min);
    CHECK(world.letters().size() == 1);
    world.ping(hourly);
    world.pass(2s);
    REQUIRE(world.letters().size() == 2);
    CHECK(world.letters().back() == "ops@example.org: [UP] hourly (db)");
}

TEST_CASE("a letter that a running server owed then is not sent again, and it is told which") {
    World world;
    const TaskId hourly = world.task("hourly", "0 * * * *", 5min);
    world.until("01:00:02");
    world.ping(hourly);
    world.trap.go_down("451 try again later");
    world.until("02:06");
    world.back_up();
    world.trap.come_back();
    world.until("02:40");  // it goes out now
    REQUIRE(world.letters().size() == 1);
    CHECK(world.restore_after(3h) == 1);
    world.pass(1h);
    CHECK(world.letters().size() == 1);
    REQUIRE(world.alerts().size() == 1);
    CHECK(world.alerts()[0].status == AlertStatus::failed);
    CHECK(world.alerts()[0].error.find("not sent again") != std::string::npos);
}
