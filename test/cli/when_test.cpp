#include "cli/when.h"

#include <doctest/doctest.h>

using namespace cronmon;

TEST_CASE("how long ago, and how long until") {
    const Instant now = from_ms(1'795'395'600'000);
    const auto at = [&](std::chrono::seconds away) { return from_now(now + away, now); };
    using namespace std::chrono_literals;
    CHECK(at(0s) == "now");
    CHECK(at(-1s) == "1 s ago");
    CHECK(at(119s) == "in 119 s");
    CHECK(at(120s) == "in 2 min");
    CHECK(at(-119min) == "119 min ago");
    CHECK(at(-2h) == "2 h ago");
    CHECK(at(47h) == "in 47 h");
    CHECK(at(-48h) == "2 d ago");
    CHECK(at(-87600h) == "3650 d ago");
    CHECK(from_now(std::nullopt, now) == "-");
}

TEST_CASE("a moment on the wall of its zone") {
    const Instant at = from_ms(1'795'395'600'999);
    CHECK(local_time(at, "Asia/Shanghai") == "2026-11-23 09:00:00 +08:00");
    CHECK(local_time(at, "America/New_York") == "2026-11-22 20:00:00 -05:00");
    CHECK(local_time(at, "UTC") == "2026-11-23 01:00:00 +00:00");
    CHECK(local_time(at, "No/Where") == "2026-11-23 01:00:00 +00:00");
    CHECK(local_time(std::nullopt, "UTC") == "-");
    CHECK(local_time_from_now(std::nullopt, "UTC", at) == "");
}
