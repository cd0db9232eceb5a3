// A ping that does not come becomes a letter: once, in time, and never for nothing.
#include "support/world.h"

#include <doctest/doctest.h>

using namespace cronmon;
using namespace std::chrono_literals;

TEST_CASE("no ping for seventy minutes: one letter, and one more when it recovers") {
    World world;
    const TaskId nightly = world.task("nightly", "1h", 10min);
    world.ping(nightly);
    world.pass_quickly(69min);
    CHECK(world.state(nightly) == "late");
    CHECK(world.letters().empty());
    world.pass_quickly(1min);
    CHECK(world.state(nightly) == "down");
    CHECK(world.letters() == Letters{"ops@example.org: [DOWN] nightly (db)"});
    world.pass_quickly(5h);
    CHECK(world.letters().size() == 1);
    world.ping(nightly);
    world.pass(1s);
    CHECK(world.state(nightly) == "up");
    CHECK(world.letters() ==
          Letters{"ops@example.org: [DOWN] nightly (db)", "ops@example.org: [UP] nightly (db)"});
}

TEST_CASE("a task that is pinged in time alerts nobody") {
    World world;
    const TaskId hourly = world.task("hourly", "0 * * * *", 5min);
    for (int hour = 1; hour < 12; ++hour) {
        world.pass_quickly(59min);
        world.ping(hourly);
        world.pass_quickly(1min);
    }
    CHECK(world.state(hourly) == "up");
    CHECK(world.letters().empty());
    CHECK(world.flips(hourly).size() == 1);  // from new to up
}

TEST_CASE("a ping two minutes early answers its slot: down at 11:05 and not at 10:05") {
    World world;
    const TaskId hourly = world.task("hourly", "0 * * * *", 5min);
    world.until("00:58");
    world.ping(hourly);
    world.until("02:04:59");
    CHECK(world.letters().empty());
    world.until("02:05");
    CHECK(world.letters().size() == 1);
}

TEST_CASE("a task that was never pinged goes down when its first slot is missed") {
    World world;
    const TaskId hourly = world.task("hourly", "0 * * * *", 5min);
    CHECK(world.state(hourly) == "new");
    world.until("01:05");
    CHECK(world.state(hourly) == "down");
    const auto flips = world.flips(hourly);
    REQUIRE(flips.size() == 1);
    CHECK(flips[0].flip.from == State::fresh);
    CHECK(flips[0].flip.slot == flips[0].flip.at - 5min);
}

TEST_CASE("a task that is quiet until its first ping waits for it") {
    World world;
    const TaskId quiet = world.task("quiet", "0 * * * *", 5min, true);
    world.pass_quickly(5h);
    CHECK(world.state(quiet) == "new");
    world.ping(quiet);
    world.pass_quickly(2h);
    CHECK(world.state(quiet) == "down");
}

TEST_CASE(
    "ping, silence beyond the deadline, ping, all in one batch: up, down, up by their times") {
    World world;
    const TaskId quick = world.task("quick", "5s", 5s);
    const Instant start = world.clock.now();
    CHECK(world.burst(quick, {0s, 3s, 13s}).size() == 3);
    const auto flips = world.flips(quick);
    REQUIRE(flips.size() == 3);
    CHECK(flips[2].flip.to == State::up);
    CHECK(flips[1].flip.to == State::down);
    CHECK(flips[1].flip.at == start + 13s);  // at the deadline (>=), before the ping
    CHECK(flips[0].flip.to == State::up);
    CHECK(flips[0].flip.at == start + 13s);
    CHECK(flips[0].flip.down_since == start + 13s);
}

TEST_CASE("a ping that arrived before the deadline is never overtaken by it") {
    World world;
    const TaskId quick = world.task("quick", "5s", 5s);
    world.ping(quick);
    // A reactor has stamped a ping one millisecond before the deadline and has not handed it over.
    world.pass(9'999ms);
    Door& door = world.engine().inbox().add_door();
    door.open(world.clock);
    world.clock.advance(1s);
    world.engine().round();
    CHECK(world.flips(quick).size() == 1);
    door.close();
    world.engine().round();
    CHECK(world.flips(quick).size() == 2);
}

TEST_CASE("paused: pings are logged and answered, nobody is told, and the alarm is cleared") {
    World world;
    const TaskId hourly = world.task("hourly", "0 * * * *", 5min);
    world.until("01:06");
    CHECK(world.state(hourly) == "down");
    world.must(PauseTask{hourly});
    CHECK(world.state(hourly) == "paused");
    CHECK(world.ping(hourly) == PingOutcome::recorded);
    world.pass_quickly(4h);
    CHECK(world.letters().size() == 1);
    CHECK(world.log(hourly).size() == 1);
    world.must(ResumeTask{hourly});
    CHECK(world.state(hourly) == "up");
    world.pass_quickly(2h);
    CHECK(world.state(hourly) == "down");
}

TEST_CASE("disabling a business pauses its tasks, enabling it does not resume them") {
    World world;
    const TaskId hourly = world.task("hourly", "0 * * * *", 5min);
    EditBusiness edit{world.business, {}, false};
    world.must(edit);
    CHECK(world.state(hourly) == "paused");
    CHECK(world.submit(ResumeTask{hourly}).error().code == Code::conflict);
    const TaskId late_comer = world.task("late-comer", "0 * * * *", 5min);
    CHECK(world.state(late_comer) == "paused");
    edit.enabled = true;
    world.must(edit);
    CHECK(world.state(hourly) == "paused");
    world.must(ResumeTask{hourly});
    CHECK(world.state(hourly) == "new");
    world.pass_quickly(3h);
    CHECK(world.letters().size() == 1);
}

TEST_CASE("a disabled notifier is told nothing, and a second one is told as well") {
    World world;
    const TaskId quick = world.task("quick", "1m", 10s);
    const NotifierId second{
        world.must(AddNotifier{"wang", "wang@example.org", "13800000000", Language::zh})};
    world.must(Assign{world.business, second});
    world.must(EditNotifier{world.notifier, {}, {}, {}, {}, false});
    world.ping(quick);
    world.pass(75s);
    CHECK(world.letters() == Letters{"wang@example.org: [DOWN] quick (db)"});
}

TEST_CASE("an edit never alarms for the past") {
    World world;
    const TaskId hourly = world.task("hourly", "0 * * * *", 45min);
    world.ping(hourly);
    world.until("01:30");
    CHECK(world.state(hourly) == "late");
    EditTask edit{hourly, {}, {}, {}, 5min, {}, {}};
    world.must(edit);
    CHECK(world.state(hourly) == "up");
    world.pass(1min);
    CHECK(world.letters().empty());
    world.until("02:05");
    CHECK(world.state(hourly) == "down");
}

TEST_CASE("an unknown uuid is answered as unknown and leaves nothing behind") {
    World world;
    CHECK(world.ping(Uuid::random()) == PingOutcome::unknown);
}

TEST_CASE("a removed task is forgotten, its pings are unknown, and its name is free again") {
    World world;
    const TaskId task = world.task("nightly", "1h", 10min);
    const Uuid uuid = world.look(task).task.uuid;
    world.must(RemoveTask{task});
    CHECK(world.ping(uuid) == PingOutcome::unknown);
    world.pass_quickly(3h);
    CHECK(world.letters().empty());
    world.task("nightly", "1h", 10min);
}
