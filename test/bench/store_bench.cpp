// How long the store takes: pings in groups, standings, loading tasks, lists, dropping a day.
//
//     bench_store_bench [directory] [tasks]
//
// Commits are shown beside what the disk itself needs for an fdatasync of as many bytes.
#include "store/store.h"
#include "support/temp_dir.h"

#include <fcntl.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <numeric>
#include <string>

using namespace cronmon;

namespace {

constexpr int group = 32;
constexpr int groups = 4000;
const Instant start = from_ms(1'763'800'000'000);

using Clock = std::chrono::steady_clock;

double micros_since(Clock::time_point then) {
    return std::chrono::duration<double, std::micro>(Clock::now() - then).count();
}

// Processor time, which the machine's other work hardly changes.
double cpu_micros() {
    timespec now{};
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e6 + static_cast<double>(now.tv_nsec) / 1e3;
}

double median(std::vector<double> values) {
    std::nth_element(values.begin(),
                     values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2), values.end());
    return values[values.size() / 2];
}

// The median of appending and syncing 12 KiB, about what a group of pings writes.
double raw_sync_micros(const std::string& directory) {
    const std::string path = directory + "/raw";
    const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    const std::string bytes(12'288, 'x');
    std::vector<double> micros;
    for (int i = 0; i < 500; ++i) {
        const auto then = Clock::now();
        if (::write(descriptor, bytes.data(), bytes.size()) < 0) std::abort();
        ::fdatasync(descriptor);
        micros.push_back(micros_since(then));
    }
    ::close(descriptor);
    return median(micros);
}

void make_tasks(Store& store, std::int64_t tasks) {
    const Zone zone = *Zone::find("Asia/Shanghai");
    store.commit([&](Batch& batch) {
        batch.save(Business{BusinessId{1}, "bench", true, start});
        for (std::int64_t id = 1; id <= tasks; ++id) {
            const std::string line =
                std::to_string(id % 60) + " " + std::to_string(id % 24) + " * * *";
            const std::int64_t shuffled = id * 7919 % tasks;
            batch.save(Task{.id = TaskId{id},
                            .business = BusinessId{1},
                            .uuid = Uuid::random(),
                            .name = "nightly backup of machine " + std::to_string(shuffled),
                            .schedule = *Schedule::cron(line, zone),
                            .grace = std::chrono::minutes{5},
                            .tolerance = {},
                            .quiet_until_first_ping = false,
                            .created = start});
        }
    });
}

void bench_pings(Store& store, const std::string& directory, std::int64_t tasks) {
    const std::int64_t day = day_of(start);
    store.commit([&](Batch& batch) { batch.open_bucket(day); });
    PingId newest{};
    double adding = 0;
    std::vector<double> committing;
    const auto begin = Clock::now();
    for (int g = 0; g < groups; ++g) {
        Clock::time_point end_of_adding;
        store.commit([&](Batch& batch) {
            const auto then = Clock::now();
            for (int i = 0; i < group; ++i) {
                newest = next_ping_id(newest, start + Millis{g});
                batch.add(PingRow{.id = newest,
                                  .task = TaskId{(g * group + i) * 31 % tasks + 1},
                                  .at = start + Millis{g},
                                  .kind = PingKind::success,
                                  .method = "GET",
                                  .client_ip = "192.168.100.200",
                                  .user_agent = "curl/8.14.1",
                                  .body = {},
                                  .exit_status = {},
                                  .duration = {},
                                  .previous = PingId{1}});
            }
            adding += micros_since(then);
            end_of_adding = Clock::now();
        });
        committing.push_back(micros_since(end_of_adding));
        if (g % 1000 == 999) store.checkpoint(Store::Checkpoint::passive);
    }
    const double total = micros_since(begin);
    const double raw = raw_sync_micros(directory);
    const double rows = double{group} * groups;
    std::printf("pings: %.0f rows/s in groups of %d; %.2f us a row without its commit\n",
                rows / total * 1e6, group, adding / rows);
    std::printf("commit: median %.0f us, %.2f times a raw fdatasync (%.0f us)\n",
                median(committing), median(committing) / raw, raw);
}

void bench_standings(Store& store, std::int64_t tasks) {
    const std::int64_t rows = std::min<std::int64_t>(tasks, 10'000);
    double micros = 0;
    store.commit([&](Batch& batch) {
        const double then = cpu_micros();
        for (std::int64_t id = 1; id <= rows; ++id)
            batch.save(TaskId{id}, Standing{State::up, start, start, start, start, Millis{3}},
                       PingId{7});
        micros = cpu_micros() - then;
    });
    std::printf("standings: %.2f us a row, in order of id\n", micros / static_cast<double>(rows));
}

void bench_load(Store& store) {
    const auto then = Clock::now();
    const double cpu_then = cpu_micros();
    std::int64_t loaded = 0;
    store.for_each_task([&](const TaskRow& row) { loaded += raw(row.task.id) > 0; });
    const double micros = micros_since(then);
    std::printf("load: %lld tasks in %.0f ms, processor %.0f ms, %.2f us each\n",
                static_cast<long long>(loaded), micros / 1000, (cpu_micros() - cpu_then) / 1000,
                micros / static_cast<double>(loaded));
}

void bench_list(Store& store, const char* what, const ListQuery& query) {
    std::vector<double> wall;
    std::vector<double> cpu;
    std::int64_t total = 0;
    for (int i = 0; i < 9; ++i) {
        const auto then = Clock::now();
        const double cpu_then = cpu_micros();
        total = store.snapshot()->tasks(query).total;
        cpu.push_back(cpu_micros() - cpu_then);
        wall.push_back(micros_since(then));
    }
    std::printf("list, %-28s %8lld found, %6.1f ms, processor %6.1f ms\n", what,
                static_cast<long long>(total), median(wall) / 1000, median(cpu) / 1000);
}

void bench_lists(Store& store) {
    ListQuery query;
    query.now = start;
    bench_list(store, "first page, natural order:", query);
    query.search = "machine 777";
    bench_list(store, "search with few hits:", query);
    query.search = "machine 7";
    bench_list(store, "search with many hits:", query);
    query.search = "machine";
    bench_list(store, "search that all match:", query);
    query.search = "no such thing";
    bench_list(store, "search without a hit:", query);
    query.search = "";
    query.status = "down";
    bench_list(store, "status down:", query);
    query.status = "";
    query.sort = "name";
    bench_list(store, "by name:", query);
}

void bench_shrink(Store& store) {
    std::vector<double> micros;
    for (bool gone = false; !gone;)
        store.commit([&](Batch& batch) {
            const auto then = Clock::now();
            gone = batch.shrink_bucket(day_of(start), 2000);
            micros.push_back(micros_since(then));
        });
    std::printf("shrink: 2000 rows in %.0f us (median), %.0f us at most, %zu slices\n",
                median(micros), *std::max_element(micros.begin(), micros.end()), micros.size());
}

}  // namespace

int main(int count, char** arguments) {
    const TempDir directory(count > 1 ? arguments[1] : "/tmp");
    const std::int64_t tasks = count > 2 ? std::stoll(arguments[2]) : 100'000;
    auto store = open_sqlite_store({.directory = directory.path(), .create = true});
    make_tasks(*store, tasks);
    store->checkpoint(Store::Checkpoint::truncate);
    bench_pings(*store, directory.path(), tasks);
    bench_standings(*store, tasks);
    store->checkpoint(Store::Checkpoint::truncate);
    bench_load(*store);
    bench_lists(*store);
    bench_shrink(*store);
}
