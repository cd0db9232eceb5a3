// Starts, failures, durations and thresholds: what a job says about its runs.
#include "base/time_text.h"
#include "core/verdict.h"

#include <doctest/doctest.h>

using namespace cronmon;
using namespace std::chrono_literals;

namespace {

Instant at(std::string_view time) {
    return *parse_instant("at",
                          "2026-11-23T" + std::string(time) + (time.size() == 5 ? ":00Z" : "Z"));
}

Terms hourly(Millis grace = 10min) {
    return {*Schedule::cron("0 * * * *", *Zone::find("UTC")), grace, {}, false};
}

const Uuid one{{1}};
const Uuid two{{2}};

// A task and what happens to it, told in order.
struct Story {
    Terms terms = hourly();
    Standing standing = on_add(terms, at("09:30"));
    Verdict last{standing, std::nullopt};

    const Verdict& say(PingKind kind, std::string_view time, std::optional<Uuid> run = {},
                       bool wakes = false) {
        return take(on_signal(terms, standing, {kind, at(time), run, wakes}));
    }
    const Verdict& succeed(std::string_view time, std::optional<Uuid> run = {}) {
        return say(PingKind::success, time, run);
    }
    const Verdict& fail(std::string_view time, std::optional<Uuid> run = {}) {
        return say(PingKind::fail, time, run);
    }
    const Verdict& start(std::string_view time, std::optional<Uuid> run = {}) {
        return say(PingKind::start, time, run);
    }
    const Verdict& look(std::string_view time) {
        return take(on_deadline(terms, standing, at(time)));
    }
    const Verdict& take(Verdict verdict) {
        last = std::move(verdict);
        standing = last.standing;
        return last;
    }
    bool went_down(Reason reason, std::string_view time) const {
        return last.flip && last.flip->to == State::down && last.flip->reason == reason &&
               last.flip->at == at(time);
    }
};

}  // namespace

TEST_CASE_FIXTURE(Story, "a run has the length between its start and its end") {
    start("10:00");
    CHECK(standing.state == State::fresh);
    CHECK(!last.flip);
    CHECK(succeed("10:04").duration == 4min);
    CHECK(standing.state == State::up);
    CHECK(standing.runs.empty());
    CHECK(!succeed("11:04").duration);
}

TEST_CASE_FIXTURE(Story, "a failure is down at once, and the next success up") {
    succeed("10:00");
    fail("11:00");
    CHECK(went_down(Reason::failed, "11:00"));
    CHECK(!last.flip->slot);
    CHECK(!next_look(standing));
    CHECK(!fail("11:05").flip);
    succeed("11:10");
    REQUIRE(last.flip);
    CHECK(last.flip->down_since == at("11:00"));
    CHECK(standing.owed == at("12:00"));
}

TEST_CASE_FIXTURE(Story, "a start without an end is down when the grace is over") {
    succeed("10:00");
    start("10:30");
    CHECK(next_look(standing) == at("10:40"));
    CHECK(!look("10:39:59").flip);
    look("15:00");
    CHECK(went_down(Reason::overran, "10:40"));
    CHECK(standing.runs.empty());
}

TEST_CASE_FIXTURE(Story, "a limit of its own gives a run its time, beyond the grace of the slot") {
    terms.runs.max_run = 2h;
    succeed("10:00");
    start("11:02");
    CHECK(next_look(standing) == at("13:02"));
    CHECK(standing_word(standing, at("11:30")) == "up");
    CHECK(succeed("12:45").duration == 103min);
    CHECK(standing.owed == at("13:00"));
    start("13:01");
    look("15:01");
    CHECK(went_down(Reason::overran, "15:01"));
}

TEST_CASE_FIXTURE(Story, "an edit takes no time from a run that has begun in time") {
    terms.runs.max_run = 2h;
    succeed("10:00");
    start("11:02");
    standing = on_edit(terms, terms, standing, at("11:05"));
    CHECK(next_look(standing) == at("13:02"));
    Terms shorter = terms;
    shorter.runs.max_run = 1h;
    standing = on_edit(terms, shorter, standing, at("11:06"));
    CHECK(next_look(standing) == at("12:02"));
}

TEST_CASE_FIXTURE(Story, "a start that comes too early answers no slot") {
    terms.runs.max_run = 30min;
    succeed("10:00");
    start("10:20");
    succeed("10:25");
    CHECK(standing.owed == at("11:00"));
    CHECK(standing.deadline == at("11:10"));
}

