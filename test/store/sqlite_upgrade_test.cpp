// A database of version 1, as cronmon 1 left it, in the hands of this one.
#include "embedded/schema.h"
#include "store/bucket.h"
#include "store/migrate.h"
#include "store/store_world.h"

#include <filesystem>
#include <fstream>

using namespace cronmon;

namespace {

const std::int64_t day = day_of(monday);

// What stood in the tables of version 1, and nothing that came later.
struct VersionOne {
    TempDir directory;
    std::string path = directory.path("cronmon.db");
    PingId newest{};

    VersionOne() {
        const std::string one = "-- version 1\n" + schema_versions(embedded::schema_sql())[0];
        std::ofstream{path};
        Connection connection(path, Connection::Role::writer);
        connection.execute("PRAGMA journal_mode = WAL", "testing");
        migrate(connection, one, [] {});
        fill(connection);
    }
    void fill(Connection& connection) {
        connection.execute(R"sql(
            INSERT INTO setting VALUES ('smtp.host', 'mail.example.org', 1000);
            INSERT INTO business VALUES (1, 'backup', 1, 2000), (2, 'shop', 0, 3000);
            INSERT INTO notifier VALUES (1, 'ann', '13800138000', 'zh', 1, 4000);
            INSERT INTO channel VALUES (5, 1, 'email', 'ann@example.org');
            INSERT INTO assignment VALUES (1, 1);
            INSERT INTO task VALUES (7, 1, 'nightly', x'00112233445566778899aabbccddeeff', 'cron',
                                     '0 2 * * *', 'UTC', 300000, NULL, 0, 5000);
            INSERT INTO flip VALUES (1, 7, 1, 2, 6000, 'missed', 5500, NULL, NULL);
            INSERT INTO alert VALUES (1, 1, 5, 'sent', 1, 6000, NULL, 6500, '');
            INSERT INTO missed_slot VALUES (7, 5500, 'missed');
            INSERT INTO blind VALUES (1, 100, 200, 'stop');
            )sql",
                           "testing");
        // As version 1 made it.
        connection.execute("CREATE TABLE " + bucket_name(day) + R"sql( (
                id INTEGER PRIMARY KEY, task_id INTEGER NOT NULL, at_ms INTEGER NOT NULL,
                kind INTEGER NOT NULL, method TEXT NOT NULL, client_ip TEXT NOT NULL,
                user_agent TEXT NOT NULL, exit_status INTEGER, duration_ms INTEGER,
                previous_id INTEGER NOT NULL, body BLOB) STRICT)sql",
                           "testing");
        connection.run("INSERT INTO bucket VALUES (?, 'task_log', ?)", bucket_name(day), day);
        Statement insert(connection.handle(), "INSERT INTO " + bucket_name(day) +
                                                  " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        for (int i = 0; i < 3; ++i) {
            const PingId previous = newest;
            newest = next_ping_id(newest, monday + Millis{i});
            insert.run(newest, TaskId{7}, monday + Millis{i}, PingKind::success, "GET", "10.0.0.3",
                       "curl/7", std::optional<int>{}, std::optional<Millis>{}, previous, Blob{});
        }
        connection.run("INSERT INTO standing VALUES (7, 1, 6000, ?1, ?2, NULL, NULL, NULL)", newest,
                       monday + Millis{2});
        connection.run("INSERT INTO pulse VALUES (1, ?1, 1, ?2)", monday, newest);
    }
    std::unique_ptr<Store> open() {
        return open_sqlite_store({.directory = directory.path(), .create = false});
    }
};

}  // namespace

TEST_CASE_FIXTURE(VersionOne, "an old database is copied before it is brought up to date") {
    open();
    const std::string copy = path + ".before-v4";
    REQUIRE(std::filesystem::exists(copy));
    Connection old(copy, Connection::Role::writer);
    CHECK_EQ(old.integer("PRAGMA user_version"), 1);
    CHECK_EQ(old.integer("SELECT COUNT(*) FROM task"), 1);
    CHECK_EQ(old.integer("SELECT COUNT(*) FROM sqlite_schema WHERE name = 'user'"), 0);
    CHECK_EQ(old.integer("SELECT COUNT(*) FROM " + bucket_name(day)), 3);
    Connection present(path, Connection::Role::writer);
    CHECK_EQ(present.integer("PRAGMA user_version"), 4);
}

