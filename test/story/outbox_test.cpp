// Nothing owed is forgotten.
#include "support/world.h"

#include <doctest/doctest.h>

using namespace cronmon;
using namespace std::chrono_literals;

TEST_CASE("letters that the mail server does not take now arrive later") {
    World world;
    const TaskId quick = world.task("quick", "1m", 10s);
    world.ping(quick);
    world.trap.go_down("421 try again later");
    world.pass(2min);
    CHECK(world.letters().empty());
    REQUIRE(world.alerts().size() == 1);
    CHECK(world.alerts()[0].status == AlertStatus::owed);
    CHECK(world.alerts()[0].error.find("421") != std::string::npos);
    world.trap.come_back();
    world.pass(2min);
    CHECK(world.letters().size() == 1);
    CHECK(world.alerts()[0].status == AlertStatus::sent);
    CHECK(world.alerts()[0].attempts >= 2);
}

TEST_CASE("a crash between the flip and the letter forgets nothing") {
    World world;
    const TaskId quick = world.task("quick", "1m", 10s);
    world.ping(quick);
    world.trap.go_down("connection refused");
    world.pass(75s);
    world.crash_for(3s);
    world.trap.come_back();
    world.pass(1min);
    CHECK(world.letters() == Letters{"ops@example.org: [DOWN] quick (db)"});
    world.crash_for(3s);
    world.pass(1min);
    CHECK(world.letters().size() == 1);
}

TEST_CASE("a refused recipient holds up nobody else, and is not tried again") {
    World world;
    const TaskId quick = world.task("quick", "1m", 10s);
    const NotifierId second{world.must(AddNotifier{"wang", "wang@example.org", {}, Language::zh})};
    world.must(Assign{world.business, second});
    world.trap.refuse("ops@example.org", "550 no such user");
    world.ping(quick);
    world.pass(75s);
    CHECK(world.letters() == Letters{"wang@example.org: [DOWN] quick (db)"});
    const std::size_t tries = world.trap.tries();
    world.pass_quickly(2h);
    CHECK(world.trap.tries() == tries);
    for (const AlertView& alert : world.alerts())
        CHECK(alert.status ==
              (alert.recipient == "ops@example.org" ? AlertStatus::failed : AlertStatus::sent));
}

TEST_CASE("after a day of trying an alert is given up, with the last refusal kept") {
    World world;
    const TaskId quick = world.task("quick", "1m", 10s);
    world.ping(quick);
    world.trap.go_down("451 greylisted");
    world.pass_quickly(25h);
    REQUIRE(world.alerts().size() == 1);
    CHECK(world.alerts()[0].status == AlertStatus::failed);
    CHECK(world.alerts()[0].error.find("451") != std::string::npos);
}

TEST_CASE("a failing disk does not turn one alarm into many letters") {
    World world;
    const TaskId quick = world.task("quick", "1m", 10s);
    world.ping(quick);
    world.pass(69s);
    world.clock.advance(1s);
    world.engine().round();  // the flip is on disk, the letter not sent yet
    world.store().break_down();
    world.pass(2min);
    world.store().mend();
    world.pass(2min);
    CHECK(world.letters().size() == 1);
    CHECK(world.alerts()[0].status == AlertStatus::sent);
}

TEST_CASE("a burst of alarms is delivered to the last, and its outcomes share their commits") {
    World world;
    for (int i = 0; i < 300; ++i) world.task("task-" + std::to_string(i), "1m", 10s);
    world.pass(69s);
    const int before = world.store().commits();
    world.pass(11s);
    CHECK(world.letters().size() == 300);
    for (const AlertView& alert : world.alerts()) REQUIRE(alert.status == AlertStatus::sent);
    CHECK(world.store().commits() - before < 40);
}

TEST_CASE("changes that arrive together are judged one after the other") {
    World world;
    std::vector<Code> refused;
    std::vector<std::int64_t> done;
    const auto receipt = [&](const Result<Done>& result) {
        if (result) done.push_back(result->id);
        else refused.push_back(result.error().code);
    };
    Engine& engine = world.engine();
    engine.submit(AddBusiness{"twin"}, receipt);
    engine.submit(AddBusiness{"twin"}, receipt);
    engine.submit(AddBusiness{"x"}, receipt);
    engine.submit(AddBusiness{"other"}, receipt);
    engine.round();
    CHECK(done.size() == 2);
    CHECK(refused == std::vector{Code::conflict, Code::invalid});
}

TEST_CASE("a task that is removed and paused in the same moment is gone") {
    World world;
    const TaskId task = world.task("nightly", "1h", 10min);
    std::vector<bool> done;
    const auto receipt = [&](const Result<Done>& result) { done.push_back(bool(result)); };
    world.engine().submit(RemoveTask{task}, receipt);
    world.engine().submit(PauseTask{task}, receipt);
    world.engine().round();
    CHECK(done == std::vector{true, false});
    CHECK(world.engine().health().tasks == 0);
}
