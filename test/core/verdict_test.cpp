#include "core/verdict.h"

#include "base/time_text.h"

#include <doctest/doctest.h>

#include <random>

using namespace cronmon;
using namespace std::chrono_literals;

namespace {

Instant at(std::string_view text) { return *parse_instant("at", text); }

// A day on which nothing happens to any clock: `day("10:05")`.
Instant day(const std::string& time) {
    return at("2026-11-23T" + time + (time.size() == 5 ? ":00Z" : "Z"));
}

Terms cron(std::string_view line, Millis grace, std::optional<Millis> tolerance = {}) {
    return {*Schedule::cron(line, *Zone::find("UTC")), grace, tolerance, false};
}

Terms every(Millis period, Millis grace) { return {*Schedule::every(period), grace, {}, false}; }

Standing pinged(const Terms& terms, const Standing& standing, Instant when) {
    return on_ping(terms, standing, when).standing;
}

const Terms hourly = cron("0 * * * *", 5min);

std::optional<Instant> first_excused(const Verdict& verdict) {
    if (verdict.missed.empty()) return std::nullopt;
    CHECK(verdict.missed.front().why == MissedSlot::Why::blind);
    return verdict.missed.front().slot;
}

}  // namespace

TEST_CASE("a ping shortly before its slot answers it: hourly, grace 5 minutes, ping 09:58") {
    const Standing added = on_add(hourly, day("09:30"));
    CHECK(added.owed == day("10:00"));
    CHECK(added.deadline == day("10:05"));
    const Standing standing = pinged(hourly, added, day("09:58"));
    CHECK(standing.state == State::up);
    CHECK(standing.owed == day("11:00"));
    CHECK(standing.deadline == day("11:05"));
    CHECK(standing.offset == -2min);
}

TEST_CASE("the default tolerance is the smaller of grace and a quarter of the gap") {
    const Terms busy = cron("*/5 * * * *", 12min);
    CHECK(tolerance_at(busy, day("10:04")) == 75s);
    const Standing standing = pinged(busy, on_add(busy, day("09:56")), day("10:04"));
    CHECK(standing.owed == day("10:10"));  // it answered 10:00 and 10:05
    CHECK(tolerance_at(hourly, day("10:04")) == 5min);
    CHECK(tolerance_at(cron("0 * * * *", 5min, Millis{0}), day("10:04")) == 0ms);
    CHECK(tolerance_at(every(5s, 5s), day("10:04")) == 0ms);
}

TEST_CASE("the reach of the tolerance is inclusive to the millisecond") {
    CHECK(pinged(hourly, on_add(hourly, day("09:30")), day("09:55")).owed == day("11:00"));
    CHECK(pinged(hourly, on_add(hourly, day("09:30")), day("09:55") - 1ms).owed == day("10:00"));
}

TEST_CASE("without tolerance a ping one millisecond early answers nothing") {
    const Terms strict = cron("0 * * * *", 5min, Millis{0});
    CHECK(pinged(strict, on_add(strict, day("09:30")), day("10:00") - 1ms).owed == day("10:00"));
    CHECK(pinged(strict, on_add(strict, day("09:30")), day("10:00")).owed == day("11:00"));
}

TEST_CASE("an interval runs from the ping: every 5 s, grace 5 s, down 10 s after it") {
    const Terms quick = every(5s, 5s);
    const Standing standing = pinged(quick, on_add(quick, day("10:00")), day("10:00:03"));
    CHECK(standing.deadline == day("10:00:13"));
    CHECK(!on_deadline(quick, standing, day("10:00:13") - 1ms).flip);
    CHECK(on_deadline(quick, standing, day("10:00:13")).flip);
}

TEST_CASE("a task is down at its deadline, and dated there however late it is noticed") {
    const Standing standing = pinged(hourly, on_add(hourly, day("09:30")), day("10:00"));
    const Verdict verdict = on_deadline(hourly, standing, day("15:00"));
    REQUIRE(verdict.flip);
    CHECK(verdict.flip->from == State::up);
    CHECK(verdict.flip->to == State::down);
    CHECK(verdict.flip->at == day("11:05"));
    CHECK(verdict.flip->slot == day("11:00"));
    CHECK(verdict.standing.since == day("11:05"));
    CHECK(!verdict.standing.deadline);
    CHECK(!on_deadline(hourly, verdict.standing, day("16:00")).flip);  // once
}