TEST_CASE_FIXTURE(Story, "runs with ids of their own overlap and are kept apart") {
    succeed("10:00");
    start("10:01", one);
    start("10:05", two);
    CHECK(succeed("10:07", two).duration == 2min);
    CHECK(next_look(standing) == at("10:11"));
    CHECK(succeed("10:09", one).duration == 8min);
    start("10:10", one);
    CHECK(!succeed("10:12", two).duration);
    CHECK(look("10:20").flip->reason == Reason::overran);
}

TEST_CASE_FIXTURE(Story,
                  "an end that names no run, and a failure of another, end all that are open") {
    start("10:01", one);
    CHECK(!succeed("10:02").duration);
    CHECK(standing.runs.empty());
    start("10:03", one);
    CHECK(!fail("10:04", two).duration);
    CHECK(standing.runs.empty());
}

TEST_CASE_FIXTURE(Story, "a run that takes suspiciously little has failed") {
    terms.runs.min_run = 1min;
    succeed("10:00");
    start("11:00");
    succeed("11:00:59");
    CHECK(went_down(Reason::too_fast, "11:00:59"));
    CHECK(last.duration == 59s);
    start("11:05");
    CHECK(succeed("11:06").flip->to == State::up);
}

TEST_CASE_FIXTURE(Story, "enough failures in a row, missed slots among them, and it is down") {
    terms.runs.alert_after = 3;
    succeed("10:00");
    CHECK(!fail("11:00").flip);
    CHECK(!look("12:10").flip);
    CHECK(last.missed == std::vector{MissedSlot{at("12:00")}});
    CHECK(standing.owed == at("13:00"));
    look("13:10");
    CHECK(went_down(Reason::missed, "13:10"));
    CHECK(last.flip->slot == at("13:00"));
}

TEST_CASE_FIXTURE(Story, "a success between failures begins the count anew") {
    terms.runs.alert_after = 2;
    fail("10:00");
    CHECK(standing.state == State::fresh);
    succeed("11:00");
    CHECK(!fail("12:00").flip);
    CHECK(fail("13:00").flip);
}

TEST_CASE_FIXTURE(Story, "enough successes in a row, and it is up again") {
    terms.runs.recover_after = 2;
    fail("10:00");
    CHECK(!succeed("11:00").flip);
    CHECK(!next_look(standing));
    CHECK(!fail("12:00").flip);
    CHECK(!succeed("13:00").flip);
    CHECK(succeed("14:00").flip->to == State::up);
    CHECK(standing.owed == at("15:00"));
}

TEST_CASE_FIXTURE(Story,
                  "while paused a signal is remembered, and only one that wakes changes anything") {
    succeed("10:00");
    take(on_pause(standing, at("10:10")));
    start("10:20");
    CHECK(standing.runs.empty());
    fail("10:25");
    CHECK(standing.state == State::paused);
    CHECK(standing.last_ping == at("10:25"));
    CHECK(!next_look(standing));
    say(PingKind::start, "10:30", {}, true);
    CHECK(standing.state == State::paused);
    CHECK(next_look(standing) == at("10:40"));
    CHECK(say(PingKind::success, "10:35", {}, true).flip->to == State::up);
}

TEST_CASE_FIXTURE(Story, "one failure of several that it takes wakes a paused task, too") {
    terms.runs.alert_after = 2;
    succeed("10:00");
    take(on_pause(standing, at("10:10")));
    const Verdict& woken = say(PingKind::fail, "10:30", {}, true);
    REQUIRE(woken.flip);
    CHECK(woken.flip->to == State::up);
    CHECK(standing.failures == 1);
    CHECK(next_look(standing) == at("11:10"));
    CHECK(look("11:10").flip->reason == Reason::missed);
}

TEST_CASE_FIXTURE(Story, "a note changes nothing") {
    Standing counted = standing;
    counted.pings = 2;
    say(PingKind::log, "10:00");
    CHECK(say(PingKind::ignored, "10:01").standing == counted);
}

TEST_CASE_FIXTURE(Story, "a run whose end may have been lost while nobody listened is not blamed") {
    succeed("10:00");
    start("10:20");
    take(on_blind(terms, standing, {at("10:25"), at("10:27")}));
    CHECK(standing.runs.empty());
    CHECK(next_look(standing) == at("11:10"));
    start("10:30");
    take(on_blind(terms, standing, {at("10:39:30"), at("10:40:05")}));
    CHECK(next_look(standing) == at("10:41:05"));
}

TEST_CASE("a clock that steps back makes no duration negative") {
    const Terms terms = hourly();
    Standing standing =
        on_signal(terms, on_add(terms, at("09:30")), {PingKind::start, at("10:00"), one}).standing;
    CHECK(on_signal(terms, standing, {PingKind::success, at("09:59"), one}).duration == 0ms);
}
