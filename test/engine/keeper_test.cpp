#include "engine/keeper.h"

#include "store/ping_id.h"
#include "support/manual_clock.h"

#include <doctest/doctest.h>

using namespace cronmon;
using namespace std::chrono_literals;

TEST_CASE("today's and tomorrow's buckets are made ahead") {
    ManualClock clock;
    const std::int64_t today = day_of(clock.now());
    Keeper keeper;
    CHECK(keeper.missing(clock.now()) == std::vector{today, today + 1});
    keeper.opened(today + 1);
    keeper.opened(today);
    CHECK(keeper.missing(clock.now()).empty());
    clock.advance(24h);
    CHECK(keeper.missing(clock.now()) == std::vector{today + 2});
}

TEST_CASE("a bucket is outlived when all of its day is older than what is kept") {
    ManualClock clock;
    const std::int64_t today = day_of(clock.now());
    Keeper keeper;
    keeper.load({today - 31, today - 32, today});
    CHECK(keeper.outlived(clock.now(), 31) == today - 32);
    keeper.dropped(today - 32);
    CHECK(!keeper.outlived(clock.now(), 31));
    CHECK(keeper.outlived(clock.now(), 30) == today - 31);
}

TEST_CASE("an id tells the day in whose bucket its row lies, also when the clock went back") {
    ManualClock clock;
    PingId newest{};
    for (int i = 0; i < 5000; ++i) {
        const PingId id = next_ping_id(newest, clock.now());
        CHECK(id > newest);
        CHECK(day_of(id) == day_of(clock.now()));
        newest = id;
    }
    clock.step(-1h);
    CHECK(next_ping_id(newest, clock.now()) > newest);
}
