// What a job says about its runs, as those who are told see it.
#include "support/world.h"

#include <doctest/doctest.h>

using namespace cronmon;
using namespace std::chrono_literals;

namespace {

struct SignalWorld : World {
    TaskId hourly = task("hourly", "0 * * * *", 10min);

    void edit(EditTask what) {
        what.id = hourly;
        must(what);
    }
};

const Uuid one{{1}};
const Uuid two{{2}};

}  // namespace

TEST_CASE_FIXTURE(SignalWorld, "a failure is told at once, and the next success brings it up") {
    ping(hourly);
    pass(1min);
    say(hourly, {.kind = PingKind::fail, .exit_status = 3}, "disk full");
    CHECK(state(hourly) == "down");
    CHECK(flips(hourly)[0].flip.reason == Reason::failed);
    pass(5s);
    CHECK(letters().size() == 1);
    CHECK(trap.letters().back().text.find("hourly has failed") != std::string::npos);
    CHECK(trap.letters().back().text.find("exit status 3") != std::string::npos);
    ping(hourly);
    pass(5s);
    CHECK(letters().size() == 2);
    CHECK(state(hourly) == "up");
}

TEST_CASE_FIXTURE(SignalWorld, "a run that does not end in time is told, dated at its limit") {
    EditTask edit_max;
    edit_max.max_run = 20min;
    edit(edit_max);
    until("00:59");
    say(hourly, {.kind = PingKind::start, .run = one});
    CHECK(look(hourly).standing.runs.all().size() == 1);
    until("01:18:59");
    CHECK(state(hourly) == "new");
    until("01:19:30");
    CHECK(state(hourly) == "down");
    CHECK(flips(hourly)[0].flip.reason == Reason::overran);
}

TEST_CASE_FIXTURE(SignalWorld, "overlapping runs are kept apart, and survive a crash") {
    say(hourly, {.kind = PingKind::start, .run = one});
    pass(1min);
    say(hourly, {.kind = PingKind::start, .run = two});
    crash_for(2s);
    CHECK(look(hourly).standing.runs.all().size() == 2);
    pass(1min);
    say(hourly, {.kind = PingKind::success, .run = one});
    CHECK(log(hourly)[0].duration == 2min + 2s);
    CHECK(look(hourly).standing.runs.all().size() == 1);
    say(hourly, {.kind = PingKind::success, .run = two});
    CHECK(log(hourly)[0].duration == 1min + 2s);
    CHECK(look(hourly).standing.last_duration == 1min + 2s);
    CHECK(look(hourly).standing.pings == 4);
}

TEST_CASE_FIXTURE(SignalWorld, "slots that pass while it is down or paused are on record") {
    until("01:00");
    ping(hourly);
    until("04:30");
    CHECK(state(hourly) == "down");
    ping(hourly);
    const auto missed = store().snapshot()->missed_slots(hourly, 10);
    REQUIRE(missed.size() == 2);
    CHECK(missed[0].why == MissedSlot::Why::missed);
    CHECK(missed[0].slot - missed[1].slot == 1h);
    must(PauseTask{hourly});
    pass(3h);
    must(ResumeTask{hourly});
    const auto paused = store().snapshot()->missed_slots(hourly, 3);
    for (const MissedSlot& slot : paused) CHECK(slot.why == MissedSlot::Why::paused);
}

TEST_CASE_FIXTURE(SignalWorld, "it takes as many failures and successes as was agreed") {
    EditTask thresholds;
    thresholds.alert_after = 2;
    thresholds.recover_after = 2;
    edit(thresholds);
    ping(hourly);
    say(hourly, {.kind = PingKind::fail});
    CHECK(state(hourly) == "up");
    say(hourly, {.kind = PingKind::fail});
    CHECK(state(hourly) == "down");
    ping(hourly);
    CHECK(state(hourly) == "down");
    ping(hourly);
    CHECK(state(hourly) == "up");
}

TEST_CASE_FIXTURE(SignalWorld,
                  "a ping of the check family wakes a paused task, unless it may not") {
    ping(hourly);
    must(PauseTask{hourly});
    ping(hourly);
    CHECK(state(hourly) == "paused");
    say(hourly, {.family = PingFamily::check});
    CHECK(state(hourly) == "up");

    Listening by_hand;
    by_hand.manual_resume = true;
    EditTask manual;
    manual.listening = by_hand;
    edit(manual);
    must(PauseTask{hourly});
    say(hourly, {.family = PingFamily::check});
    CHECK(state(hourly) == "paused");
    CHECK(log(hourly)[0].kind == PingKind::ignored);

    manual.listening = Listening{};
    edit(manual);
    must(EditBusiness{business, {}, false});
    say(hourly, {.family = PingFamily::check});
    CHECK(state(hourly) == "paused");
    crash_for(2s);
    CHECK(state(hourly) == "paused");
}

