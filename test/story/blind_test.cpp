// What happens when cronmon itself is not there.
#include "support/world.h"

#include <doctest/doctest.h>

using namespace cronmon;
using namespace std::chrono_literals;

TEST_CASE("off over a slot: it is excused, the next one is owed, and the time is on record") {
    World world;
    const TaskId hourly = world.task("hourly", "0 * * * *", 5min);
    world.until("01:00:02");
    world.ping(hourly);
    world.until("01:58");
    world.stop_for(10min);
    CHECK(world.state(hourly) == "up");
    const auto blind = world.blind_times();
    REQUIRE(blind.size() == 1);
    CHECK(blind[0].reason == "stop");
    CHECK(blind[0].time.to - blind[0].time.from == 10min);
    world.until("03:04:59");
    CHECK(world.letters().empty());
    world.until("03:05");
    CHECK(world.letters().size() == 1);
}

TEST_CASE("a crash is blind from the last sign of life on") {
    World world;
    const TaskId hourly = world.task("hourly", "0 * * * *", 5min);
    world.until("01:57:59");
    world.ping(hourly);
    world.crash_for(10min);
    REQUIRE(world.blind_times().size() == 1);
    CHECK(world.blind_times()[0].reason == "crash");
    CHECK(world.blind_times()[0].time.to - world.blind_times()[0].time.from == 10min);
}

TEST_CASE("an idle cronmon leaves a sign of life every five seconds") {
    World world;
    world.pass(23s);
    world.crash_for(1min);
    REQUIRE(world.blind_times().size() == 1);
    const BlindTime blind = world.blind_times()[0].time;
    CHECK(blind.to - blind.from >= 1min);
    CHECK(blind.to - blind.from <= 1min + 5s);
}

TEST_CASE("a task whose deadline had passed before the stop is down at once after it") {
    World world;
    const TaskId hourly = world.task("hourly", "0 * * * *", 5min);
    world.ping(hourly);
    world.until("01:04:58");
    world.stop_for(500ms);
    world.pass(62s);
    CHECK(world.state(hourly) == "down");
}

TEST_CASE("frequent restarts do not silence a task") {
    World world;
    const TaskId quick = world.task("quick", "1m", 30s);
    world.ping(quick);
    for (int i = 0; i < 30; ++i) {
        world.stop_for(1s);
        world.pass(20s);
    }
    CHECK(world.state(quick) == "down");
    CHECK(world.letters().size() == 1);
}

TEST_CASE("a machine that slept calls nobody down for the night") {
    World world;
    const TaskId busy = world.task("busy", "*/5 * * * *", 1min);
    world.ping(busy);
    world.suspend_for(8h);
    world.pass(30s);
    CHECK(world.letters().empty());
    REQUIRE(world.blind_times().size() == 1);
    CHECK(world.blind_times()[0].reason == "suspend");
    world.pass_quickly(7min);
    CHECK(world.letters().size() == 1);
}

TEST_CASE("a clock that is set ahead excuses what it jumped over, and set back gives it back") {
    World world;
    const TaskId hourly = world.task("hourly", "0 * * * *", 5min);
    world.ping(hourly);
    world.clock.step(240h);
    world.pass(2s);
    CHECK(world.letters().empty());
    REQUIRE(world.blind_times().size() == 1);
    CHECK(world.blind_times()[0].reason == "clock");
    world.clock.step(-240h);
    world.pass(2s);
    CHECK(world.blind_times().size() == 2);
    world.until("01:04:59");
    CHECK(world.letters().empty());
    world.until("01:05");
    CHECK(world.letters().size() == 1);
}

TEST_CASE("a disk that fails for a while: nothing is answered OK, nobody is called down for it") {
    World world;
    const TaskId busy = world.task("busy", "*/5 * * * *", 1min);
    world.ping(busy);
    world.until("00:04");
    world.store().break_down();
    CHECK(world.ping(busy) == PingOutcome::failed);
    world.pass_quickly(10min);
    CHECK(!world.engine().health().writing);
    CHECK(world.letters().empty());
    world.store().mend();
    world.pass(2s);
    CHECK(world.engine().health().writing);
    CHECK(world.letters().empty());
    REQUIRE(world.blind_times().size() == 1);
    CHECK(world.blind_times()[0].reason == "store");
    CHECK(world.log(busy).size() == 1);
    CHECK(world.ping(busy) == PingOutcome::recorded);
    CHECK(world.log(busy).size() == 2);
    CHECK(world.state(busy) == "up");
}

TEST_CASE("a failed commit leaves memory as it was") {
    World world;
    const TaskId quick = world.task("quick", "5s", 5s);
    world.ping(quick);
    const TaskView before = world.look(quick);
    world.store().break_down();
    world.clock.advance(3s);
    CHECK(world.ping(quick) == PingOutcome::failed);
    CHECK(!world.submit(AddBusiness{"other"}));
    CHECK(!world.submit(PauseTask{quick}));
    CHECK(!world.submit(RemoveTask{quick}));
    world.store().mend();
    world.clock.advance(1s);
    world.engine().round();
    const TaskView after = world.look(quick);
    CHECK(after.standing.last_ping == before.standing.last_ping);
    CHECK(after.standing.state == State::up);
    CHECK(world.ping(quick) == PingOutcome::recorded);
}

TEST_CASE("pings whose standing was not saved yet are read from the log again after a crash") {
    World world;
    const TaskId hourly = world.task("hourly", "0 * * * *", 5min);
    world.ping(hourly);
    world.until("01:00:01");
    world.ping(hourly);
    const Instant last = world.clock.now();
    world.crash_for(2s);
    CHECK(world.look(hourly).standing.last_ping == last);
    CHECK(world.log(hourly).size() == 2);
    world.ping(hourly);
    const auto log = world.log(hourly);
    REQUIRE(log.size() == 3);
    CHECK(log[0].previous == log[1].id);
    CHECK(log[1].previous == log[2].id);
    world.until("02:04:59");
    CHECK(world.letters().empty());
}
