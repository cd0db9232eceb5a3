// How many pings came in the last minute.
#include "engine/ping_rate.h"

#include <doctest/doctest.h>

using namespace cronmon;
using namespace std::chrono_literals;

TEST_CASE("pings of the last sixty seconds count, older ones do not") {
    PingRate rate;
    CHECK(rate.last_minute(1'000s) == 0);
    rate.add(1'000s, 5);
    rate.add(1'000s + 999ms, 2);
    rate.add(1'030s, 1);
    CHECK(rate.last_minute(1'030s) == 8);
    CHECK(rate.last_minute(1'059s) == 8);
    CHECK(rate.last_minute(1'060s) == 1);
    CHECK(rate.last_minute(1'090s) == 0);
}

TEST_CASE("a second that comes round to the place of an older one begins at nothing") {
    PingRate rate;
    rate.add(10s, 5);
    rate.add(74s, 3);
    CHECK(rate.last_minute(74s) == 3);
    for (int second = 100; second < 400; ++second) rate.add(second * 1s, 2);
    CHECK(rate.last_minute(399s) == 120);
}
