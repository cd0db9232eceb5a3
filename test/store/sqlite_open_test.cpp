// What can be wrong with the file, as an operator is told.
#include "store/store_world.h"

#include <fcntl.h>
#include <signal.h>
#include <sqlite3.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <fstream>

using namespace cronmon;

namespace {

// Why the store in `directory` does not open.
std::string refusal(const std::string& directory, bool create = true) {
    try {
        open_sqlite_store({.directory = directory, .create = create});
    } catch (const StoreError& e) {
        return e.what();
    }
    return "(it opened)";
}

// Another program at the same file.
class Shell {
public:
    explicit Shell(const std::string& path) {
        REQUIRE(sqlite3_open(path.c_str(), &database_) == 0);
    }
    ~Shell() { sqlite3_close(database_); }
    Shell(const Shell&) = delete;
    Shell& operator=(const Shell&) = delete;

    void run(const std::string& sql) {
        char* error = nullptr;
        const int code = sqlite3_exec(database_, sql.c_str(), nullptr, nullptr, &error);
        REQUIRE_MESSAGE(code == SQLITE_OK, error);
    }

private:
    sqlite3* database_ = nullptr;
};

void overwrite(const std::string& path, std::streamoff at, const std::string& bytes) {
    std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(at);
    file << bytes;
    REQUIRE(file.good());
}

// No file may grow beyond `bytes` while this lives: a disk that is full for us alone.
class SmallDisk {
public:
    explicit SmallDisk(rlim_t bytes) {
        old_handler_ = ::signal(SIGXFSZ, SIG_IGN);
        ::getrlimit(RLIMIT_FSIZE, &old_);
        const rlimit small{bytes, old_.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &small);
    }
    ~SmallDisk() {
        ::setrlimit(RLIMIT_FSIZE, &old_);
        ::signal(SIGXFSZ, old_handler_);
    }
    SmallDisk(const SmallDisk&) = delete;
    SmallDisk& operator=(const SmallDisk&) = delete;

private:
    rlimit old_{};
    sighandler_t old_handler_ = nullptr;
};

struct FileWorld : StoreWorld {
    std::string path = directory.path("cronmon.db");

    // The file without a store, for others to change.
    void change(const std::string& sql) {
        store.reset();
        Shell(path).run(sql);
    }
};

}  // namespace

TEST_CASE_FIXTURE(FileWorld, "a new database is readable by its owner only") {
    struct stat status {};
    for (const char* suffix : {"", "-wal"}) {
        REQUIRE(::stat((path + suffix).c_str(), &status) == 0);
        CHECK_EQ(status.st_mode & 0777, 0600);
    }
}

TEST_CASE_FIXTURE(FileWorld, "closing leaves one file behind") {
    now()->names("task");
    business(1, "backup");
    store.reset();
    CHECK(std::filesystem::exists(path));
    CHECK_FALSE(std::filesystem::exists(path + "-wal"));
}

TEST_CASE_FIXTURE(FileWorld, "an empty file becomes a database") {
    store.reset();
    std::filesystem::resize_file(path, 0);
    store = open();
    business(1, "backup");
}

TEST_CASE("a database that must be there and is not is refused") {
    const TempDir directory;
    CHECK_EQ(refusal(directory.path(), false),
             "database " + directory.path("cronmon.db") +
                 " cannot be opened (No such file or directory): it and its directory must be "
                 "writable");
    CHECK_FALSE(std::filesystem::exists(directory.path("cronmon.db")));
}

TEST_CASE("a directory that is not there is refused") {
    CHECK_EQ(refusal("/nonexistent/cronmon"),
             "database /nonexistent/cronmon/cronmon.db cannot be opened (No such file or "
             "directory): it and its directory must be writable");
}

TEST_CASE_FIXTURE(FileWorld, "the database of a newer cronmon is refused and not touched") {
    change("PRAGMA user_version = 9");
    CHECK_EQ(refusal(directory.path()),
             "database " + path +
                 " is newer (version 9) than this cronmon (version 4); install the newer cronmon "
                 "or restore cronmon.db.before-v9");
    CHECK_EQ(refusal(directory.path()).find("opened"), std::string::npos);
}

TEST_CASE("another program's database is refused and not touched") {
    const TempDir directory;
    const std::string path = directory.path("cronmon.db");
    Shell(path).run("CREATE TABLE song (id INTEGER PRIMARY KEY)");
    CHECK_EQ(refusal(directory.path()), "database " + path + " is not a cronmon database");
    Shell(path).run("PRAGMA user_version = 1; PRAGMA application_id = 77");
    CHECK_EQ(refusal(directory.path()), "database " + path + " is not a cronmon database");
    CHECK_FALSE(std::filesystem::exists(path + "-wal"));
}

