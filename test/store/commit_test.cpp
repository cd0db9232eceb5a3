#include "store/store_world.h"

#include <atomic>
#include <thread>

using namespace cronmon;

namespace {

struct Interrupted {};

ListQuery everything() { return ListQuery{}; }

}  // namespace

TEST_CASE_FIXTURE(StoreWorld, "what was committed is there after the store was closed") {
    business(1, "backup");
    task(1, "nightly");
    reopen();
    CHECK_EQ(now()->names("task"), Names{"nightly"});
    reopen();
    CHECK_EQ(now()->names("task"), Names{"nightly"});
}

TEST_CASE_FIXTURE(StoreWorld, "a commit that throws leaves nothing, and the next one works") {
    business(1, "backup");
    CHECK_THROWS_AS(commit([](Batch& batch) {
                        batch.save(a_task(1, "nightly"));
                        batch.open_bucket(day_of(monday));
                        batch.add(a_ping(first_ping_id(monday), 1, monday));
                        throw Interrupted{};
                    }),
                    Interrupted);
    CHECK(now()->names("task").empty());
    CHECK(store->buckets().empty());
    task(1, "nightly");
    CHECK_EQ(chain(1, {monday}).size(), 1);
    CHECK_EQ(now()->pings(TaskId{1}, PingId{}, 5).size(), 1);
}

TEST_CASE_FIXTURE(StoreWorld, "a commit without writes is fine") {
    commit([](Batch&) {});
    CHECK(now()->names("task").empty());
}

TEST_CASE_FIXTURE(StoreWorld, "a snapshot stays at its moment while the writer goes on") {
    business(1, "backup");
    const auto before = now();
    task(1, "nightly");
    const auto ids = chain(1, {monday});
    CHECK(before->names("task").empty());
    CHECK(before->pings(TaskId{1}, PingId{}, 5).empty());
    CHECK_FALSE(before->ping_body(TaskId{1}, ids[0]).has_value());
    CHECK_EQ(before->tasks(everything()).total, 0);
    CHECK_EQ(now()->names("task"), Names{"nightly"});
}

TEST_CASE_FIXTURE(StoreWorld, "a snapshot still reads a day that has been dropped since") {
    business(1, "backup");
    task(1, "nightly");
    const auto ids = chain(1, {monday});
    const auto before = now();
    commit([](Batch& batch) { CHECK(batch.shrink_bucket(day_of(monday), 10, Failures::keep)); });
    CHECK_EQ(ids_of(before->pings(TaskId{1}, PingId{}, 5)), ids);
    CHECK(now()->pings(TaskId{1}, PingId{}, 5).empty());
}

TEST_CASE_FIXTURE(StoreWorld, "any number of snapshots may be open") {
    business(1, "backup");
    std::vector<std::unique_ptr<Snapshot>> open;
    for (int i = 0; i < 20; ++i) open.push_back(now());
    for (const auto& snapshot : open) CHECK_EQ(snapshot->names("business"), Names{"backup"});
    open.clear();
    CHECK_EQ(now()->names("business"), Names{"backup"});
}

TEST_CASE_FIXTURE(StoreWorld, "a snapshot may outlive the store") {
    business(1, "backup");
    const auto snapshot = now();
    store.reset();
    CHECK_EQ(snapshot->names("business"), Names{"backup"});
}

TEST_CASE_FIXTURE(StoreWorld, "readers in other threads never see half a commit") {
    business(1, "backup");
    task(1, "nightly");
    std::atomic<bool> done = false;
    std::atomic<int> torn = 0;
    std::vector<std::jthread> readers;
    for (int i = 0; i < 3; ++i)
        readers.emplace_back([&] {
            while (!done) {
                const auto snapshot = store->snapshot();
                const std::size_t pings = snapshot->pings(TaskId{1}, PingId{}, 1000).size();
                if (pings % 3 != 0 || pings != snapshot->pings(TaskId{1}, PingId{}, 1000).size())
                    ++torn;
                if (store->size_bytes() <= 0) ++torn;
            }
        });
    PingId newest{};
    for (int i = 0; i < 60; ++i) {
        commit([&](Batch& batch) {
            batch.open_bucket(day_of(monday));
            for (int row = 0; row < 3; ++row) {
                const PingId id = next_ping_id(newest, monday + Millis{i});
                batch.add(a_ping(id, 1, monday, newest));
                newest = id;
            }
            batch.save(TaskId{1}, Standing{}, newest);
        });
        if (i % 10 == 9) store->checkpoint(Store::Checkpoint::passive);
    }
    done = true;
    readers.clear();
    CHECK_EQ(torn, 0);
    CHECK_EQ(now()->pings(TaskId{1}, PingId{}, 1000).size(), 180);
}

TEST_CASE_FIXTURE(StoreWorld, "a checkpoint moves everything when nobody holds it back") {
    business(1, "backup");
    CHECK_GT(store->wal_bytes(), 0);
    CHECK_EQ(store->checkpoint(Store::Checkpoint::passive), 0);
    CHECK_EQ(store->wal_bytes(), 0);
    business(2, "other");
    CHECK_GT(store->wal_bytes(), 0);
    const std::int64_t before = store->size_bytes();
    CHECK_EQ(store->checkpoint(Store::Checkpoint::truncate), 0);
    CHECK_LT(store->size_bytes(), before);
    CHECK_EQ(now()->names("business"), Names{"backup", "other"});
}

TEST_CASE_FIXTURE(StoreWorld, "a checkpoint does not wait for a reader, and tells what is left") {
    business(1, "backup");
    const auto reader = now();
    business(2, "other");
    const auto start = std::chrono::steady_clock::now();
    CHECK_GT(store->checkpoint(Store::Checkpoint::truncate), 0);
    CHECK_GT(store->checkpoint(Store::Checkpoint::passive), 0);
    CHECK_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds{1});
    CHECK_GT(store->wal_bytes(), 0);
    CHECK_EQ(reader->names("business"), Names{"backup"});
}

TEST_CASE_FIXTURE(StoreWorld, "the store knows how much room it takes") {
    const std::int64_t before = store->size_bytes();
    CHECK_GT(before, 0);
    business(1, "backup");
    task(1, "nightly");
    commit([](Batch& batch) {
        batch.open_bucket(day_of(monday));
        const std::string body(100'000, 'x');
        PingRow row = a_ping(first_ping_id(monday), 1, monday);
        row.body = body;
        batch.add(row);
    });
    CHECK_GE(store->size_bytes(), before + 100'000);
}
