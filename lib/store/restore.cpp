#include "store/restore.h"

#include "base/log.h"
#include "embedded/schema.h"
#include "store/failure.h"
#include "store/migrate.h"
#include "store/safety_copy.h"

#include <stdio.h>

#include <cerrno>
#include <filesystem>
#include <system_error>

namespace cronmon {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view not_sent_again =
    "owed when the backup was made, and not sent again after it was restored";

std::string database_in(const std::string& directory) { return directory + "/cronmon.db"; }

void rename(const std::string& from, const std::string& to) {
    if (::rename(from.c_str(), to.c_str()) != 0)
        throw StoreError("cannot rename " + from + " to " + to + ": " +
                         std::generic_category().message(errno));
}

// Brings what the write-ahead log holds into the database file. One that cannot be read at all is
// kept as it is: it may be the very reason for all this.
void bring_log_home(const std::string& path) {
    bool held = false;
    try {
        Connection writer(path, Connection::Role::writer);
        held = writer.integer("PRAGMA wal_checkpoint(TRUNCATE)") != 0;
    } catch (const StoreError& error) {
        log::warning("database_not_readable", {{"why", error.what()}});
    }
    if (held)
        throw StoreError("database " + path +
                         " is being read by another program; try again when it is done");
}

// The log of a database that cannot be read stays with it, under its new name.
void move_log(const std::string& path, const std::string& kept) {
    if (file_bytes(path + "-wal") > 0) rename(path + "-wal", kept + "-wal");
    for (const char* suffix : {"-wal", "-shm"}) ::unlink((path + suffix).c_str());
    sync_directory_of(path);
}

// What a restored database has to know about itself.
std::int64_t note_restore(const std::string& path, Instant now) {
    Connection copy(path, Connection::Role::writer);
    copy.execute("BEGIN IMMEDIATE", "restoring");
    copy.run(R"sql(
        UPDATE alert SET status = 'failed', next_try_ms = NULL, error = ?
        WHERE status = 'owed'
              AND (created_ms < ? OR NOT EXISTS (SELECT 1 FROM pulse WHERE stopped <> 0)))sql",
             not_sent_again, now - restored_letter_age_max);
    const std::int64_t letters = copy.changes();
    copy.run("UPDATE pulse SET stopped = ?", pulse_restored);
    copy.execute("COMMIT", "restoring");
    copy.integer("PRAGMA wal_checkpoint(TRUNCATE)");
    return letters;
}

std::int64_t version_at_rest(const std::string& path) {
    return Connection(path, Connection::Role::at_rest).integer("PRAGMA user_version");
}

bool is_of_version(const std::string& path, std::int64_t version) {
    try {
        return version_at_rest(path) == version;
    } catch (const StoreError&) {
        return false;  // it is no database at all
    }
}

// The one that was made, or found to be still good, last.
std::string newest_safety_copy(const std::string& path, std::int64_t version) {
    const std::string prefix = copy_name(fs::path(path).filename().string(), 0);
    const std::string beginning = prefix.substr(0, prefix.size() - 1);
    std::string newest;
    for (const auto& entry : fs::directory_iterator(fs::path(path).parent_path())) {
        const std::string name = entry.path().filename().string();
        if (!name.starts_with(beginning) || name.ends_with(".part")) continue;
        const bool is_newer =
            newest.empty() || fs::last_write_time(newest) < entry.last_write_time();
        if (is_newer && is_of_version(entry.path().string(), version))
            newest = entry.path().string();
    }
    return newest;
}

}  // namespace

Restored restore_database(Connection& from, const std::string& directory, Instant now,
                          const CopyProgress& progress) {
    const std::string path = database_in(directory);
    WholeFile file(path);
    copy_database(from, file, {.progress = progress});
    Restored restored{{}, note_restore(file.part(), now)};
    if (!fs::exists(path)) {
        for (const char* suffix : {"-wal", "-shm"}) ::unlink((path + suffix).c_str());
        if (!file.settle(WholeFile::Existing::keep))
            throw StoreError("database " + path + " has appeared meanwhile");
        return restored;
    }
    bring_log_home(path);
    restored.kept = free_name(path + ".before-restore");
    move_log(path, restored.kept);
    file.exchange(restored.kept);
    return restored;
}

std::string undo_migration(const std::string& directory) {
    const std::string path = database_in(directory);
    const auto ours = static_cast<std::int64_t>(schema_versions(embedded::schema_sql()).size());
    bring_log_home(path);
    if (version_at_rest(path) <= ours) return {};
    const std::string copy = newest_safety_copy(path, ours);
    if (copy.empty())
        throw StoreError("database " + path + " is newer, and has no copy from before");
    for (const char* suffix : {"-wal", "-shm"}) ::unlink((path + suffix).c_str());
    rename(copy, path);
    sync_directory_of(path);
    return copy;
}

std::string set_database_aside(const std::string& directory) {
    const std::string path = database_in(directory);
    if (!fs::exists(path)) return {};
    bring_log_home(path);
    const std::string kept = free_name(path + ".before-reset");
    move_log(path, kept);
    rename(path, kept);
    sync_directory_of(path);
    return kept;
}

}  // namespace cronmon
