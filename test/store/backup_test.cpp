// Copies of a database, what is found in them, and what becomes of one that is put back.
#include "store/backup.h"

#include "base/log.h"
#include "store/restore.h"
#include "store/safety_copy.h"
#include "store/verify.h"
#include "store_world.h"

#include <sys/stat.h>

#include <filesystem>
#include <fstream>

using namespace cronmon;
using namespace std::chrono_literals;

namespace fs = std::filesystem;

namespace {

struct BackupWorld : StoreWorld {
    BackupWorld() {
        log::open("/dev/null", log::Format::text);
        business(1, "db");
        task(1, "nightly");
    }
    std::string copy(const std::string& name = "copy") {
        const std::string path = elsewhere.path(name);
        const auto bytes = store->back_up(path, {});
        REQUIRE_MESSAGE(bytes, bytes.error().message);
        CHECK(*bytes == static_cast<std::int64_t>(fs::file_size(path)));
        return path;
    }
    Verification verify(const std::string& path) {
        return verify_database(*open_database_file(path));
    }
    Restored restore(const std::string& path, Instant at = monday) {
        store.reset();
        const auto from = open_database_file(path);
        const Restored done = restore_database(*from, directory.path(), at, {});
        store = open();
        return done;
    }
    std::vector<std::string> tasks() { return now()->names("task"); }
    void owe(std::int64_t id, Instant at) {
        commit([&](Batch& batch) {
            batch.add(FlipRow{FlipId{id}, TaskId{1},
                              Flip{State::up, State::down, at, Reason::missed, at, {}}, PingId{}});
            batch.owe(AlertId{id}, FlipId{id}, ChannelId{101}, at);
        });
    }
    void sign(bool stopped) {
        commit([&](Batch& batch) { batch.save(Pulse{monday, stopped, {}, {}}); });
    }

