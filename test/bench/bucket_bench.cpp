// What many rows cost: dropping a bucket while pings come, and reading across a month of buckets.
//
//     bench_bucket_bench [directory] [rows to drop] [rows in each of 31 buckets]
//
// Pings are sent one at a time, five hundred a second, to an engine on its own thread: first in
// quiet, then while a bucket that has outlived its time goes. Aim: its p99 is at most twice the
// quiet one. The newest thousand rows of a task lie spread over the buckets; aim: 20 ms.
#include "base/log.h"
#include "engine/engine.h"
#include "support/temp_dir.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <functional>
#include <future>
#include <map>
#include <string>
#include <thread>

using namespace cronmon;

namespace {

constexpr std::int64_t tasks = 10'000;
constexpr std::int64_t rows_per_commit = 20'000;
constexpr std::int64_t buckets = 31;
constexpr int quiet_pings = 5'000;
constexpr int pings_max = 1'000'000;  // half an hour of them
constexpr std::chrono::microseconds pause{2'000};
constexpr int pings_a_look = 400;
constexpr int settled_looks = 20;

using Clock = std::chrono::steady_clock;

double millis_since(Clock::time_point then) {
    return std::chrono::duration<double, std::milli>(Clock::now() - then).count();
}

double quantile(std::vector<double> values, double part) {
    const auto at = static_cast<std::size_t>(static_cast<double>(values.size() - 1) * part);
    std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(at),
                     values.end());
    return values[at];
}

void make_tasks(Store& store, Instant now) {
    store.commit([&](Batch& batch) {
        batch.save(Business{BusinessId{1}, "db", true, now});
        for (std::int64_t id = 1; id <= tasks; ++id)
            batch.save(Task{.id = TaskId{id},
                            .business = BusinessId{1},
                            .uuid = Uuid::random(),
                            .name = "task " + std::to_string(id),
                            .schedule = *Schedule::every(std::chrono::hours{24}),
                            .grace = std::chrono::hours{24},
                            .tolerance = {},
                            .quiet_until_first_ping = true,
                            .created = now});
    });
}

// A day full of rows, each task's in turn; `newest` leads from each to the one before it.
void fill_day(Store& store, std::int64_t day, std::int64_t rows, std::vector<PingId>& newest) {
    const Instant midnight{std::chrono::days{day}};
    store.commit([&](Batch& batch) { batch.open_bucket(day); });
    PingId id{};
    for (std::int64_t row = 0; row < rows;) {
        store.commit([&](Batch& batch) {
            for (std::int64_t i = 0; i < rows_per_commit && row < rows; ++i, ++row) {
                const Instant at = midnight + Millis{row * 86'000'000 / rows};
                id = next_ping_id(id, at);
                PingId& before = newest[static_cast<std::size_t>(row * 7919 % tasks)];
                PingRow ping;
                ping.id = id;
                ping.task = TaskId{row * 7919 % tasks + 1};
                ping.at = at;
                ping.method = "GET";
                ping.client_ip = "192.168.100.200";
                ping.user_agent = "curl/8.14.1";
                ping.previous = before;
                batch.add(ping);
                before = id;
            }
        });
        if (row % (50 * rows_per_commit) == 0) store.checkpoint(Store::Checkpoint::passive);
    }
    store.checkpoint(Store::Checkpoint::truncate);
}

void save_standings(Store& store, Instant now, const std::vector<PingId>& newest) {
    store.commit([&](Batch& batch) {
        for (std::int64_t id = 1; id <= tasks; ++id)
            batch.save(TaskId{id}, Standing{State::up, now, now, now, now, {}},
                       newest[static_cast<std::size_t>(id - 1)]);
    });
    store.checkpoint(Store::Checkpoint::truncate);
}

// One ping, and how long its answer took.
class Pinger {
public:
    Pinger(Store& store, const SystemClock& clock)
        : clock_(clock),
          uuid_(store.snapshot()->task(TaskId{1})->task.uuid),
          engine_(store, clock, Duty::watch, listeners()) {
        engine_.start();
    }
    ~Pinger() { engine_.stop(); }

    double ping() {
        std::promise<void> answered;
        answered_ = &answered;
        PingBatch batch;
        PingBatch::Ping ping;
        ping.uuid = uuid_;
        ping.at = clock_.now();
        batch.add(ping, "192.168.100.200", "curl/8.14.1", "");
        const auto then = Clock::now();
        engine_.inbox().put(batch);
        answered.get_future().wait();
        return millis_since(then);
    }
    void keep_days(std::int64_t days) {
        engine_.submit(SaveSetting{"retention.task_log_days", std::to_string(days)}, [](auto) {});
    }

private:
    EngineListeners listeners() {
        EngineListeners listeners;
        listeners.answered = [this](std::span<const PingAnswer> answers) {
            for (std::size_t i = 0; i < answers.size(); ++i) answered_->set_value();
        };
        return listeners;
    }