TEST_CASE("the ping after a Down brings it up and tells since when it was down") {
    const Standing down =
        on_deadline(hourly, pinged(hourly, on_add(hourly, day("09:30")), day("10:00")),
                    day("11:05"))
            .standing;
    const Verdict verdict = on_ping(hourly, down, day("11:20"));
    REQUIRE(verdict.flip);
    CHECK(verdict.flip->from == State::down);
    CHECK(verdict.flip->to == State::up);
    CHECK(verdict.flip->at == day("11:20"));
    CHECK(verdict.flip->down_since == day("11:05"));
    CHECK(verdict.standing.owed == day("12:00"));
}

TEST_CASE("late is what an owed slot in its grace looks like, and is not stored") {
    const Standing standing = pinged(hourly, on_add(hourly, day("09:30")), day("10:00"));
    CHECK(standing_word(standing, day("10:59")) == "up");
    CHECK(standing_word(standing, day("11:00")) == "late");
    CHECK(standing_word(standing, day("11:04:59")) == "late");
    CHECK(standing.state == State::up);
}

TEST_CASE("a task that was never pinged stays new, owes the first slot and goes down") {
    const Standing standing = on_add(hourly, day("10:00"));
    CHECK(standing.state == State::fresh);
    CHECK(standing.owed == day("11:00"));
    const Verdict verdict = on_deadline(hourly, standing, day("11:05"));
    REQUIRE(verdict.flip);
    CHECK(verdict.flip->from == State::fresh);
    CHECK(on_add(every(1h, 5min), day("10:00")).owed == day("11:00"));
}

TEST_CASE("quiet until the first ping owes nothing before it") {
    Terms quiet = hourly;
    quiet.quiet_until_first_ping = true;
    const Standing standing = on_add(quiet, day("10:00"));
    CHECK(!standing.owed);
    CHECK(!on_deadline(quiet, standing, day("23:00")).flip);
    CHECK(pinged(quiet, standing, day("12:10")).owed == day("13:00"));
}

TEST_CASE("pause clears what is owed and the alarm; a ping while paused changes no state") {
    const Standing down = on_deadline(hourly, on_add(hourly, day("09:30")), day("10:05")).standing;
    const Verdict paused = on_pause(down, day("10:10"));
    REQUIRE(paused.flip);
    CHECK(paused.standing.state == State::paused);
    CHECK(!paused.standing.owed);
    CHECK(!paused.standing.deadline);
    CHECK(!on_pause(paused.standing, day("10:11")).flip);
    const Verdict pinged_while = on_ping(hourly, paused.standing, day("10:20"));
    CHECK(!pinged_while.flip);
    CHECK(pinged_while.standing.state == State::paused);
    CHECK(pinged_while.standing.last_ping == day("10:20"));
    CHECK(!on_deadline(hourly, pinged_while.standing, day("23:00")).flip);
}

TEST_CASE("resume owes the first slot from now on; up if ever pinged, else new") {
    const Standing never = on_pause(on_add(hourly, day("09:30")), day("09:40")).standing;
    const Standing fresh = on_resume(hourly, never, day("12:10")).standing;
    CHECK(fresh.state == State::fresh);
    CHECK(fresh.owed == day("13:00"));
    const Standing once = pinged(hourly, never, day("11:00"));
    const Verdict resumed = on_resume(hourly, once, day("12:10"));
    REQUIRE(resumed.flip);
    CHECK(resumed.standing.state == State::up);
    CHECK(resumed.standing.owed == day("13:00"));
    CHECK(!on_resume(hourly, resumed.standing, day("12:20")).flip);
    const Terms interval = every(1h, 5min);
    CHECK(on_resume(interval, once, day("12:10")).standing.owed == day("13:10"));
}

