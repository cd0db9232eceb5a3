#include "store/store_world.h"

#include <map>

using namespace cronmon;

TEST_CASE("rows of a log from elsewhere may come in any order") {
    StoreWorld world;
    world.business(1, "payroll");
    world.task(1, "nightly");
    world.task(2, "hourly");
    const auto id = [](int day, int ms) {
        return first_ping_id(monday + one_day * day + Millis{ms});
    };
    const auto row = [&](std::int64_t task, int day, int ms, PingId previous = {}) {
        return StoreWorld::a_ping(id(day, ms), task, monday + one_day * day + Millis{ms}, previous);
    };
    world.commit([&](Batch& batch) {
        for (const int day : {0, 1}) batch.open_bucket(day_of(monday) + day);
        CHECK(batch.add_if_free(row(1, 1, 5)));
        CHECK(batch.add_if_free(row(1, 0, 9, id(1, 5))));  // a wrong link
        CHECK(batch.add_if_free(row(2, 0, 7)));
        CHECK(batch.add_if_free(row(1, 0, 3)));
        CHECK_FALSE(batch.add_if_free(row(2, 0, 3)));  // the id is taken
        std::map<TaskId, PingId> newest;
        for (const int day : {0, 1}) batch.chain_bucket(day_of(monday) + day, newest);
        CHECK(newest == std::map<TaskId, PingId>{{TaskId{1}, id(1, 5)}, {TaskId{2}, id(0, 7)}});
        for (const auto& [task, ping] : newest) batch.save(task, Standing{}, ping);
    });
    CHECK(ids_of(world.now()->pings(TaskId{1}, PingId{}, 10)) ==
          std::vector<PingId>{id(1, 5), id(0, 9), id(0, 3)});
    CHECK(ids_of(world.now()->pings(TaskId{2}, PingId{}, 10)) == std::vector<PingId>{id(0, 7)});
}

TEST_CASE("a long day is chained piece by piece") {
    StoreWorld world;
    world.business(1, "payroll");
    world.task(1, "nightly");
    constexpr int rows = 25'000;  // more than are looked at together
    world.commit([&](Batch& batch) {
        batch.open_bucket(day_of(monday));
        for (int i = rows; i > 0; --i)
            batch.add_if_free(
                StoreWorld::a_ping(first_ping_id(monday + Millis{i}), 1, monday + Millis{i}));
        std::map<TaskId, PingId> newest;
        batch.chain_bucket(day_of(monday), newest);
        batch.save(TaskId{1}, Standing{}, newest.at(TaskId{1}));
    });
    CHECK(world.now()->pings(TaskId{1}, PingId{}, rows + 1).size() == rows);
}

TEST_CASE("a request of the original's API from elsewhere is counted once") {
    StoreWorld world;
    ApiRequestRow row;
    row.id = static_cast<std::int64_t>(first_ping_id(monday));
    row.at = monday;
    row.endpoint = "/api/v1.0/tasks";
    world.commit([&](Batch& batch) {
        CHECK(batch.add_if_free(row));
        CHECK_FALSE(batch.add_if_free(row));
    });
    CHECK(world.now()->api_requests(10).size() == 1);
    CHECK(world.now()->api_request_counts(0).at(0).requests == 1);
}
