#include "engine/deadlines.h"

#include <doctest/doctest.h>

#include <map>
#include <random>

using namespace cronmon;

TEST_CASE("the earliest deadline is in front, and stays until it is set anew") {
    Deadlines deadlines;
    deadlines.set(3, from_ms(300));
    deadlines.set(1, from_ms(100));
    deadlines.set(2, from_ms(200));
    CHECK(deadlines.next() == from_ms(100));
    CHECK(!deadlines.due(from_ms(99)));
    CHECK(deadlines.due(from_ms(100)) == 1u);
    CHECK(deadlines.due(from_ms(100)) == 1u);
    deadlines.set(1, from_ms(400));
    CHECK(deadlines.due(from_ms(1000)) == 2u);
    deadlines.set(2, std::nullopt);
    deadlines.set(2, std::nullopt);
    CHECK(deadlines.due(from_ms(1000)) == 3u);
    CHECK(deadlines.size() == 2);
}

TEST_CASE("a hundred thousand random moves agree with an ordered map") {
    Deadlines deadlines;
    std::map<Seat, Instant> expected;
    std::mt19937_64 random(1);
    for (int i = 0; i < 100'000; ++i) {
        const Seat seat = static_cast<Seat>(random() % 300);
        if (random() % 4 == 0) {
            deadlines.set(seat, std::nullopt);
            expected.erase(seat);
        } else {
            const Instant at = from_ms(static_cast<std::int64_t>(random() % 100'000));
            deadlines.set(seat, at);
            expected[seat] = at;
        }
        std::optional<Instant> earliest;
        for (const auto& [_, at] : expected)
            if (!earliest || at < *earliest) earliest = at;
        REQUIRE(deadlines.next() == earliest);
        REQUIRE(deadlines.size() == expected.size());
    }
}
