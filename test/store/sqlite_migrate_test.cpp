#include "store/migrate.h"
#include "store/safety_copy.h"
#include "support/temp_dir.h"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>

using namespace cronmon;

namespace {

constexpr std::string_view one = R"sql(-- What this is about.
-- version 1
CREATE TABLE song (id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;
CREATE TABLE verse (id INTEGER PRIMARY KEY,
                    song_id INTEGER NOT NULL REFERENCES song (id) ON DELETE CASCADE) STRICT;
)sql";
const std::string two = std::string(one) + R"sql(
-- version 2
ALTER TABLE song ADD COLUMN year INTEGER;
)sql";
const std::string broken_three = two + R"sql(
-- version 3
CREATE TABLE singer (id INTEGER PRIMARY KEY) STRICT;
INSERT INTO nowhere VALUES (1);
)sql";
const std::string three = two + R"sql(
-- version 3
CREATE TABLE new_song (id INTEGER PRIMARY KEY, name TEXT, year INTEGER) STRICT;
INSERT INTO new_song SELECT * FROM song;
DROP TABLE song;
ALTER TABLE new_song RENAME TO song;
)sql";
const std::string orphaning_three = two + "\n-- version 3\nDELETE FROM song;\n";

struct Migration {
    TempDir directory;
    std::string path = directory.path("cronmon.db");
    int copies = 0;

    Migration() { std::ofstream{path}; }

    Connection open() { return Connection(path, Connection::Role::writer); }
    void apply(std::string_view schema) {
        Connection connection = open();
        connection.execute("PRAGMA journal_mode = WAL", "testing");
        migrate(connection, schema, [&] { ++copies; });
        CHECK_EQ(connection.integer("PRAGMA foreign_keys"), 1);
    }
    std::string failure(std::string_view schema) {
        try {
            apply(schema);
        } catch (const StoreError& e) {
            return e.what();
        }
        return "";
    }
    std::int64_t number(std::string_view sql) { return open().integer(sql); }
    void run(const std::string& sql) { open().execute(sql, "testing"); }
    std::string copy(std::int64_t version) {
        Connection connection = open();
        return make_safety_copy(connection, version);
    }
};

}  // namespace

TEST_CASE("a schema is split at its versions, what stands before the first is for people") {
    const auto versions = schema_versions(two);
    REQUIRE(versions.size() == 2);
    CHECK_NE(versions[0].find("CREATE TABLE song"), std::string::npos);
    CHECK_NE(versions[1].find("ALTER TABLE song"), std::string::npos);
    CHECK_EQ(versions[1].find("CREATE TABLE song"), std::string::npos);
    CHECK(schema_versions("").empty());
    CHECK_EQ(schema_versions("-- version 1\nSELECT 1").size(), 1);
}

TEST_CASE_FIXTURE(Migration, "a new database gets all versions at once, without a copy") {
    apply(two);
    CHECK_EQ(number("PRAGMA user_version"), 2);
    CHECK_EQ(number("PRAGMA application_id"), application_id);
    CHECK_EQ(copies, 0);
}

TEST_CASE_FIXTURE(Migration, "a database in use gets what it lacks, after a copy was made") {
    apply(one);
    run("INSERT INTO song (id, name) VALUES (1, 'Aria')");
    apply(two);
    CHECK_EQ(copies, 1);
    CHECK_EQ(number("SELECT COUNT(*) FROM song WHERE year IS NULL"), 1);
    apply(two);
    CHECK_EQ(copies, 1);
}

TEST_CASE_FIXTURE(Migration,
                  "a version that fails leaves the database as the one before it made it") {
    apply(one);
    run("INSERT INTO song (id, name) VALUES (1, 'Aria')");
    const std::string sentence = failure(broken_three);
    CHECK_NE(sentence.find("no such table: nowhere while upgrading to version 3"),
             std::string::npos);
    CHECK_EQ(number("PRAGMA user_version"), 2);
    CHECK_EQ(number("SELECT COUNT(*) FROM sqlite_schema WHERE name = 'singer'"), 0);
    CHECK_EQ(number("SELECT COUNT(*) FROM song"), 1);
    apply(three);
    CHECK_EQ(number("PRAGMA user_version"), 3);
}

TEST_CASE_FIXTURE(Migration, "a table can be made anew without losing what refers to it") {
    apply(two);
    run("INSERT INTO song (id, name) VALUES (1, 'Aria'); INSERT INTO verse VALUES (1, 1)");
    apply(three);
    CHECK_EQ(number("SELECT COUNT(*) FROM verse"), 1);
}

TEST_CASE_FIXTURE(Migration, "an upgrade that leaves orphans is undone") {
    apply(two);
    run("INSERT INTO song (id, name) VALUES (1, 'Aria'); INSERT INTO verse VALUES (1, 1)");
    CHECK_NE(failure(orphaning_three).find("refer to nothing"), std::string::npos);
    CHECK_EQ(number("SELECT COUNT(*) FROM song"), 1);
    CHECK_EQ(number("PRAGMA user_version"), 2);
}

TEST_CASE_FIXTURE(Migration, "a newer database is refused") {
    apply(two);
    CHECK_EQ(failure(one), "database " + path +
                               " is newer (version 2) than this cronmon (version 1); install the "
                               "newer cronmon or restore cronmon.db.before-v2");
}

TEST_CASE_FIXTURE(Migration,
                  "a copy holds what was there, log and all, and only its owner reads it") {
    apply(one);
    Connection connection = open();
    connection.execute("INSERT INTO song (id, name) VALUES (1, 'Aria')", "testing");
    const std::string copied = make_safety_copy(connection, 2);
    CHECK_EQ(copied, path + ".before-v2");
    struct stat status {};
    REQUIRE(::stat(copied.c_str(), &status) == 0);
    CHECK_EQ(status.st_mode & 0777, 0600);
    Connection copy(copied, Connection::Role::writer);
    CHECK_EQ(copy.integer("SELECT COUNT(*) FROM song"), 1);
    CHECK_EQ(copy.integer("PRAGMA user_version"), 1);
    CHECK_EQ(copy.integer("PRAGMA application_id"), application_id);
    CHECK_FALSE(std::filesystem::exists(copied + ".part"));
}

TEST_CASE_FIXTURE(Migration,
                  "a copy of the same content is not made twice, nor is one overwritten") {
    apply(one);
    CHECK_EQ(copy(2), path + ".before-v2");
    CHECK_EQ(copy(2), path + ".before-v2");
    run("INSERT INTO song (id, name) VALUES (1, 'Aria')");
    CHECK_EQ(copy(2), path + ".before-v2.2");
    CHECK_EQ(copy(2), path + ".before-v2.2");
    CHECK_EQ(Connection(path + ".before-v2", Connection::Role::writer)
                 .integer("SELECT COUNT(*) FROM song"),
             0);
}

TEST_CASE_FIXTURE(Migration, "a copy that was broken off is begun again") {
    apply(one);
    std::ofstream(path + ".before-v2.part") << "half";
    CHECK_EQ(copy(2), path + ".before-v2");
    CHECK_FALSE(std::filesystem::exists(path + ".before-v2.part"));
}
