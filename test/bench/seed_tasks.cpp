// Fills an empty data folder with many tasks through the store's own door, for the benchmarks:
//
//     seed_tasks DIRECTORY TASKS DUE
//
// TASKS tasks that are up, with hourly, daily and interval schedules; and DUE more whose deadlines
// pass one after the other in the half minute that begins 40 s from now. Writes DIRECTORY/uuids.
#include "store/store.h"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>

using namespace cronmon;
using namespace std::chrono_literals;

namespace {

constexpr std::int64_t tasks_per_batch = 50'000;
constexpr Millis due_from = 40s;
constexpr Millis due_for = 30s;

class Seeder {
public:
    Seeder(Store& store, std::ofstream& uuids) : store_(store), uuids_(uuids) {}

    void people() {
        store_.commit([this](Batch& batch) {
            batch.save(Business{BusinessId{1}, "bench", true, now_});
            batch.save(
                Notifier{NotifierId{1}, "ops", "ops@example.org", {}, Language::en, true, now_},
                ChannelId{1});
            batch.assign(BusinessId{1}, NotifierId{1}, now_);
        });
    }

    void tasks(std::int64_t count) {
        const Zone utc = *Zone::find("UTC");
        const Zone shanghai = *Zone::find("Asia/Shanghai");
        const Schedule schedules[] = {
            *Schedule::cron("7 * * * *", utc), *Schedule::cron("30 2 * * *", shanghai),
            *Schedule::every(24h), *Schedule::cron("*/15 * * * *", shanghai)};
        write(count, [&](std::int64_t i, Batch& batch) { add(batch, schedules[i % 4], 6h, now_); });
    }

    // Interval tasks pinged just so long ago that each is due at its own moment.
    void due_tasks(std::int64_t count) {
        const Schedule schedule = *Schedule::every(1h);
        write(count, [&](std::int64_t i, Batch& batch) {
            const Millis due = due_from + due_for * i / count;
            add(batch, schedule, 10min, now_ + due - 70min);
        });
    }

private:
    template <class Add>
    void write(std::int64_t count, Add add) {
        for (std::int64_t done = 0; done < count; done += tasks_per_batch)
            store_.commit([&](Batch& batch) {
                for (std::int64_t i = done; i < std::min(count, done + tasks_per_batch); ++i)
                    add(i, batch);
            });
    }

    void add(Batch& batch, const Schedule& schedule, Millis grace, Instant last_ping) {
        const std::int64_t id = ++newest_;
        const Task task{TaskId{id},
                        BusinessId{1},
                        Uuid::random(),
                        "task-" + std::to_string(id),
                        schedule,
                        grace,
                        {},
                        false,
                        last_ping - 1h};
        const Standing fresh = on_add(terms_of(task), last_ping - 1h);
        batch.save(task);
        batch.save(task.id, on_ping(terms_of(task), fresh, last_ping).standing, PingId{});
        uuids_ << task.uuid.text() << '\n';
    }

    Store& store_;
    std::ofstream& uuids_;
    const Instant now_ = SystemClock{}.now();
    std::int64_t newest_ = 0;
};

}  // namespace

int main(int argc, char** argv) {
    if (argc != 4) {
        std::fprintf(stderr, "usage: seed_tasks DIRECTORY TASKS DUE\n");
        return 2;
    }
    const auto store = open_sqlite_store({argv[1], true});
    std::ofstream uuids(std::string(argv[1]) + "/uuids");
    Seeder seeder(*store, uuids);
    seeder.people();
    seeder.tasks(std::atoll(argv[2]));
    seeder.due_tasks(std::atoll(argv[3]));
    store->checkpoint(Store::Checkpoint::truncate);
}
