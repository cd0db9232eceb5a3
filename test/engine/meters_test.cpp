// Counted when it is true.
#include "engine/meters.h"

#include <doctest/doctest.h>

using namespace cronmon;
using namespace std::chrono_literals;

TEST_CASE("a length lies below the first bound that it does not exceed") {
    constexpr Histogram::Micros bounds[] = {1ms, 10ms};
    Histogram histogram(bounds);
    for (const Histogram::Micros length : {0us, 1000us, 1001us, 10'000us, 11'000us, 5'000'000us})
        histogram.observe(length);
    CHECK(histogram.count(0) == 2);
    CHECK(histogram.count(1) == 2);
    CHECK(histogram.count(2) == 2);
    CHECK(histogram.sum() == 5'023'001us);
}

TEST_CASE("what a round heard counts when it is committed, and not before") {
    Meters meters;
    meters.begin();
    meters.heard(PingKind::fail);
    meters.judged(20ms);
    CHECK(meters.pings(PingKind::fail) == 0);
    meters.begin();  // the disk was full
    meters.heard(PingKind::fail);
    meters.heard(PingKind::start);
    meters.committed(3ms);
    CHECK(meters.pings(PingKind::fail) == 1);
    CHECK(meters.pings(PingKind::start) == 1);
    CHECK(meters.commits().sum() == 3ms);
    CHECK(meters.lags().sum() == 0ms);
    meters.answered(PingOutcome::recorded);
    CHECK(meters.answers(PingOutcome::recorded) == 1);
}