TEST_CASE_FIXTURE(VersionOne, "everything that was there is there, and can be listed and changed") {
    const auto store = open();
    CHECK_EQ(store->settings().size(), 1);
    CHECK_EQ(store->buckets(), std::vector{day});
    CHECK_FALSE(store->has_users());
    const auto pulse = store->pulse();
    REQUIRE(pulse.has_value());
    CHECK_EQ(pulse->tick, monday);
    CHECK_EQ(pulse->replay_from, newest);
    CHECK_EQ(pulse->counted_to, PingId{});  // the first start counts the log that is there

    const auto snapshot = store->snapshot();
    const auto task = snapshot->task_named("nightly");
    REQUIRE(task.has_value());
    CHECK_EQ(task->task.id, TaskId{7});
    CHECK_EQ(task->business, "backup");
    CHECK_EQ(task->task.revision, 1);
    CHECK_EQ(task->standing.last_ping, monday + Millis{2});
    CHECK_EQ(snapshot->tasks({.search = "NIGHT"}).total, 1);
    CHECK_EQ(snapshot->pings(TaskId{7}, PingId{}, 10).size(), 3);
    CHECK_EQ(snapshot->flips(TaskId{7}, 10).size(), 1);
    CHECK_EQ(snapshot->alerts({}).total, 1);
    CHECK_EQ(snapshot->blind_times({}).total, 1);
    CHECK_EQ(snapshot->businesses({}).total, 2);
    CHECK_EQ(snapshot->business_named("backup")->notifiers, Names{"ann"});
    CHECK_EQ(snapshot->business_named("shop")->business.revision, 1);
    CHECK_EQ(snapshot->notifier_named("ann")->notifier.email, "ann@example.org");
    CHECK_EQ(snapshot->notifier_named("ann")->notifier.revision, 1);
    CHECK_EQ(snapshot->counts({}, monday, monday).assignments.before, 1);  // of unknown age: old
    CHECK_EQ(snapshot->users({}).total, 0);
    CHECK_EQ(snapshot->audit({}).total, 0);

    store->commit([](Batch& batch) {
        batch.save(StoreWorld::a_user(1, "the first user", Role::admin));
        batch.save(StoreWorld::a_task(8, "hourly"));
        batch.remove(TaskId{7});
    });
    CHECK(store->has_users());
    CHECK_EQ(names_of(store->snapshot()->tasks({})), Names{"hourly"});
}

TEST_CASE_FIXTURE(VersionOne, "a log table of an older version takes rows of this one") {
    const auto store = open();
    PingRow row;
    row.id = next_ping_id(newest, monday + Millis{9});
    row.task = TaskId{7};
    row.at = monday;
    row.method = "POST";
    row.body = "output";
    row.previous = newest;
    row.run = Uuid{{7}};
    row.wire.late = true;
    store->commit([&](Batch& batch) {
        batch.add(row);
        batch.save(TaskId{7}, Standing{}, row.id);
    });
    const auto snapshot = store->snapshot();
    const auto rows = snapshot->pings(TaskId{7}, PingId{}, 10);
    REQUIRE_EQ(rows.size(), 4);
    CHECK_EQ(rows[0].run, row.run);
    CHECK(rows[0].wire.late);
    CHECK_EQ(rows[0].body_bytes, 6);
    CHECK_FALSE(rows[1].run);
    CHECK_EQ(snapshot->ping_body(TaskId{7}, row.id), "output");
}

TEST_CASE_FIXTURE(VersionOne, "an upgrade gives what was there its own keys") {
    const auto snapshot = open()->snapshot();
    const auto backup = snapshot->business_named("backup")->business;
    const auto shop = snapshot->business_named("shop")->business;
    CHECK_NE(backup.uuid, shop.uuid);
    CHECK_EQ(backup.badge_key.size(), business_key_chars);
    CHECK(backup.ping_key.empty());
    CHECK_EQ(snapshot->secret().size(), 32);
    CHECK_NE(snapshot->task(TaskId{7})->task.badge, Uuid{});
}

TEST_CASE_FIXTURE(VersionOne, "an upgrade is made once") {
    open();
    open();
    CHECK_FALSE(std::filesystem::exists(path + ".before-v4.2"));
    Connection connection(path, Connection::Role::writer);
    CHECK_EQ(connection.integer("SELECT COUNT(*) FROM task_edition"), 1);
}
