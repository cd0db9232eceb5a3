#include "engine/blindness.h"

#include "support/manual_clock.h"

#include <doctest/doctest.h>

using namespace cronmon;
using namespace std::chrono_literals;

TEST_CASE("time that passes as it should is nobody's absence") {
    ManualClock clock;
    Blindness blindness(clock);
    for (int i = 0; i < 100; ++i) {
        clock.advance(1s);
        CHECK(!blindness.look(clock.now()));
    }
    clock.step(1900ms);  // as a time daemon may
    CHECK(!blindness.look(clock.now()));
}

TEST_CASE("suspension, a clock set ahead or back, and a stall are told apart") {
    ManualClock clock;
    Blindness blindness(clock);
    const Instant last_good = clock.now();

    SUBCASE("suspension") {
        clock.suspend(1h);
        const auto absence = blindness.look(last_good);
        REQUIRE(absence);
        CHECK(absence->reason == "suspend");
        CHECK(absence->time.from == last_good);
        CHECK(absence->time.to == clock.now());
    }
    SUBCASE("set ahead") {
        clock.step(1h);
        REQUIRE(blindness.look(last_good));
    }
    SUBCASE("set back: from lies behind to") {
        clock.step(-1h);
        const auto absence = blindness.look(last_good);
        REQUIRE(absence);
        CHECK(absence->reason == "clock");
        CHECK(absence->time.from > absence->time.to);
    }
    SUBCASE("a stall") {
        clock.advance(6s);
        const auto absence = blindness.look(last_good);
        REQUIRE(absence);
        CHECK(absence->reason == "stall");
    }
    clock.advance(1s);
    CHECK(!blindness.look(clock.now()));
}
