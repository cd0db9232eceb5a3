// What a job had said in time and what comes late, as those who are told see it.
#include "support/world.h"

#include <doctest/doctest.h>

using namespace cronmon;
using namespace std::chrono_literals;

namespace {

struct LateWorld : World {
    TaskId hourly = task("hourly", "0 * * * *", 10min);

    void tell(PingKind kind, Millis ago, std::optional<Uuid> run = {}) {
        must(LatePing{.task = hourly, .kind = kind, .at = clock.now() - ago, .run = run});
        pass(5s);
    }
    std::vector<MissedSlot> missed() { return store().snapshot()->missed_slots(hourly, 100); }
};

const Uuid one{{1}};

}  // namespace

TEST_CASE_FIXTURE(LateWorld, "a false down is taken back, and those who were told are told") {
    until("01:00");
    ping(hourly);
    until("02:15");
    CHECK(letters() == Letters{"ops@example.org: [DOWN] hourly (db)"});
    CHECK(missed().size() == 1);
    tell(PingKind::success, 14min);
    CHECK(state(hourly) == "up");
    CHECK(missed().empty());
    REQUIRE(letters().size() == 2);
    CHECK(letters()[1].find("hourly") != std::string::npos);
    CHECK(trap.letters()[1].text.find("did run") != std::string::npos);
}

TEST_CASE_FIXTURE(LateWorld, "nobody who was told nothing hears of it") {
    until("01:00");
    ping(hourly);
    until("02:05");
    tell(PingKind::success, 4min);
    CHECK(state(hourly) == "up");
    pass(10min);
    CHECK(letters().empty());
}

TEST_CASE_FIXTURE(LateWorld, "a failure that comes late is an alarm, dated when it was") {
    until("01:00");
    ping(hourly);
    until("01:40");
    const Instant failed = clock.now() - 20min;
    tell(PingKind::fail, 20min);
    CHECK(state(hourly) == "down");
    CHECK(flips(hourly)[0].flip.at == failed);
    CHECK(flips(hourly)[0].flip.reason == Reason::failed);
    CHECK(letters().size() == 1);
}

TEST_CASE_FIXTURE(LateWorld,
                  "the start and the end of a run may both come late, with its duration") {
    until("01:00");
    ping(hourly);
    until("02:30");
    tell(PingKind::start, 29min, one);
    tell(PingKind::success, 20min + 5s, one);
    CHECK(log(hourly)[0].duration == 9min);
    CHECK(state(hourly) == "up");
}

TEST_CASE_FIXTURE(LateWorld,
                  "what a newer ping has overtaken changes no state, but fills its slot") {
    until("01:00");
    ping(hourly);
    until("03:00");
    CHECK(state(hourly) == "down");
    ping(hourly);
    CHECK(state(hourly) == "up");
    CHECK(missed().size() == 1);
    const std::size_t told = letters().size();
    tell(PingKind::success, 58min);
    CHECK(missed().empty());
    CHECK(state(hourly) == "up");
    CHECK(letters().size() <= told + 1);  // the letter of the ping itself
    tell(PingKind::fail, 57min);
    CHECK(state(hourly) == "up");
}

TEST_CASE_FIXTURE(LateWorld, "what is late does not wake a paused task") {
    ping(hourly);
    pass(1min);
    must(PauseTask{hourly});
    pass(1min);
    tell(PingKind::success, 30s);
    tell(PingKind::fail, 20s);
    CHECK(state(hourly) == "paused");
    CHECK(log(hourly).size() == 3);
}

TEST_CASE_FIXTURE(LateWorld, "one of two successes that it takes leaves it down") {
    EditTask edit;
    edit.id = hourly;
    edit.recover_after = 2;
    must(edit);
    until("01:00");
    ping(hourly);
    until("03:30");
    CHECK(state(hourly) == "down");
    tell(PingKind::success, 89min);
    CHECK(state(hourly) == "down");
    tell(PingKind::success, 29min);
    CHECK(state(hourly) == "up");
}

TEST_CASE_FIXTURE(LateWorld, "late news survive a crash like any other") {
    until("01:00");
    ping(hourly);
    until("02:15");
    tell(PingKind::success, 14min);
    crash_for(2s);
    CHECK(state(hourly) == "up");
    CHECK(log(hourly)[0].wire.late);
    CHECK(flips(hourly)[0].flip.reason == Reason::late_news);
}
