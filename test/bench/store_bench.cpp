// How long the store takes: pings in groups, standings, loading tasks, lists, dropping a day.
//
//     bench_store_bench [directory] [tasks]
//
// Commits are shown beside what the disk itself needs for an fdatasync of as many bytes. Lists are
// asked for as a server does: of a fresh snapshot, with something committed since the last one, so
// that no connection's cache is warm.
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
constexpr std::int64_t businesses = 300;
constexpr int list_runs = 200;
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

double quantile(std::vector<double> values, double part) {
    const auto at = static_cast<std::size_t>(static_cast<double>(values.size() - 1) * part);
    std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(at),
                     values.end());
    return values[at];
}

double median(std::vector<double> values) { return quantile(std::move(values), 0.5); }

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
        for (std::int64_t id = 1; id <= businesses; ++id)
            batch.save(Business{BusinessId{id}, "business " + std::to_string(id), true, start});
        for (std::int64_t id = 1; id <= tasks; ++id) {
            const std::string line =
                std::to_string(id % 60) + " " + std::to_string(id % 24) + " * * *";
            const std::int64_t shuffled = id * 7919 % tasks;
            batch.save(Task{.id = TaskId{id},
                            .business = BusinessId{id * 31 % businesses + 1},
                            .uuid = Uuid::random(),
                            .name = "nightly backup of machine " + std::to_string(shuffled),
                            .schedule = *Schedule::cron(line, zone),
                            .grace = std::chrono::minutes{5},
                            .tolerance = {},
                            .quiet_until_first_ping = false,
                            .created = start + Millis{id * 104'729 % tasks}});
        }
    });
}

// Of a hundred tasks two are down, two paused, two new and one late; the others are up.
Standing standing_of(std::int64_t id) {
    const Instant owed = start + Millis{(id * 7 + 1) * 61 % 86'400'000};
    const Standing up{State::up, start, start - Millis{id}, owed, owed + Millis{300'000}, {}};
    switch (id * 37 % 100) {
        case 0:
        case 1: return Standing{State::down, start, start - Millis{id}, start, {}, {}};
        case 2:
        case 3: return Standing{State::paused, start, {}, {}, {}, {}};
        case 4:
        case 5: return Standing{State::fresh, start, {}, {}, {}, {}};
        case 6: return Standing{State::up, start, start, start, start + Millis{300'000}, {}};
        default: return up;
    }
}

void make_standings(Store& store, std::int64_t tasks) {
    store.commit([&](Batch& batch) {
        for (std::int64_t id = 1; id <= tasks; ++id)
            batch.save(TaskId{id}, standing_of(id), PingId{7});
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

// What a start reads of the log: what it has to count or to judge again.
void bench_replay(Store& store) {
    const double cpu_then = cpu_micros();
    std::int64_t rows = 0;
    store.for_each_ping_after(PingId{}, [&](const LoggedPing&) { ++rows; });
    std::printf("replay: %lld rows of the log, %.2f us each\n", static_cast<long long>(rows),
                (cpu_micros() - cpu_then) / static_cast<double>(rows));
}

void print_times(const char* what, const std::vector<double>& wall, const std::vector<double>& cpu,
                 std::int64_t found) {
    std::printf("%-34s %7lld found, median %5.1f ms, p99 %5.1f ms, processor %5.1f ms\n", what,
                static_cast<long long>(found), median(wall) / 1000, quantile(wall, 0.99) / 1000,
                median(cpu) / 1000);
}

// What a list of tasks needs: the page, and until when it stays as it is.
void bench_list(Store& store, const char* what, ListQuery query) {
    query.now = start;
    std::vector<double> wall;
    std::vector<double> cpu;
    std::int64_t total = 0;
    for (int i = 0; i < list_runs; ++i) {
        store.commit([&](Batch& batch) { batch.save(TaskId{1}, standing_of(1), PingId{7}); });
        const auto then = Clock::now();
        const double cpu_then = cpu_micros();
        const auto snapshot = store.snapshot();
        total = snapshot->tasks(query).total;
        static_cast<void>(snapshot->next_lateness(query.now));
        cpu.push_back(cpu_micros() - cpu_then);
        wall.push_back(micros_since(then));
    }
    print_times(what, wall, cpu, total);
}

void bench_lists(Store& store) {
    const Visible three{{BusinessId{3}, BusinessId{5}, BusinessId{7}}};
    bench_list(store, "list: first page", {});
    bench_list(store, "list: tenth page", {.page = 10});
    bench_list(store, "list: last page", {.page = 2000});
    bench_list(store, "list: 3 businesses", {.visible = three});
    for (const char* status : {"down", "late", "up"})
        bench_list(store, (std::string("list: status ") + status).c_str(), {.status = status});
    for (const char* search :
         {"no such thing", "machine 777", "machine 7", "machine", "business 7"}) {
        const std::string what = std::string("search: ") + search;
        bench_list(store, what.c_str(), {.search = search});
        bench_list(store, (what + ", 3 businesses").c_str(), {.search = search, .visible = three});
        bench_list(store, (what + ", down").c_str(), {.search = search, .status = "down"});
        bench_list(store, (what + ", up").c_str(), {.search = search, .status = "up"});
    }
    for (const char* sort : {"name", "state", "last_ping", "deadline", "business", "created"}) {
        const std::string what = std::string("by ") + sort;
        bench_list(store, what.c_str(), {.sort = sort, .descending = true});
        bench_list(store, (what + ", search: machine").c_str(),
                   {.search = "machine", .sort = sort, .descending = true});
        bench_list(store, (what + ", search: machine 777").c_str(),
                   {.search = "machine 777", .sort = sort, .descending = true});
    }
}

// The first search after a task was added, renamed or removed.
void bench_first_search(Store& store, std::int64_t tasks) {
    std::vector<double> wall;
    std::vector<double> cpu;
    std::int64_t total = 0;
    for (int i = 0; i < 20; ++i) {
        store.commit([&](Batch& batch) { batch.remove(TaskId{tasks - i}); });
        const auto then = Clock::now();
        const double cpu_then = cpu_micros();
        total = store.snapshot()->tasks({.search = "machine", .now = start}).total;
        cpu.push_back(cpu_micros() - cpu_then);
        wall.push_back(micros_since(then));
    }
    print_times("search: machine, after a change", wall, cpu, total);
}

void bench_counts(Store& store) {
    std::vector<double> wall;
    std::vector<double> cpu;
    std::int64_t total = 0;
    for (int i = 0; i < list_runs; ++i) {
        const auto then = Clock::now();
        const double cpu_then = cpu_micros();
        total = store.snapshot()->counts({}, start, start).tasks.now;
        cpu.push_back(cpu_micros() - cpu_then);
        wall.push_back(micros_since(then));
    }
    print_times("counts", wall, cpu, total);
}

void bench_shrink(Store& store) {
    std::vector<double> micros;
    for (bool gone = false; !gone;)
        store.commit([&](Batch& batch) {
            const auto then = Clock::now();
            gone = batch.shrink_bucket(day_of(start), 2000, Failures::keep);
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
    bench_replay(*store);
    make_standings(*store, tasks);
    store->checkpoint(Store::Checkpoint::truncate);
    bench_lists(*store);
    bench_counts(*store);
    bench_first_search(*store, tasks);
    bench_shrink(*store);
}