    TempDir elsewhere;
};

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE_FIXTURE(BackupWorld, "a copy holds what was there, and only its owner can read it") {
    const std::string path = copy();
    task(2, "later");
    struct stat facts {};
    REQUIRE(::stat(path.c_str(), &facts) == 0);
    CHECK((facts.st_mode & 0777) == 0600);
    const Verification found = verify(path);
    CHECK(found.problems.empty());
    CHECK(found.counts[2] == std::pair<std::string_view, std::int64_t>{"task", 1});
    CHECK(!fs::exists(path + ".part"));
    CHECK(!fs::exists(path + "-wal"));
}

TEST_CASE_FIXTURE(BackupWorld, "what is there is kept, and what belongs to the folder is refused") {
    const std::string path = elsewhere.path("copy");
    std::ofstream(path) << "mine";
    auto refused = store->back_up(path, {});
    REQUIRE(!refused);
    CHECK(refused.error().code == Code::conflict);
    CHECK(fs::file_size(path) == 4);
    refused = back_up(directory.path("cronmon.db"), directory.path("cronmon.db"),
                      {.existing = WholeFile::Existing::replace});
    REQUIRE(!refused);
    CHECK(refused.error().code == Code::invalid);
    CHECK_THROWS_AS(static_cast<void>(store->back_up(elsewhere.path("no/where"), {})), StoreError);
}

TEST_CASE_FIXTURE(BackupWorld, "a copy that is broken off leaves nothing behind") {
    std::stop_source stop;
    stop.request_stop();
    const std::string path = elsewhere.path("copy");
    CHECK_THROWS_AS(static_cast<void>(store->back_up(path, stop.get_token())), StoreError);
    CHECK(fs::is_empty(elsewhere.path()));
}

TEST_CASE_FIXTURE(BackupWorld, "a copy is one moment, however much is written meanwhile") {
    commit([](Batch& batch) { batch.open_bucket(day_of(monday)); });
    const auto ping = [this](std::int64_t number) {
        commit([&](Batch& batch) {
            PingRow row;
            row.id = next_ping_id(PingId{}, monday + Millis{number});
            row.task = TaskId{1};
            row.at = monday;
            const std::string body(3000, 'x');
            row.body = body;
            batch.add(row);
        });
    };
    std::int64_t written = 0;
    for (; written < 800; ++written) ping(written);
    int steps = 0;
    BackupOptions options;
    options.progress = [&](std::int64_t, std::int64_t) {
        ++steps;
        for (int i = 0; i < 10; ++i) ping(written++);
    };
    const std::string path = elsewhere.path("copy");
    REQUIRE(back_up(directory.path("cronmon.db"), path, options));
    CHECK(steps > 2);
    const Verification found = verify(path);
    CHECK(found.problems.empty());
    CHECK(found.counts[4] == std::pair<std::string_view, std::int64_t>{"ping", 800});

    options.log_growth_max = 1;
    CHECK_THROWS_WITH_AS(
        static_cast<void>(back_up(directory.path("cronmon.db"), elsewhere.path("other"), options)),
        doctest::Contains("try again when it is quieter"), StoreError);
    CHECK(!fs::exists(elsewhere.path("other")));
}

TEST_CASE_FIXTURE(BackupWorld, "a file that is none of ours, and one that is damaged, are told") {
    std::ofstream(elsewhere.path("text")) << std::string(10'000, 'x');
    CHECK_THROWS_AS(verify(elsewhere.path("text")), StoreError);
    std::ofstream(elsewhere.path("empty"));
    CHECK_THROWS_WITH_AS(verify(elsewhere.path("empty")), doctest::Contains("not a cronmon"),
                         StoreError);
    const std::string path = copy();
    {
        Connection damage(path, Connection::Role::writer);
        damage.execute(
            "INSERT INTO bucket VALUES ('task_log_20200101', 'task_log', 18262);"
            "CREATE TABLE audit_202001 (id INTEGER); PRAGMA foreign_keys = OFF;"
            "INSERT INTO assignment VALUES (77, 88, 0)",
            "damaging");
    }
    CHECK(verify(path).problems.size() == 4);
    {
        std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
        for (std::streamoff at = 4096 + 50; at < 60'000; at += 4096)
            file.seekp(at).write("\xff\xff\xff\xff", 4);
    }
    try {
        CHECK(!verify(path).problems.empty());
    } catch (const StoreError& error) {
        CHECK(std::string_view(error.what()).find("corrupt") != std::string_view::npos);
    }
}

TEST_CASE_FIXTURE(BackupWorld, "a newer database is neither verified nor restored") {
    const std::string path = copy();
    {
        Connection future(path, Connection::Role::writer);
        future.execute("PRAGMA user_version = 99", "ageing");
    }
    CHECK_THROWS_WITH_AS(verify(path), doctest::Contains("is newer"), StoreError);
}

TEST_CASE_FIXTURE(BackupWorld, "what is restored is there, and what was replaced is kept") {
    const std::string path = copy();
    task(2, "later");
    const Restored done = restore(path);
    CHECK(done.kept == directory.path("cronmon.db.before-restore"));
    CHECK(tasks() == Names{"nightly"});
    CHECK(fs::exists(path));
    task(3, "third");
    CHECK(restore(done.kept).kept == directory.path("cronmon.db.before-restore.2"));
    CHECK(tasks() == Names{"later", "nightly"});
    CHECK(verify(directory.path("cronmon.db.before-restore.2")).counts[2].second == 2);
}

TEST_CASE_FIXTURE(BackupWorld,
                  "it is restored where there was nothing, or nothing that can be read") {
    const std::string path = copy();
    store.reset();
    for (const auto& file : fs::directory_iterator(directory.path())) fs::remove(file);
    CHECK(restore(path).kept.empty());
    CHECK(tasks() == Names{"nightly"});
    store.reset();
    std::ofstream(directory.path("cronmon.db")) << std::string(10'000, 'x');
    const Restored done = restore(path);
    CHECK(tasks() == Names{"nightly"});
    CHECK(fs::file_size(done.kept) == 10'000);
}

TEST_CASE_FIXTURE(BackupWorld, "letters that a running server owed are given up, with the reason") {
    notifier(1, "ops");
    owe(1, monday);
    sign(false);
    const std::string path = copy();
    CHECK(restore(path, monday + 1h).letters_given_up == 1);
    CHECK(store->owed_alerts().empty());
    CHECK(store->pulse()->restored);
}

TEST_CASE_FIXTURE(BackupWorld, "what a stopped server owed is still owed, for a day") {
    notifier(1, "ops");
    owe(1, monday);
    owe(2, monday - 25h);
    sign(true);
    const std::string path = copy();
    CHECK(restore(path, monday + 1h).letters_given_up == 1);
    REQUIRE(store->owed_alerts().size() == 1);
    CHECK(store->owed_alerts()[0].id == AlertId{1});
}

TEST_CASE_FIXTURE(BackupWorld, "a folder begins anew, and what it had is kept") {
    store.reset();
    const std::string kept = set_database_aside(directory.path());
    CHECK(kept == directory.path("cronmon.db.before-reset"));
    CHECK(verify(kept).counts[2].second == 1);
    CHECK(set_database_aside(directory.path()).empty());
    store = open();
    CHECK(tasks().empty());
}

TEST_CASE_FIXTURE(BackupWorld, "two at once do not write the same file") {
    const std::string path = elsewhere.path("copy");
    const WholeFile other(path);
    CHECK_THROWS_WITH_AS(static_cast<void>(store->back_up(path, {})),
                         doctest::Contains("is being written"), StoreError);
    CHECK(fs::exists(path + ".part"));
}

TEST_CASE("a migration that came to nothing is undone, and one that did not happen is not") {
    BackupWorld world;
    const std::string path = world.directory.path("cronmon.db");
    CHECK(undo_migration(world.directory.path()).empty());
    world.store.reset();
    const std::int64_t version =
        Connection(path, Connection::Role::at_rest).integer("PRAGMA user_version");
    const std::string copy = copy_name(path, version + 1);
    {
        Connection newer(path, Connection::Role::writer);
        CHECK(make_safety_copy(newer, version + 1) == copy);
        // An older copy of the same name, and one that was not finished, are not meant.
        fs::copy_file(copy, copy_name(path, 1));
        fs::last_write_time(copy_name(path, 1), fs::last_write_time(copy) - 1h);
        fs::copy_file(copy, copy + ".part");
        std::ofstream(copy_name(path, 3) + ".9") << "no database";
        newer.execute(
            "DROP TABLE missed_slot; PRAGMA user_version = " + std::to_string(version + 1),
            "migrating");
        CHECK_THROWS_AS(world.open(), StoreError);
    }
    CHECK(undo_migration(world.directory.path()) == copy);
    CHECK_FALSE(fs::exists(copy));
    CHECK_FALSE(fs::exists(path + "-wal"));
    world.store = world.open();
    CHECK(world.tasks() == Names{"nightly"});
    world.store.reset();
    Connection(path, Connection::Role::writer)
        .execute("PRAGMA user_version = " + std::to_string(version + 1), "migrating");
    fs::remove(copy_name(path, 1));
    CHECK_THROWS_AS(undo_migration(world.directory.path()), StoreError);
}