TEST_CASE("an edit recomputes at once and never alarms for the past") {
    const Standing standing = pinged(hourly, on_add(hourly, day("09:30")), day("10:00"));

    SUBCASE("a longer grace keeps the owed slot and moves its deadline") {
        const Standing edited = on_edit(hourly, cron("0 * * * *", 30min), standing, day("11:02"));
        CHECK(edited.owed == day("11:00"));
        CHECK(edited.deadline == day("11:30"));
    }
    SUBCASE("a grace shortened into the past owes the next slot instead") {
        const Standing late = on_edit(hourly, cron("0 * * * *", 30min), standing, day("10:30"));
        const Standing edited = on_edit(cron("0 * * * *", 30min), hourly, late, day("11:20"));
        CHECK(edited.owed == day("12:00"));
    }
    SUBCASE("a denser schedule owes its first slot after now") {
        const Standing edited = on_edit(hourly, cron("*/5 * * * *", 30min), standing, day("10:42"));
        CHECK(edited.owed == day("10:45"));
        CHECK(edited.deadline == day("11:15"));
    }
    SUBCASE("a slot that an early ping has answered stays answered") {
        const Standing early = pinged(hourly, standing, day("10:58"));
        CHECK(early.owed == day("12:00"));
        CHECK(on_edit(hourly, cron("0 * * * 1-7", 5min), early, day("10:59")).owed == day("12:00"));
    }
    SUBCASE("an interval goes on from the last ping, but not into the past") {
        const Standing edited = on_edit(hourly, every(10min, 1min), standing, day("10:42"));
        CHECK(edited.owed == day("10:50"));
    }
    SUBCASE("a task that is down stays down") {
        const Standing down = on_deadline(hourly, standing, day("11:05")).standing;
        CHECK(on_edit(hourly, every(10min, 1min), down, day("11:10")) == down);
    }
    SUBCASE("a paused task owes nothing after it") {
        const Standing paused = on_pause(standing, day("10:10")).standing;
        CHECK(on_edit(hourly, every(10min, 1min), paused, day("10:20")) == paused);
    }
}

TEST_CASE("blind over a slot: it is excused, and the first one after is owed") {
    const Standing standing = pinged(hourly, on_add(hourly, day("00:30")), day("01:00:02"));
    const Verdict verdict = on_blind(hourly, standing, {day("01:58"), day("02:08")});
    CHECK(first_excused(verdict) == day("02:00"));
    CHECK(!verdict.flip);
    CHECK(verdict.standing.owed == day("03:00"));
    CHECK(verdict.standing.deadline == day("03:05"));
}

TEST_CASE("a five-second restart never hides a daily job with six hours of grace") {
    const Terms daily = cron("0 2 * * *", 6h);
    const Standing standing =
        pinged(daily, on_add(daily, at("2026-11-21T12:00:00Z")), at("2026-11-22T02:00:00Z"));
    for (Instant start = day("01:59:50"); start < day("08:00:05"); start += 1s) {
        const Verdict verdict = on_blind(daily, standing, {start, start + 5s});
        CHECK(!first_excused(verdict));
        CHECK(verdict.standing.owed == day("02:00"));
        CHECK(*verdict.standing.deadline <= day("08:01:05"));
    }
    const Standing never = on_add(daily, at("2026-11-22T12:00:00Z"));
    CHECK(!first_excused(on_blind(daily, never, {day("01:59:58"), day("02:00:03")})));
}

TEST_CASE("blind at the moment at which the task usually pings excuses its slot") {
    const Terms daily = cron("0 2 * * *", 6h);
    // It usually takes until 02:40.
    const Standing standing =
        pinged(daily, on_add(daily, at("2026-11-21T12:00:00Z")), at("2026-11-22T02:40:00Z"));
    CHECK(standing.offset == 40min);
    CHECK(first_excused(on_blind(daily, standing, {day("02:38"), day("02:42")})) == day("02:00"));
    CHECK(!first_excused(on_blind(daily, standing, {day("02:00"), day("02:04")})));
    CHECK(!first_excused(on_blind(daily, standing, {day("02:39:30"), day("02:40:30")})));
    // A tenth of the window, wherever it lies.
    CHECK(first_excused(on_blind(daily, standing, {day("05:00"), day("05:36")})) == day("02:00"));
    CHECK(!first_excused(on_blind(daily, standing, {day("05:00"), day("05:35:59")})));
}

TEST_CASE("a slot that is not excused keeps its deadline, but not before a minute after the end") {
    const Terms daily = cron("0 2 * * *", 6h);
    const Standing standing =
        pinged(daily, on_add(daily, at("2026-11-21T12:00:00Z")), at("2026-11-22T02:00:00Z"));
    CHECK(on_blind(daily, standing, {day("07:55"), day("08:10")}).standing.deadline ==
          day("08:11"));
    CHECK(on_blind(daily, standing, {day("04:00"), day("04:10")}).standing.deadline ==
          day("08:00"));
}

