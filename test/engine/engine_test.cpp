// The engine with its own thread and the machine's clock: what the stories, which move it by hand,
// cannot show.
#include "engine/engine.h"

#include "support/temp_dir.h"

#include <doctest/doctest.h>

#include <atomic>
#include <future>
#include <thread>

using namespace cronmon;
using namespace std::chrono_literals;

namespace {

Done must(Engine& engine, Change change) {
    std::promise<Result<Done>> promise;
    engine.submit(std::move(change),
                  [&](Result<Done> done) { promise.set_value(std::move(done)); });
    auto done = promise.get_future().get();
    REQUIRE(done);
    return *done;
}

PingBatch batch_of(const Uuid& uuid, const Clock& clock, int pings) {
    PingBatch batch;
    for (int i = 0; i < pings; ++i) {
        PingBatch::Ping ping;
        ping.uuid = uuid;
        ping.at = clock.now();
        batch.add(ping, "127.0.0.1", "test", "body");
    }
    return batch;
}

}  // namespace

TEST_CASE("every ping of many threads is answered once, after it is on disk") {
    constexpr int threads = 4, batches = 25, pings = 8;
    TempDir folder;
    SystemClock clock;
    std::atomic<int> recorded{0};
    TaskId task{};
    {
        const auto store = open_sqlite_store({folder.path(), true});
        EngineListeners listeners;
        listeners.answered = [&](std::span<const PingAnswer> answers) {
            for (const PingAnswer& answer : answers)
                recorded += answer.outcome == PingOutcome::recorded;
        };
        Engine engine(*store, clock, Duty::watch, listeners);
        std::vector<Door*> doors;
        for (int i = 0; i < threads; ++i) doors.push_back(&engine.inbox().add_door());
        engine.start();
        const BusinessId business{must(engine, AddBusiness{"db"}).id};
        task = TaskId{
            must(engine, AddTask{business, "nightly", *Schedule::every(1h), grace_default, {}}).id};
        const Uuid uuid = store->snapshot()->task(task)->task.uuid;
        {
            std::vector<std::jthread> askers;
            for (int i = 0; i < threads; ++i)
                askers.emplace_back([&, i] {
                    for (int n = 0; n < batches; ++n) {
                        doors[static_cast<std::size_t>(i)]->open(clock);
                        PingBatch batch = batch_of(uuid, clock, pings);
                        while (!engine.inbox().put(batch)) std::this_thread::yield();
                        doors[static_cast<std::size_t>(i)]->close();
                        if (n % 5 == 0)
                            must(engine, EditTask{task, {}, {}, {}, 5min + 1s * n, {}, {}});
                    }
                });
        }
        must(engine, Settle{});
        engine.stop();
        CHECK(recorded == threads * batches * pings);
    }
    const auto store = open_sqlite_store({folder.path(), false});
    CHECK(store->snapshot()->pings(task, PingId{}, 10'000).size() ==
          std::size_t{threads * batches * pings});
    CHECK(store->pulse()->stopped);
}

TEST_CASE("an engine that only edits judges nothing and leaves no sign of life") {
    TempDir folder;
    SystemClock clock;
    const auto store = open_sqlite_store({folder.path(), true});
    {
        Engine engine(*store, clock, Duty::edit_only, {});
        engine.start();
        const BusinessId business{must(engine, AddBusiness{"db"}).id};
        must(engine, AddTask{business, "quick", *Schedule::every(5s), 1s, {}});
        engine.stop();
    }
    CHECK(!store->pulse());
    CHECK(store->buckets().empty());
}
