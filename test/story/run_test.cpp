// How long a run may take, how many of them make a difference, and which slots had none: what
// those who are told see of it.
#include "support/world.h"

#include <doctest/doctest.h>

using namespace cronmon;
using namespace std::chrono_literals;

namespace {

struct RunWorld : World {
    TaskId hourly = task("hourly", "0 * * * *", 10min);

    void agree(RunRules rules) {
        EditTask edit;
        edit.id = hourly;
        edit.max_run = rules.max_run;
        edit.min_run = rules.min_run;
        edit.alert_after = rules.alert_after;
        edit.recover_after = rules.recover_after;
        must(edit);
    }
    void say_kind(PingKind kind, std::optional<Uuid> run = {}) {
        PingBatch::Ping ping{.kind = kind};
        if (run) ping.run = *run;
        ping.has_run = run.has_value();
        say(hourly, ping);
    }
    void start(std::optional<Uuid> run = {}) { say_kind(PingKind::start, run); }
    void succeed(std::optional<Uuid> run = {}) { say_kind(PingKind::success, run); }
    void fail(std::optional<Uuid> run = {}) { say_kind(PingKind::fail, run); }
    std::vector<MissedSlot> missed() { return store().snapshot()->missed_slots(hourly, 100); }
    std::string last_text() { return trap.letters().back().text; }
};

const Uuid one{{1}};
const Uuid two{{2}};

}  // namespace

TEST_CASE_FIXTURE(RunWorld, "without a limit of its own a run has the grace to end in") {
    until("01:00");
    succeed();
    until("01:30");
    start();
    until("01:39:58");
    CHECK(state(hourly) == "up");
    until("01:40:05");
    CHECK(state(hourly) == "down");
    CHECK(flips(hourly)[0].flip.reason == Reason::overran);
    pass(5s);
    CHECK(letters().size() == 1);
    succeed();  // it comes after all
    CHECK(state(hourly) == "up");
    CHECK(!log(hourly)[0].duration);  // its run had been given up
}

TEST_CASE_FIXTURE(RunWorld, "a start in time is as good as a run, as long as it may take") {
    agree({.max_run = 2h});
    until("01:05");
    start(one);
    until("01:30");  // the slot's grace is over
    CHECK(state(hourly) == "new");
    until("02:50");
    succeed(one);
    CHECK(state(hourly) == "up");
    CHECK(log(hourly)[0].duration == 105min);
    CHECK(missed().empty());
}

TEST_CASE_FIXTURE(RunWorld, "a run that takes suspiciously little is told as such") {
    agree({.min_run = 1min});
    until("01:00");
    start();
    pass(20s);
    succeed();
    CHECK(state(hourly) == "down");
    CHECK(flips(hourly)[0].flip.reason == Reason::too_fast);
    pass(5s);
    REQUIRE(letters().size() == 1);
    CHECK(last_text().find("20") != std::string::npos);
    until("02:00");
    start();
    pass(1min);
    succeed();
    CHECK(state(hourly) == "up");
}

TEST_CASE_FIXTURE(RunWorld, "missed slots and failures count together, and are told once") {
    agree({.alert_after = 3});
    until("01:00");
    succeed();
    until("02:30");
    CHECK(state(hourly) == "up");
    CHECK(missed().size() == 1);  // a fact, though nobody is told yet
    until("03:00");
    fail();
    CHECK(state(hourly) == "up");
    until("04:10:02");
    CHECK(state(hourly) == "down");
    CHECK(flips(hourly)[0].flip.reason == Reason::missed);
    pass(3h);
    CHECK(letters().size() == 1);
}

TEST_CASE_FIXTURE(RunWorld, "while it recovers it is down, and nothing is owed") {
    agree({.recover_after = 2});
    until("01:00");
    fail();
    until("02:00");
    succeed();
    CHECK(state(hourly) == "down");
    until("03:30");  // a slot that is missed in between is no new alarm
    CHECK(letters().size() == 1);
    fail();  // and a failure begins anew
    until("04:00");
    succeed();
    CHECK(state(hourly) == "down");
    until("05:00");
    succeed();
    CHECK(state(hourly) == "up");
    pass(5s);
    CHECK(letters().size() == 2);
}

TEST_CASE_FIXTURE(RunWorld, "of two runs that overlap each has its own end and its own deadline") {
    agree({.max_run = 30min});
    until("01:00");
    start(one);
    until("01:20");
    start(two);
    until("01:25");
    succeed(two);
    CHECK(log(hourly)[0].duration == 5min);
    CHECK(state(hourly) == "up");
    until("01:30:05");
    CHECK(state(hourly) == "down");
    CHECK(flips(hourly)[0].flip.at == clock.now() - 5s);
    succeed(two);  // a second end is no end
    CHECK(!log(hourly)[0].duration);
}

TEST_CASE_FIXTURE(RunWorld, "a failure ends whatever is open") {
    until("01:00");
    start(one);
    fail();
    CHECK(state(hourly) == "down");
    CHECK(look(hourly).standing.runs.empty());
    CHECK(!log(hourly)[0].duration);
}

TEST_CASE_FIXTURE(RunWorld, "a slot without a run is on record with what kept it") {
    until("01:00");
    succeed();
    until("02:15");
    CHECK(missed() == std::vector{MissedSlot{clock.now() - 15min}});
    until("02:30");
    succeed();
    until("02:50");
    stop_for(20min);  // over 03:00
    until("03:30");
    REQUIRE(missed().size() == 2);
    CHECK(missed()[0] == MissedSlot{clock.now() - 30min, MissedSlot::Why::blind});
    must(PauseTask{hourly});
    until("04:30");
    must(ResumeTask{hourly});
    REQUIRE(missed().size() == 3);
    CHECK(missed()[0] == MissedSlot{clock.now() - 30min, MissedSlot::Why::paused});
}

TEST_CASE_FIXTURE(RunWorld,
                  "a run that is open when an edit comes gets the time that is agreed now") {
    until("01:00");
    start();
    agree({.max_run = 1h});
    until("01:50");
    CHECK(state(hourly) == "new");
    succeed();
    CHECK(state(hourly) == "up");
    CHECK(log(hourly)[0].duration == 50min);
}

TEST_CASE_FIXTURE(RunWorld, "a paused task that is started by a waking ping has to end") {
    succeed();
    must(PauseTask{hourly});
    say(hourly, {.kind = PingKind::start, .family = PingFamily::check});
    CHECK(state(hourly) == "paused");
    pass(10min + 2s);
    CHECK(state(hourly) == "down");
    CHECK(flips(hourly)[0].flip.reason == Reason::overran);
}

TEST_CASE_FIXTURE(RunWorld, "one failure of several that it takes wakes a paused task, too") {
    agree({.alert_after = 2});
    succeed();
    must(PauseTask{hourly});
    say(hourly, {.kind = PingKind::fail, .family = PingFamily::check});
    CHECK(state(hourly) == "up");
    fail();
    CHECK(state(hourly) == "down");
}