TEST_CASE("blind before the slot of an early bird excuses the slot it would have answered") {
    const Standing early = pinged(hourly, on_add(hourly, day("08:30")), day("08:58"));
    CHECK(early.owed == day("10:00"));
    const Verdict verdict = on_blind(hourly, early, {day("09:56"), day("09:59:30")});
    CHECK(first_excused(verdict) == day("10:00"));
    CHECK(verdict.standing.owed == day("11:00"));
}

TEST_CASE("an interval owes the first slot of its grid after the return") {
    const Terms interval = every(1h, 5min);
    const Standing standing = pinged(interval, on_add(interval, day("00:00")), day("01:50"));
    const Verdict verdict = on_blind(interval, standing, {day("02:40"), day("03:10")});
    CHECK(first_excused(verdict) == day("02:50"));
    CHECK(verdict.standing.owed == day("03:50"));
}

TEST_CASE("frequent restarts cannot silence a task") {
    struct Case {
        Terms terms;
        Millis between;
        Millis blind;
        Millis most;  // until it must be down
    };
    const Case cases[] = {
        {every(5s, 5s), 30s, 1s, 1min},
        {every(1h, 5min), 30min, 5s, 1h + 20min},
        {cron("*/5 * * * *", 1min), 2min, 3s, 15min},
        {cron("0 * * * *", 30min), 10s, 2s, 1h + 35min},
    };
    for (const Case& c : cases) {
        Standing standing = pinged(c.terms, on_add(c.terms, day("01:00")), day("01:00:01"));
        Instant now = day("01:00:01");
        while (standing.state == State::up && now < day("23:00")) {
            now += c.between;
            if (standing.deadline && *standing.deadline <= now) {
                standing = on_deadline(c.terms, standing, now).standing;
                break;
            }
            standing = on_blind(c.terms, standing, {now, now + c.blind}).standing;
            now += c.blind;
        }
        CAPTURE(c.terms.schedule.text());
        CHECK(standing.state == State::down);
        CHECK(standing.since <= day("01:00:01") + c.most);
    }
}

TEST_CASE("times that a wrong clock pushed ahead come back with it") {
    const Standing standing = pinged(hourly, on_add(hourly, day("00:30")), day("01:00"));
    const Instant wrong = at("2027-06-01T00:30:00Z");
    const Standing ahead = on_blind(hourly, standing, {day("01:30"), wrong}).standing;
    CHECK(ahead.owed == at("2027-06-01T01:00:00Z"));
    CHECK(on_clock_set_back(hourly, ahead, day("01:31")).owed == day("02:00"));
    // A slot that was answered before the clock went back a little is not asked for again.
    const Standing done = pinged(hourly, standing, day("02:00"));
    CHECK(on_clock_set_back(hourly, done, day("01:58")).owed == day("03:00"));
}

TEST_CASE("whatever happens, a deadline is later than the ping before it") {
    std::mt19937_64 random(7);
    const Terms all[] = {hourly,           cron("*/5 * * * *", 12min), every(5s, 5s),
                         every(90min, 1h), cron("30 2 * * *", 1s),     cron("0 0 1 * *", 3h, 2h)};
    for (const Terms& terms : all) {
        Standing standing = on_add(terms, day("00:00"));
        Instant now = day("00:00");
        for (int i = 0; i < 2000; ++i) {
            now += Millis{static_cast<std::int64_t>(random() % 5'000'000) + 1};
            switch (random() % 6) {
                case 0: standing = on_pause(standing, now).standing; break;
                case 1: standing = on_resume(terms, standing, now).standing; break;
                case 2: standing = on_deadline(terms, standing, now).standing; break;
                case 3: standing = on_blind(terms, standing, {now - 30s, now}).standing; break;
                default: standing = pinged(terms, standing, now);
            }
            if (standing.deadline && standing.last_ping)
                REQUIRE(*standing.deadline > *standing.last_ping);
            if (standing.deadline) REQUIRE(*standing.deadline >= *standing.owed + terms.grace);
            if (standing.state == State::down || standing.state == State::paused)
                REQUIRE(!standing.deadline);
        }
    }
}
