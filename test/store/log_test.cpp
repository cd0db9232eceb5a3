#include "store/store_world.h"

#include <algorithm>
#include <random>

using namespace cronmon;

namespace {

struct LogWorld : StoreWorld {
    LogWorld() {
        business(1, "backup");
        task(1, "nightly");
        task(2, "weekly");
    }

    std::vector<PingId> replayed(PingId after) {
        std::vector<PingId> ids;
        store->for_each_ping_after(after, [&](const LoggedPing& ping) { ids.push_back(ping.id); });
        return ids;
    }
    bool shrink(Instant at, std::int64_t rows) {
        bool gone = false;
        commit([&](Batch& batch) { gone = batch.shrink_bucket(day_of(at), rows, Failures::drop); });
        return gone;
    }
};

std::vector<PingId> newest_first(std::vector<PingId> ids) {
    std::reverse(ids.begin(), ids.end());
    return ids;
}

}  // namespace

TEST_CASE_FIXTURE(LogWorld, "a row of the log comes back as it was written") {
    const PingId id = first_ping_id(monday);
    commit([&](Batch& batch) {
        batch.open_bucket(day_of(monday));
        PingRow row = a_ping(id, 1, monday);
        row.kind = PingKind::fail;
        row.method = "POST";
        row.client_ip = "2001:db8::1";
        row.user_agent = "wget/1.21 \xc3\xa9";
        row.body = "disk full";
        row.exit_status = -3;
        row.duration = Millis{90'061};
        row.previous = PingId{5};
        batch.add(row);
        batch.save(TaskId{1}, Standing{}, id);
    });
    reopen();
    const auto rows = now()->pings(TaskId{1}, PingId{}, 10);
    REQUIRE(rows.size() == 1);
    CHECK_EQ(rows[0].id, id);
    CHECK_EQ(rows[0].at, monday);
    CHECK_EQ(rows[0].kind, PingKind::fail);
    CHECK_EQ(rows[0].method, "POST");
    CHECK_EQ(rows[0].client_ip, "2001:db8::1");
    CHECK_EQ(rows[0].user_agent, "wget/1.21 \xc3\xa9");
    CHECK_EQ(rows[0].exit_status, -3);
    CHECK_EQ(rows[0].duration, Millis{90'061});
    CHECK_EQ(rows[0].body_bytes, 9);
    CHECK_EQ(rows[0].previous, PingId{5});
}

TEST_CASE_FIXTURE(LogWorld, "what a ping did not say stays unsaid") {
    const auto ids = chain(1, {monday});
    const auto rows = now()->pings(TaskId{1}, PingId{}, 1);
    REQUIRE(rows.size() == 1);
    CHECK_FALSE(rows[0].exit_status);
    CHECK_FALSE(rows[0].duration);
    CHECK_EQ(rows[0].body_bytes, 0);
    CHECK_EQ(now()->ping_body(TaskId{1}, ids[0]), "");
}

TEST_CASE_FIXTURE(LogWorld, "bodies of any bytes come back equal") {
    std::mt19937 random(7);
    std::vector<std::string> bodies;
    std::vector<PingId> ids;
    commit([&](Batch& batch) {
        batch.open_bucket(day_of(monday));
        for (int i = 0; i < 100; ++i) {
            std::string body(1 + random() % 20'000, '\0');
            std::generate(body.begin(), body.end(), [&] { return static_cast<char>(random()); });
            body[0] = i % 2 == 0 ? '\0' : '\xff';
            PingRow row =
                a_ping(next_ping_id(ids.empty() ? PingId{} : ids.back(), monday), 1, monday);
            row.body = body;
            batch.add(row);
            ids.push_back(row.id);
            bodies.push_back(std::move(body));
        }
    });
    const auto snapshot = now();
    for (std::size_t i = 0; i < bodies.size(); ++i) {
        REQUIRE(snapshot->ping_body(TaskId{1}, ids[i]).has_value());
        CHECK((snapshot->ping_body(TaskId{1}, ids[i]) == bodies[i]));
    }
}

TEST_CASE_FIXTURE(LogWorld, "a body is shown only for its own task and only while it is there") {
    const auto ids = chain(1, {monday});
    CHECK(now()->ping_body(TaskId{1}, ids[0]).has_value());
    CHECK_FALSE(now()->ping_body(TaskId{2}, ids[0]).has_value());
    CHECK_FALSE(now()->ping_body(TaskId{1}, PingId{raw(ids[0]) + 1}).has_value());
    CHECK_FALSE(now()->ping_body(TaskId{1}, first_ping_id(monday + 9 * one_day)).has_value());
    CHECK_FALSE(now()->ping_body(TaskId{1}, PingId{}).has_value());
}

TEST_CASE_FIXTURE(LogWorld, "a task's pings are found across days, newest first") {
    const auto ids = chain(1, {monday, monday + Millis{5}, monday + one_day, monday + 3 * one_day});
    chain(2, {monday + 3 * one_day + Millis{9}});
    CHECK_EQ(ids_of(now()->pings(TaskId{1}, PingId{}, 10)), newest_first(ids));
    CHECK_EQ(ids_of(now()->pings(TaskId{1}, PingId{}, 2)), std::vector{ids[3], ids[2]});
}

TEST_CASE_FIXTURE(LogWorld, "the next page begins below the row where the last one ended") {
    const auto ids = chain(1, {monday, monday + Millis{5}, monday + one_day, monday + 3 * one_day});
    CHECK_EQ(ids_of(now()->pings(TaskId{1}, ids[2], 10)), std::vector{ids[1], ids[0]});
    CHECK_EQ(ids_of(now()->pings(TaskId{1}, ids[2], 1)), std::vector{ids[1]});
    CHECK(now()->pings(TaskId{1}, ids[0], 10).empty());
}

TEST_CASE_FIXTURE(LogWorld, "a page may begin below a moment at which the task did not ping") {
    const auto ids = chain(1, {monday, monday + one_day, monday + 3 * one_day});
    const PingId between = first_ping_id(monday + 2 * one_day);
    CHECK_EQ(ids_of(now()->pings(TaskId{1}, between, 10)), std::vector{ids[1], ids[0]});
    CHECK(now()->pings(TaskId{1}, first_ping_id(monday), 10).empty());
}

TEST_CASE_FIXTURE(LogWorld, "a task without pings, and a task that is none, have no rows") {
    CHECK(now()->pings(TaskId{1}, PingId{}, 10).empty());
    CHECK(now()->pings(TaskId{77}, PingId{}, 10).empty());
}

TEST_CASE_FIXTURE(LogWorld, "a dropped day ends the chain") {
    const auto ids = chain(1, {monday, monday + one_day, monday + 2 * one_day});
    CHECK(shrink(monday + one_day, 100));
    CHECK_EQ(ids_of(now()->pings(TaskId{1}, PingId{}, 10)), std::vector{ids[2]});
    CHECK_EQ(store->buckets(), std::vector{day_of(monday), day_of(monday + 2 * one_day)});
}

TEST_CASE_FIXTURE(LogWorld, "a day shrinks from its oldest row on and is dropped when empty") {
    const auto ids = chain(1, {monday, monday + Millis{1}, monday + Millis{2}, monday + Millis{3}});
    CHECK_FALSE(shrink(monday, 3));
    CHECK_EQ(ids_of(now()->pings(TaskId{1}, PingId{}, 10)), std::vector{ids[3]});
    CHECK(shrink(monday, 1));
    CHECK(store->buckets().empty());
    CHECK(now()->pings(TaskId{1}, PingId{}, 10).empty());
}

TEST_CASE_FIXTURE(LogWorld, "shrinking a day that is not there is done at once") {
    CHECK(shrink(monday, 10));
}

TEST_CASE_FIXTURE(LogWorld, "an empty day is dropped at once, and can be made again") {
    commit([&](Batch& batch) { batch.open_bucket(day_of(monday)); });
    CHECK(shrink(monday, 10));
    const auto ids = chain(1, {monday});
    CHECK(shrink(monday, 10));
    CHECK_EQ(chain(1, {monday}), ids);
    CHECK_EQ(ids_of(now()->pings(TaskId{1}, PingId{}, 10)), ids);
}

TEST_CASE_FIXTURE(LogWorld, "opening a day twice changes nothing") {
    const auto ids = chain(1, {monday});
    commit([&](Batch& batch) { batch.open_bucket(day_of(monday)); });
    CHECK_EQ(store->buckets(), std::vector{day_of(monday)});
    CHECK_EQ(ids_of(now()->pings(TaskId{1}, PingId{}, 10)), ids);
}

TEST_CASE_FIXTURE(LogWorld, "days are listed oldest first, whenever they were opened") {
    commit([&](Batch& batch) {
        for (const std::int64_t day : {20'500, 20'498, 20'499}) batch.open_bucket(day);
    });
    CHECK_EQ(store->buckets(), std::vector<std::int64_t>{20'498, 20'499, 20'500});
}

TEST_CASE_FIXTURE(LogWorld, "a ping for a day without a table is refused") {
    CHECK_THROWS_AS(
        commit([&](Batch& batch) { batch.add(a_ping(first_ping_id(monday), 1, monday)); }),
        StoreError);
    CHECK_EQ(chain(1, {monday}).size(), 1);
}

TEST_CASE_FIXTURE(LogWorld, "a start reads the log from any row on, in order, over all days") {
    const auto ids = chain(1, {monday, monday + Millis{1}, monday + one_day, monday + 2 * one_day});
    CHECK_EQ(replayed(PingId{}), ids);
    CHECK_EQ(replayed(ids[0]), std::vector{ids[1], ids[2], ids[3]});
    CHECK_EQ(replayed(ids[1]), std::vector{ids[2], ids[3]});
    CHECK(replayed(ids[3]).empty());
}

TEST_CASE_FIXTURE(LogWorld, "a replayed row tells its task, time and kind") {
    const auto ids = chain(2, {monday});
    int calls = 0;
    store->for_each_ping_after(PingId{}, [&](const LoggedPing& ping) {
        ++calls;
        CHECK_EQ(ping.id, ids[0]);
        CHECK_EQ(ping.task, TaskId{2});
        CHECK_EQ(ping.signal.at, monday);
        CHECK_EQ(ping.signal.kind, PingKind::success);
        CHECK_FALSE(ping.signal.run);
        CHECK_FALSE(ping.signal.wakes);
        CHECK_FALSE(ping.late);
    });
    CHECK_EQ(calls, 1);
}

TEST_CASE_FIXTURE(LogWorld, "the highest ping is that of the newest day that has one") {
    CHECK_EQ(store->highest_ids().ping, PingId{});
    const auto ids = chain(1, {monday, monday + Millis{1}});
    commit([&](Batch& batch) { batch.open_bucket(day_of(monday + one_day)); });
    CHECK_EQ(store->highest_ids().ping, ids[1]);
}

TEST_CASE_FIXTURE(LogWorld, "the log of a removed task stays until its day is dropped") {
    const auto ids = chain(1, {monday});
    commit([&](Batch& batch) { batch.remove(TaskId{1}); });
    CHECK_EQ(replayed(PingId{}), ids);
    CHECK(now()->pings(TaskId{1}, PingId{}, 10).empty());
}
