#include "engine/roster.h"

#include <doctest/doctest.h>

#include <map>
#include <random>

using namespace cronmon;
using namespace std::chrono_literals;

namespace {

Watch watch(std::int64_t id) {
    Watch watch{TaskId{id},
                BusinessId{1},
                Uuid::random(),
                Terms{*Schedule::every(5min), 1min, {}, false},
                {}};
    return watch;
}

}  // namespace

TEST_CASE("strangers have no seat") {
    Roster roster;
    CHECK(roster.find(TaskId{1}) == no_seat);
    CHECK(roster.find(Uuid::random()) == no_seat);
}

TEST_CASE("tasks come and go by the thousand and are always found where they sit") {
    Roster roster;
    std::map<std::int64_t, Uuid> here;
    std::mt19937_64 random(3);
    for (std::int64_t i = 1; i < 20'000; ++i) {
        if (random() % 3 == 0 && !here.empty()) {
            const auto gone = here.lower_bound(static_cast<std::int64_t>(random() % 20'000));
            if (gone == here.end()) continue;
            roster.remove(roster.find(TaskId{gone->first}));
            CHECK(roster.find(gone->second) == no_seat);
            here.erase(gone);
        } else {
            const Watch added = watch(i);
            here[i] = added.uuid;
            roster.add(added);
        }
    }
    CHECK(roster.size() == here.size());
    for (const auto& [id, uuid] : here) {
        const Seat seat = roster.find(uuid);
        REQUIRE(seat != no_seat);
        REQUIRE(roster.find(TaskId{id}) == seat);
        REQUIRE(roster[seat].id == TaskId{id});
    }
}

TEST_CASE("UUIDs that differ in one bit only are still told apart quickly") {
    Roster roster;
    Uuid uuid = Uuid::random();
    for (std::int64_t i = 1; i <= 5000; ++i) {
        uuid.bytes[0] = static_cast<std::uint8_t>(i);
        uuid.bytes[1] = static_cast<std::uint8_t>(i >> 8);
        Watch added = watch(i);
        added.uuid = uuid;
        roster.add(added);
    }
    CHECK(roster.size() == 5000);
    CHECK(roster[roster.find(uuid)].id == TaskId{5000});
}

TEST_CASE("a free seat is taken again, and its old deadline is forgotten") {
    Roster roster;
    Watch first = watch(1);
    first.standing.deadline = from_ms(50);
    const Seat seat = roster.add(first);
    roster.remove(seat);
    CHECK(!roster.deadlines().next());
    CHECK(roster.add(watch(2)) == seat);
    CHECK(!roster.deadlines().next());
}
