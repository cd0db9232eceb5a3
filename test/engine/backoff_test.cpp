#include "engine/backoff.h"

#include <doctest/doctest.h>

using namespace cronmon;

namespace {
constexpr Instant owed{Millis{1'000'000'000}};
constexpr double middle = 0.5;
}  // namespace

TEST_CASE("tries come soon at first, then every half hour") {
    struct Row {
        int attempts;
        std::int64_t seconds;
    };
    const Row rows[] = {{1, 10},  {2, 20},   {3, 40},   {4, 80},    {5, 160},          {6, 320},
                        {7, 640}, {8, 1280}, {9, 1800}, {10, 1800}, {1'000'000, 1800}, {0, 10}};
    for (const Row& row : rows) {
        CAPTURE(row.attempts);
        CHECK(next_try(row.attempts, owed, owed, middle) ==
              owed + std::chrono::seconds{row.seconds});
    }
}

TEST_CASE("jitter moves a try by a fifth at most") {
    CHECK(next_try(1, owed, owed, 0.0) == owed + Millis{8'000});
    CHECK(next_try(1, owed, owed, 1.0) == owed + Millis{12'000});
}

TEST_CASE("the last try is a day after the first one was due, then it is over") {
    const Instant end = owed + std::chrono::hours{24};
    CHECK(next_try(50, owed, end - std::chrono::minutes{10}, middle) == end);
    CHECK(next_try(51, owed, end - Millis{1}, middle) == end);
    CHECK(!next_try(52, owed, end, middle));
    CHECK(!next_try(1, owed, end + std::chrono::hours{100}, middle));
}

TEST_CASE("a clock that was set back only delays the end") {
    const Instant past = owed - std::chrono::hours{1000};
    CHECK(next_try(1, owed, past, middle) == past + Millis{10'000});
}
