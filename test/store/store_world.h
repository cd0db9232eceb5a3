// A store in a directory of its own, and short words for what the tests put into it.
//
// The tests that use it ask only what store/store.h promises, so a second implementation has to
// pass them too: open() is the one line to change. What is particular to SQLite is tested in
// sqlite_*_test.cpp.
//
// Thread-safety: confined to the test.
#pragma once

#include "store/store.h"
#include "support/temp_dir.h"

#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <vector>

namespace cronmon {

inline const Instant monday = from_ms(1'763'942'400'000);  // 2025-11-24T00:00:00Z
inline constexpr Millis one_day = std::chrono::hours{24};

struct StoreWorld {
    TempDir directory;
    std::unique_ptr<Store> store = open();

    std::unique_ptr<Store> open() {
        return open_sqlite_store({.directory = directory.path(), .create = true});
    }
    void reopen() {
        store.reset();
        store = open();
    }
    void commit(const std::function<void(Batch&)>& write) { store->commit(write); }
    std::unique_ptr<Snapshot> now() { return store->snapshot(); }

    // A business with this id and name, and so on.
    void business(std::int64_t id, const std::string& name, bool enabled = true) {
        commit([&](Batch& batch) { batch.save(Business{BusinessId{id}, name, enabled, monday}); });
    }
    void notifier(std::int64_t id, const std::string& name, bool enabled = true) {
        commit(
            [&](Batch& batch) { batch.save(a_notifier(id, name, enabled), ChannelId{id + 100}); });
    }
    void task(std::int64_t id, const std::string& name, std::int64_t business = 1) {
        commit([&](Batch& batch) { batch.save(a_task(id, name, business)); });
    }
    void user(std::int64_t id, const std::string& name, Role role = Role::manager) {
        commit([&](Batch& batch) { batch.save(a_user(id, name, role)); });
    }
    void stand(std::int64_t task, const Standing& standing, PingId last_ping = {}) {
        commit([&](Batch& batch) { batch.save(TaskId{task}, standing, last_ping); });
    }

    static Notifier a_notifier(std::int64_t id, const std::string& name, bool enabled = true) {
        return Notifier{.id = NotifierId{id},
                        .name = name,
                        .email = name + "@example.org",
                        .phone = {},
                        .language = Language::en,
                        .enabled = enabled,
                        .created = monday};
    }
    static User a_user(std::int64_t id, const std::string& name, Role role = Role::manager) {
        User user;
        user.id = UserId{id};
        user.name = name;
        user.role = role;
        user.created = monday;
        return user;
    }
    static Task a_task(std::int64_t id, const std::string& name, std::int64_t business = 1) {
        return Task{.id = TaskId{id},
                    .business = BusinessId{business},
                    .uuid = Uuid::random(),
                    .name = name,
                    .schedule = *Schedule::cron("0 2 * * *", Zone()),
                    .grace = std::chrono::minutes{5},
                    .tolerance = {},
                    .quiet_until_first_ping = false,
                    .created = monday + Millis{id}};
    }
    static PingRow a_ping(PingId id, std::int64_t task, Instant at, PingId previous = {}) {
        return PingRow{.id = id,
                       .task = TaskId{task},
                       .at = at,
                       .kind = PingKind::success,
                       .method = "GET",
                       .client_ip = "192.0.2.1",
                       .user_agent = "curl/8",
                       .body = {},
                       .exit_status = {},
                       .duration = {},
                       .previous = previous};
    }
    static FlipRow a_flip(std::int64_t id, std::int64_t task, State from, State to, Instant at) {
        const Reason reason = to == State::down ? Reason::missed : Reason::ping;
        return FlipRow{FlipId{id}, TaskId{task}, Flip{from, to, at, reason, {}, {}}, PingId{}};
    }

    // Writes the pings as one chain of the task, each in the bucket of its day.
    std::vector<PingId> chain(std::int64_t task, const std::vector<Instant>& times) {
        std::vector<PingId> ids;
        PingId previous{};
        commit([&](Batch& batch) {
            for (const Instant at : times) {
                const PingId id = next_ping_id(ids.empty() ? PingId{} : ids.back(), at);
                batch.open_bucket(day_of(at));
                batch.add(a_ping(id, task, at, previous));
                ids.push_back(previous = id);
            }
            Standing standing;
            standing.state = State::up;
            standing.last_ping = times.back();
            batch.save(TaskId{task}, standing, previous);
        });
        return ids;
    }
};

template <class Row>
std::vector<PingId> ids_of(const std::vector<Row>& rows) {
    std::vector<PingId> ids;
    for (const Row& row : rows) ids.push_back(row.id);
    return ids;
}

inline std::vector<std::string> names_of(const Page<TaskView>& page) {
    std::vector<std::string> names;
    for (const TaskView& view : page.rows) names.push_back(view.task.name);
    return names;
}

using Names = std::vector<std::string>;

}  // namespace cronmon