    const SystemClock& clock_;
    const Uuid uuid_;
    std::promise<void>* answered_ = nullptr;
    Engine engine_;
};

// A look every second.
void ping_until(Pinger& pinger, std::vector<double>& millis, const std::function<bool()>& is_done) {
    for (int i = 0; i < pings_max; ++i, std::this_thread::sleep_for(pause)) {
        millis.push_back(pinger.ping());
        if (i % pings_a_look == pings_a_look - 1 && is_done()) return;
    }
    std::printf("     not done in time\n");
}

void report(const char* what, const std::vector<double>& quiet, const std::vector<double>& busy) {
    const double ratio = quantile(busy, 0.99) / quantile(quiet, 0.99);
    std::printf(
        "%s %s: p99 %.2f ms, %.2f times the quiet %.2f ms (aim: 2); median %.2f and %.2f ms; "
        "longest %.0f and %.0f ms; %zu pings\n",
        ratio <= 2 ? "ok  " : "MISS", what, quantile(busy, 0.99), ratio, quantile(quiet, 0.99),
        quantile(busy, 0.5), quantile(quiet, 0.5), quantile(busy, 1), quantile(quiet, 1),
        busy.size());
}

void bench_drop(const std::string& folder, std::int64_t rows) {
    const TempDir directory(folder);
    const SystemClock clock;
    auto store = open_sqlite_store({.directory = directory.path(), .create = true});
    make_tasks(*store, clock.now());
    std::vector<PingId> newest(tasks);
    const std::int64_t day = day_of(clock.now()) - 10;
    const auto then = Clock::now();
    fill_day(*store, day, rows, newest);
    std::printf("drop: %lld rows, filled in %.0f s\n", static_cast<long long>(rows),
                millis_since(then) / 1000);
    Pinger pinger(*store, clock);
    std::vector<double> quiet, busy;
    for (int i = 0; i < quiet_pings; ++i, std::this_thread::sleep_for(pause))
        quiet.push_back(pinger.ping());
    pinger.keep_days(3);
    ping_until(pinger, busy, [&] { return store->snapshot()->storage().oldest_day != day; });
    report("drop", quiet, busy);
    // What was freed is given back to the file system then, which is work, too.
    const auto file = directory.path() + "/cronmon.db";
    std::vector<double> after;
    ping_until(pinger, after, [&, before = std::filesystem::file_size(file), same = 0]() mutable {
        same = std::exchange(before, std::filesystem::file_size(file)) == before ? same + 1 : 0;
        return same == settled_looks;
    });
    report("give back", quiet, after);
}

void bench_read(const std::string& folder, std::int64_t rows) {
    const TempDir directory(folder);
    const SystemClock clock;
    auto store = open_sqlite_store({.directory = directory.path(), .create = true});
    make_tasks(*store, clock.now());
    std::vector<PingId> newest(tasks);
    const std::int64_t today = day_of(clock.now());
    const auto then = Clock::now();
    for (std::int64_t day = today - buckets; day < today; ++day)
        fill_day(*store, day, rows, newest);
    save_standings(*store, clock.now(), newest);
    std::printf("read: %lld buckets of %lld rows, filled in %.0f s\n",
                static_cast<long long>(buckets), static_cast<long long>(rows),
                millis_since(then) / 1000);
    std::vector<double> millis;
    std::size_t found = 0;
    for (std::int64_t task = 1; task <= 200; ++task) {
        const auto begin = Clock::now();
        found += store->snapshot()->log(TaskId{task}, {PingId{}, 1000, {}}).rows.size();
        millis.push_back(millis_since(begin));
    }
    std::printf(
        "%s read: the newest %.0f rows of a task in %.1f ms (median), p99 %.1f ms (aim: "
        "20)\n",
        quantile(millis, 0.5) <= 20 ? "ok  " : "MISS", static_cast<double>(found) / 200,
        quantile(millis, 0.5), quantile(millis, 0.99));
}

}  // namespace

int main(int count, char** arguments) {
    std::setvbuf(stdout, nullptr, _IOLBF, 0);  // it takes minutes
    log::open("/dev/null", log::Format::text);
    const std::string folder = count > 1 ? arguments[1] : "/tmp";
    const std::int64_t dropped = count > 2 ? std::stoll(arguments[2]) : 10'000'000;
    const std::int64_t each = count > 3 ? std::stoll(arguments[3]) : 1'000'000;
    if (dropped > 0) bench_drop(folder, dropped);
    if (each > 0) bench_read(folder, each);
}
