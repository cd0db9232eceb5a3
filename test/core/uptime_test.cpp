// How long a task was down in a month.
#include "core/uptime.h"

#include <doctest/doctest.h>

using namespace cronmon;
using namespace std::chrono_literals;

namespace {

const Instant start = from_ms(1'763'942'400'000);  // 2025-11-24T00:00:00Z

Flip flip(State from, State to, Millis after) {
    return {from, to, start + after, Reason::ping, {}, {}};
}

Standing standing(State state, Millis since) { return {state, start + since, {}, {}, {}, {}}; }

// Of [from, to) after the start, with the task made at the start and looked at a day later.
Uptime uptime(const Standing& standing, const std::vector<Flip>& flips, Millis from, Millis to) {
    return uptime_in(state_spans(standing, start, flips, start + 24h), {start + from, start + to});
}

}  // namespace

TEST_CASE("what is down counts as down, and nothing is watched before the first ping") {
    const std::vector flips{flip(State::fresh, State::up, 1h), flip(State::up, State::down, 3h),
                            flip(State::down, State::up, 4h)};
    const Uptime day = uptime(standing(State::up, 4h), flips, 0h, 24h);
    CHECK(day.watched == 23h);
    CHECK(day.down == 1h);
    CHECK(day.downs == 1);
    CHECK(*day.percent() == doctest::Approx(95.65));
}

TEST_CASE("what is down now counts until now, and not beyond") {
    const std::vector flips{flip(State::fresh, State::up, 1h), flip(State::up, State::down, 20h)};
    const Uptime all = uptime(standing(State::down, 20h), flips, 0h, 1000h);
    CHECK(all.down == 4h);
    CHECK(all.watched == 23h);
}

TEST_CASE("paused time is not watched") {
    const std::vector flips{flip(State::fresh, State::up, 0h), flip(State::up, State::down, 2h),
                            flip(State::down, State::paused, 3h),
                            flip(State::paused, State::up, 13h)};
    const Uptime day = uptime(standing(State::up, 13h), flips, 0h, 24h);
    CHECK(day.watched == 14h);
    CHECK(day.down == 1h);
}

TEST_CASE("a downtime over the border of a range counts on both sides, each with its part") {
    const std::vector flips{flip(State::fresh, State::up, 0h), flip(State::up, State::down, 2h),
                            flip(State::down, State::up, 8h)};
    const Uptime before = uptime(standing(State::up, 8h), flips, 0h, 5h);
    const Uptime after = uptime(standing(State::up, 8h), flips, 5h, 10h);
    CHECK(before.down == 3h);
    CHECK(after.down == 3h);
    CHECK(before.downs == 1);
    CHECK(after.downs == 1);
    CHECK(uptime(standing(State::up, 8h), flips, 8h, 10h).downs == 0);
}

TEST_CASE("there is no percentage of nothing, and a hundred is never down") {
    CHECK_FALSE(uptime(standing(State::fresh, 0h), {}, 0h, 24h).percent().has_value());
    CHECK_FALSE(uptime(standing(State::up, 0h), {}, 100h, 200h).percent().has_value());
    CHECK(*uptime(standing(State::up, 0h), {}, 0h, 24h).percent() == 100.0);
    const std::vector flips{flip(State::fresh, State::up, 0h), flip(State::up, State::down, 2h),
                            flip(State::down, State::up, 2h + 1ms)};
    CHECK(*uptime(standing(State::up, 3h), flips, 0h, 24h).percent() == 99.99);
}

TEST_CASE("without flips a task has stood as it does since it does, and was not watched before") {
    const Uptime day = uptime(standing(State::up, 4h), {}, 0h, 24h);
    CHECK(day.watched == 20h);
    CHECK(uptime(standing(State::paused, 4h), {}, 0h, 24h).watched == 0h);
}

TEST_CASE("flips that a clock set back has put out of order count once") {
    const std::vector flips{flip(State::fresh, State::up, 5h), flip(State::up, State::down, 3h),
                            flip(State::down, State::up, 6h)};
    const Uptime day = uptime(standing(State::up, 6h), flips, 0h, 24h);
    CHECK(day.watched == 19h);
    CHECK(day.down == 1h);
}

TEST_CASE("a month is that of the zone's clock, also when the clock is moved in it") {
    using namespace std::chrono;
    const Zone shanghai = *Zone::find("Asia/Shanghai");
    const Instant late = start + days{6} + 20h;  // 2025-11-30T20:00Z
    CHECK(month_at(Zone(), late) == 2025y / November);
    CHECK(month_at(shanghai, late) == 2025y / December);
    const TimeRange december = month_range(shanghai, 2025y / December);
    CHECK(december.from == start + days{6} + 16h);
    CHECK(december.to - december.from == days{31});
    const TimeRange march = month_range(*Zone::find("Europe/Berlin"), 2026y / March);
    CHECK(march.to - march.from == days{31} - 1h);
}