TEST_CASE("a file that is no database is refused and not touched") {
    const TempDir directory;
    const std::string path = directory.path("cronmon.db");
    const std::string text(5000, 'x');
    std::ofstream(path) << text;
    CHECK_EQ(refusal(directory.path()), "database " + path + " is not a cronmon database");
    CHECK_EQ(std::filesystem::file_size(path), text.size());
}

TEST_CASE_FIXTURE(FileWorld, "a corrupt database is refused") {
    store.reset();
    overwrite(path, 100, std::string(4096 - 100, '\x5a'));  // all of page 1 but its header
    CHECK_EQ(
        refusal(directory.path()),
        "database " + path + " is corrupt (database disk image is malformed); restore a backup");
}

TEST_CASE_FIXTURE(FileWorld, "a truncated database is refused") {
    store.reset();
    std::filesystem::resize_file(path, 6000);
    CHECK_NE(refusal(directory.path()).find("is corrupt"), std::string::npos);
}

TEST_CASE_FIXTURE(FileWorld, "another program's lock is named, and when it is gone all is well") {
    {
        Shell shell(path);
        shell.run("BEGIN IMMEDIATE");
        std::string sentence;
        try {
            business(1, "backup");
        } catch (const StoreError& e) {
            sentence = e.what();
        }
        CHECK_EQ(sentence, "database " + path + " is locked by another program");
    }
    business(1, "backup");
    CHECK_EQ(now()->names("business"), Names{"backup"});
}

TEST_CASE_FIXTURE(FileWorld, "a full disk is named, loses nothing, and is forgotten with room") {
    business(1, "backup");
    task(1, "nightly");
    chain(1, {monday});
    std::string sentence;
    try {
        const SmallDisk disk(std::filesystem::file_size(path + "-wal") + 8192);
        commit([&](Batch& batch) {
            const std::string body(200'000, 'x');
            PingRow row = a_ping(first_ping_id(monday + Millis{1}), 1, monday);
            row.body = body;
            batch.add(row);
        });
    } catch (const StoreError& e) {
        sentence = e.what();
    }
    CHECK_EQ(sentence, "database " + path +
                           ": disk full while committing; free some space, pings are refused "
                           "until then");
    CHECK_EQ(now()->pings(TaskId{1}, PingId{}, 5).size(), 1);
    chain(1, {monday + Millis{1}, monday + Millis{2}});
    reopen();
    CHECK_EQ(now()->pings(TaskId{1}, PingId{}, 5).size(), 2);
    CHECK_EQ(now()->names("task"), Names{"nightly"});
}

TEST_CASE_FIXTURE(FileWorld, "a checkpoint on a full disk fails, and works when there is room") {
    business(1, "backup");
    task(1, "nightly");
    commit([](Batch& batch) {
        batch.open_bucket(day_of(monday));
        const std::string body(300'000, 'x');
        PingRow row = a_ping(first_ping_id(monday), 1, monday);
        row.body = body;
        batch.add(row);
    });
    {
        const SmallDisk disk(100'000);
        CHECK_THROWS_AS(store->checkpoint(Store::Checkpoint::passive), StoreError);
    }
    CHECK_EQ(store->checkpoint(Store::Checkpoint::passive), 0);
    CHECK_EQ(now()->ping_body(TaskId{1}, first_ping_id(monday))->size(), 300'000);
}

TEST_CASE_FIXTURE(FileWorld, "a zone that this machine does not know becomes UTC") {
    business(1, "backup");
    task(1, "nightly");
    change("UPDATE task SET tz = 'Mars/Olympus'");
    store = open();
    std::vector<TaskRow> rows;
    store->for_each_task([&](TaskRow row) { rows.push_back(std::move(row)); });
    REQUIRE(rows.size() == 1);
    CHECK_EQ(rows[0].task.schedule.text(), "0 2 * * *");
    CHECK_EQ(rows[0].task.schedule.zone().name(), "UTC");
}

TEST_CASE_FIXTURE(FileWorld, "a schedule that cannot be read is named with its task") {
    business(1, "backup");
    task(1, "nightly");
    change("UPDATE task SET schedule = 'at dawn'");
    store = open();
    std::string sentence;
    try {
        store->for_each_task([](const TaskRow&) {});
    } catch (const StoreError& e) {
        sentence = e.what();
    }
    CHECK_NE(sentence.find("task 1 'nightly'"), std::string::npos);
    CHECK_NE(sentence.find("'at dawn'"), std::string::npos);
    business(2, "still usable");
}

TEST_CASE_FIXTURE(FileWorld, "a number that means nothing is not taken for a state") {
    business(1, "backup");
    task(1, "nightly");
    change("UPDATE standing SET state = 9");
    store = open();
    CHECK_THROWS_AS(now()->tasks(ListQuery{}), StoreError);
    CHECK_EQ(now()->names("task"), Names{"nightly"});
}
