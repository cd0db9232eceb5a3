// Pings are counted exactly, whatever happens between two commits.
#include "support/world.h"

#include <doctest/doctest.h>

#include <functional>
#include <stdexcept>

using namespace cronmon;
using namespace std::chrono_literals;

namespace {

// The pings of a business on all days, as the first page shows them.
std::int64_t counted(World& world, BusinessId business) {
    std::int64_t pings = 0;
    for (const DayCount& day : world.store().snapshot()->ping_counts(Visible{{business}}, 0))
        pings += day.pings;
    return pings;
}

// So much happens in a life that a crash can come between any two commits of it. What was answered
// with OK is counted here too.
struct Life {
    World world;
    BusinessId web{world.must(AddBusiness{"web"})};
    TaskId stays = world.task("stays", "1h", 10min);
    TaskId moves = world.task("moves", "1h", 10min);
    TaskId goes = world.task("goes", "1h", 10min);
    std::int64_t of_db = 0;
    std::int64_t of_web = 0;

    // Counted for the business that the task belongs to.
    void ping(TaskId task) {
        const BusinessId business = world.look(task).task.business;
        if (world.ping(task) == PingOutcome::recorded) ++(business == web ? of_web : of_db);
    }
    // Each step is followed by some seconds, in which signs of life and standings are saved.
    std::vector<std::function<void()>> steps() {
        EditTask move{.id = moves,
                      .business = web,
                      .name = {},
                      .schedule = {},
                      .grace = {},
                      .tolerance = {},
                      .quiet_until_first_ping = {}};
        const auto seconds = [this](Millis time) { return [this, time] { world.pass(time); }; };
        return {[this] { ping(stays); },
                [this] { ping(moves); },
                seconds(2s),
                [this] { ping(goes); },
                [this] { ping(goes); },
                [this, move] { world.must(move); },
                [this] { ping(moves); },
                seconds(3s),
                [this] { ping(stays); },
                [this] { world.must(RemoveTask{goes}); },
                seconds(6s),
                [this] { ping(moves); },
                [this] { world.stop_for(2s); },
                [this] { ping(moves); },
                [this] { ping(stays); },
                seconds(1s)};
    }
};

}  // namespace

TEST_CASE("a life without an accident counts every ping") {
    Life life;
    for (const auto& step : life.steps()) step();
    life.world.pass(6s);
    CHECK(life.of_db == 6);
    CHECK(life.of_web == 3);
    CHECK(counted(life.world, life.world.business) == life.of_db);
    CHECK(counted(life.world, life.web) == life.of_web);
}

TEST_CASE("a crash at any moment counts every ping that was answered, once, where it belonged") {
    const std::size_t moments = Life().steps().size();
    for (std::size_t crash = 0; crash < moments; ++crash) {
        CAPTURE(crash);
        Life life;
        const auto steps = life.steps();
        for (std::size_t i = 0; i < moments; ++i) {
            if (i == crash) life.world.crash_for(1s);
            steps[i]();
        }
        life.world.crash_for(1s);
        life.world.pass(6s);
        CHECK(counted(life.world, life.world.business) == life.of_db);
        CHECK(counted(life.world, life.web) == life.of_web);
    }
}

TEST_CASE("the power fails after any commit: every ping that was answered is counted, once") {
    int commits = 0;
    {
        Life life;
        const int before = life.world.store().commits();
        for (const auto& step : life.steps()) step();
        commits = life.world.store().commits() + before;  // more than there were before the stop
    }
    for (int good = 0; good < commits; ++good) {
        CAPTURE(good);
        Life life;
        life.world.store().break_down_after(good);
        for (const auto& step : life.steps()) {
            try {
                step();
            } catch (const std::invalid_argument&) {  // it was refused: the disk failed
            }
            if (life.world.store().is_broken()) life.world.crash_for(1s);
        }
        life.world.pass(6s);
        CHECK(counted(life.world, life.world.business) == life.of_db);
        CHECK(counted(life.world, life.web) == life.of_web);
    }
}

TEST_CASE("crash upon crash, with hardly a second between them, counts nothing twice") {
    Life life;
    for (const auto& step : life.steps()) {
        step();
        life.world.crash_for(300ms);
        life.world.crash_for(300ms);
    }
    life.world.pass(6s);
    CHECK(counted(life.world, life.world.business) == life.of_db);
    CHECK(counted(life.world, life.web) == life.of_web);
}

TEST_CASE("a disk that fails and then the power: what was refused is not counted, the rest is") {
    for (int good_commits = 0; good_commits < 6; ++good_commits) {
        CAPTURE(good_commits);
        Life life;
        for (int i = 0; i < good_commits; ++i) {
            life.ping(life.stays);
            life.world.pass(1s);
        }
        life.world.store().break_down();
        CHECK(life.world.ping(life.stays) == PingOutcome::failed);
        life.world.pass(7s);
        if (good_commits % 2 == 0) life.world.store().mend();
        if (good_commits % 2 == 0) life.world.pass(1s);
        life.world.crash_for(1s);
        life.ping(life.stays);
        life.world.pass(6s);
        CHECK(counted(life.world, life.world.business) == life.of_db);
    }
}

TEST_CASE("pings around midnight are counted on the day of their row, also after a crash") {
    World world;
    const TaskId task = world.task("nightly", "1h", 10min);
    world.until("23:59:59");
    world.ping(task);
    world.pass(2s);
    world.ping(task);
    world.ping(task);
    world.crash_for(1s);
    world.pass(6s);
    const auto days = world.store().snapshot()->ping_counts({}, 0);
    REQUIRE(days.size() == 2);
    CHECK(days[0].pings == 1);
    CHECK(days[1].pings == 2);
    CHECK(days[1].day == day_of(world.clock.now()));
}

TEST_CASE("a business that is removed takes its counts along, and a later one begins with none") {
    World world;
    const TaskId task = world.task("nightly", "1h", 10min);
    world.ping(task);
    world.pass(6s);
    world.ping(task);
    world.must(RemoveBusiness{world.business});
    world.crash_for(1s);
    world.pass(6s);
    CHECK(counted(world, world.business) == 0);
    const BusinessId next{world.must(AddBusiness{"next"})};
    world.crash_for(1s);
    world.pass(6s);
    CHECK(counted(world, next) == 0);
}
