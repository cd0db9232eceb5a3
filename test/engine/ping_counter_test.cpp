#include "engine/ping_counter.h"

#include "support/temp_dir.h"

#include <doctest/doctest.h>

using namespace cronmon;

namespace {

constexpr BusinessId db{1};
constexpr BusinessId web{2};

struct Undo {};

// A counter beside the store to which it is saved.
struct CounterWorld {
    TempDir folder;
    std::unique_ptr<Store> store = open_sqlite_store({folder.path(), true});
    PingCounter counter;

    CounterWorld() {
        store->commit([](Batch& batch) {
            batch.save(Business{db, "db", true, Instant{}});
            batch.save(Business{web, "web", true, Instant{}});
        });
    }
    void count(int pings, std::int64_t day = 100, BusinessId business = db) {
        for (int i = 0; i < pings; ++i) counter.count(day, business);
    }
    // A commit that saves so many times, and whether it succeeds.
    void commit(int saves, PingId newest, bool succeeds = true) {
        try {
            store->commit([&](Batch& batch) {
                for (int i = 0; i < saves; ++i) counter.save(batch, newest);
                if (!succeeds) throw Undo{};
            });
            counter.committed();
        } catch (const Undo&) {
            counter.rolled_back();
        }
    }
    std::int64_t on_disk(BusinessId business = db, std::int64_t day = 100) {
        for (const DayCount& one : store->snapshot()->ping_counts(Visible{{business}}, day))
            if (one.day == day) return one.pings;
        return 0;
    }
};

}  // namespace

TEST_CASE_FIXTURE(CounterWorld, "what was counted is saved with the next sign of life, once") {
    count(3);
    commit(0, {});
    count(2);
    commit(0, {});
    CHECK(on_disk() == 0);
    CHECK(counter.counted_to() == PingId{});
    commit(1, PingId{5});
    CHECK(on_disk() == 5);
    CHECK(counter.counted_to() == PingId{5});
    commit(1, PingId{5});
    CHECK(on_disk() == 5);
}

TEST_CASE_FIXTURE(CounterWorld, "pings of the batch that saves are saved with it") {
    count(3);
    commit(1, PingId{3});
    CHECK(on_disk() == 3);
    count(1);
    commit(2, PingId{4});  // twice in one batch: no ping twice
    CHECK(on_disk() == 4);
}

TEST_CASE_FIXTURE(CounterWorld, "days and businesses are counted apart") {
    count(1, 100, db);
    count(2, 101, db);
    count(3, 100, web);
    commit(1, PingId{6});
    CHECK(on_disk(db, 100) == 1);
    CHECK(on_disk(db, 101) == 2);
    CHECK(on_disk(web, 100) == 3);
}

TEST_CASE_FIXTURE(CounterWorld,
                  "a batch that is rolled back takes its own pings along, and no others") {
    count(3);
    commit(0, {});
    count(100);
    commit(0, PingId{103}, false);
    count(100);
    commit(1, PingId{103}, false);
    CHECK(on_disk() == 0);
    CHECK(counter.counted_to() == PingId{});
    count(1);
    commit(2, PingId{104}, false);
    commit(1, PingId{3});
    CHECK(on_disk() == 3);
    CHECK(counter.counted_to() == PingId{3});
}

TEST_CASE_FIXTURE(CounterWorld, "pings after a save in the same batch wait for the next one") {
    count(1);
    store->commit([&](Batch& batch) {
        counter.save(batch, PingId{1});
        count(2);
    });
    counter.committed();
    CHECK(on_disk() == 1);
    commit(1, PingId{3});
    CHECK(on_disk() == 3);
}
