// A disk budget: the oldest pings go first and failures last, it holds while pings come, and what
// is free is given back.
#include "engine/change_world.h"

#include <filesystem>

using namespace cronmon;
using namespace std::chrono_literals;

namespace fs = std::filesystem;

namespace {

constexpr std::int64_t budget = 4'000'000;

struct BudgetWorld : ChangeWorld {
    BudgetWorld() {
        work = task("work", business("db"));
        uuid = snapshot()->task(work)->task.uuid;
    }
    // So many pings with a body of 1 KB each, in rounds of a hundred.
    void ping_often(int pings, PingKind kind = PingKind::success) {
        for (int sent = 0; sent < pings; sent += 100) {
            PingBatch batch;
            for (int i = 0; i < 100; ++i) {
                PingBatch::Ping ping;
                ping.uuid = uuid;
                ping.at = clock.now();
                ping.kind = kind;
                batch.add(ping, "10.0.0.3", "curl/7.88.1", std::string(1000, 'x'));
            }
            engine->inbox().put(batch);
            pass(20ms);
        }
    }
    std::int64_t bytes_on_disk() const {
        std::int64_t bytes = 0;
        for (const auto& file : fs::directory_iterator(folder.path()))
            if (!file.path().string().ends_with("-shm"))
                bytes += static_cast<std::int64_t>(file.file_size());
        return bytes;
    }
    std::vector<PingKind> kinds() {
        must(Settle{});
        std::vector<PingKind> kinds;
        for (const PingRecord& row : snapshot()->pings(work, PingId{}, 100'000))
            kinds.push_back(row.kind);
        return kinds;
    }
    void next_day() {
        engine->start();
        engine->stop();
        clock.advance(24h);
        open();
        for (int i = 0; i < 5; ++i) pass(1s);
    }

    TaskId work{};
    Uuid uuid;
};

}  // namespace

TEST_CASE_FIXTURE(BudgetWorld, "it holds within a day, however much comes") {
    must(SaveSetting{"retention.max_bytes", std::to_string(budget)});
    ping_often(100, PingKind::fail);
    std::int64_t most = 0;
    for (int i = 0; i < 60; ++i) {
        ping_often(200);
        most = std::max(most, bytes_on_disk());
    }
    CHECK(most <= budget);
    CHECK(most > budget / 2);
    const auto left = kinds();
    CHECK(left.size() > 500);
    CHECK(std::ranges::count(left, PingKind::fail) == 100);  // though they are the oldest
}

TEST_CASE_FIXTURE(BudgetWorld, "the oldest day goes first") {
    ping_often(900);
    next_day();
    ping_often(900);
    next_day();
    ping_often(600);
    CHECK(store->buckets().size() == 4);  // and tomorrow's
    must(SaveSetting{"retention.max_bytes", std::to_string(budget)});
    for (int i = 0; i < 20; ++i) pass(1s);
    CHECK(store->buckets().size() == 3);
    CHECK(kinds().size() == 1500);
    CHECK(store->size().used_bytes <= budget);
    // The file of a new database shrinks, too.
    CHECK(store->size().gives_back);
    CHECK(store->size().file_bytes <= Keeper::file_bytes_max(budget));
}

TEST_CASE_FIXTURE(BudgetWorld, "failures go when there is nothing else to go") {
    must(SaveSetting{"retention.max_bytes", std::to_string(budget)});
    ping_often(4000, PingKind::fail);
    for (int i = 0; i < 20; ++i) pass(1s);
    CHECK(store->size().used_bytes <= budget);
    const auto left = kinds();
    CHECK(left.size() > 300);
    CHECK(left.size() < 3000);
}

TEST_CASE_FIXTURE(BudgetWorld, "what a start needs is saved before its rows go") {
    must(SaveSetting{"retention.max_bytes", std::to_string(budget)});
    ping_often(4000);
    const Standing before = snapshot()->task(work)->standing;
    const auto last = engine->health().pings_last_minute;
    CHECK(last > 0);
    must(Settle{});
    const auto settled = snapshot()->task(work)->standing;
    open();  // as after a crash
    must(Settle{});
    CHECK(snapshot()->task(work)->standing.last_ping == settled.last_ping);
    CHECK(snapshot()->task(work)->standing.pings == settled.pings);
    CHECK(before.pings <= settled.pings);
}

TEST_CASE_FIXTURE(BudgetWorld, "without a budget nothing of the log is touched") {
    ping_often(4000);
    CHECK(kinds().size() == 4000);
    CHECK(store->size().used_bytes > budget);
}