TEST_CASE_FIXTURE(SignalWorld, "words in a body say what a ping is") {
    EditTask filter;
    filter.listening = Listening{.by_body = true,
                                 .start_words = "begin",
                                 .success_words = "done, fertig",
                                 .failure_words = "错误"};
    edit(filter);
    say(hourly, {}, "xx 错误 done \xff");
    CHECK(log(hourly)[0].kind == PingKind::fail);
    say(hourly, {.kind = PingKind::fail}, "alles fertig");
    CHECK(log(hourly)[0].kind == PingKind::success);
    say(hourly, {}, "begin");
    CHECK(log(hourly)[0].kind == PingKind::start);
    say(hourly, {}, "Done");
    CHECK(log(hourly)[0].kind == PingKind::ignored);
    CHECK(state(hourly) == "up");
}

TEST_CASE_FIXTURE(SignalWorld, "late news takes a false down back, with a word to who was told") {
    until("01:00");
    ping(hourly);
    until("02:12");
    CHECK(state(hourly) == "down");
    const Instant ran = clock.now() - 10min;
    must(LatePing{.task = hourly, .kind = PingKind::success, .at = ran});
    CHECK(state(hourly) == "up");
    const Flip up = flips(hourly)[0].flip;
    CHECK(up.reason == Reason::late_news);
    CHECK(up.at == up.down_since);  // as if it had not been
    CHECK(store().snapshot()->missed_slots(hourly, 10).empty());
    CHECK(log(hourly)[0].wire.late);
    pass(5s);
    CHECK(letters().size() == 2);
    CHECK(trap.letters().back().text.find("did run") != std::string::npos);
    crash_for(1s);
    CHECK(state(hourly) == "up");
}

TEST_CASE_FIXTURE(SignalWorld, "several late runs come one after the other, and none alarms") {
    until("01:00");
    ping(hourly);
    until("03:15");
    const Instant now = clock.now();
    must(LatePing{.task = hourly, .at = now - 73min});
    CHECK(state(hourly) == "late");
    must(LatePing{.task = hourly, .at = now - 13min});
    pass(5min);
    CHECK(state(hourly) == "up");
    CHECK(letters().size() == 2);
}

TEST_CASE_FIXTURE(SignalWorld, "news older than the newest ping is history") {
    until("01:00");
    ping(hourly);
    const Standing before = look(hourly).standing;
    must(LatePing{.task = hourly, .kind = PingKind::fail, .at = clock.now() - 30min});
    CHECK(state(hourly) == "up");
    CHECK(look(hourly).standing.owed == before.owed);
    CHECK(log(hourly)[0].kind == PingKind::fail);
}

TEST_CASE_FIXTURE(SignalWorld, "a slug finds its task, two are told, and one may be made") {
    const auto by = [this](std::string_view key, std::string_view slug, Provision provision) {
        return say_by_slug(key, slug, provision);
    };
    CHECK(by("k", "hourly", Provision::refuse) == PingOutcome::unknown);
    must(RenewPingKey{business});
    const std::string key = store().snapshot()->business(business)->business.ping_key;
    EditTask slug;
    slug.slug = "the-hourly";
    edit(slug);
    CHECK(by(key, "the-hourly", Provision::refuse) == PingOutcome::recorded);
    CHECK(by(key, "backup", Provision::refuse) == PingOutcome::unknown);
    CHECK(by(key, "backup", Provision::create) == PingOutcome::created);
    CHECK(by(key, "backup", Provision::create) == PingOutcome::recorded);
    const auto made = store().snapshot()->tasks_with_slug(business, "backup");
    REQUIRE(made.size() == 1);
    CHECK(made[0].task.name == "backup");
    CHECK(look(made[0].task.id).standing.pings == 2);
    EditTask twin;
    twin.slug = "backup";
    edit(twin);
    CHECK(by(key, "backup", Provision::create) == PingOutcome::ambiguous);
    CHECK(by(key, "the-hourly", Provision::refuse) == PingOutcome::unknown);
    must(RemovePingKey{business});
    CHECK(by(key, "backup", Provision::create) == PingOutcome::unknown);
}

TEST_CASE_FIXTURE(SignalWorld, "failures outlive the log of their day, and are found behind it") {
    say(hourly, {.kind = PingKind::fail}, "first failure");
    ping(hourly);
    must(SaveSetting{"retention.task_log_days", "1"});
    pass_quickly(72h);
    ping(hourly);
    const auto rows = log(hourly);
    REQUIRE(rows.size() == 2);
    CHECK(rows[1].kind == PingKind::fail);
    CHECK(store().snapshot()->ping_body(hourly, rows[1].id) == "first failure");
}
