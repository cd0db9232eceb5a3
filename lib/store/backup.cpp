#include "store/backup.h"

#include "base/quote.h"
#include "store/failure.h"
#include "store/migrate.h"

#include <SQLiteCpp/Backup.h>
#include <SQLiteCpp/Exception.h>

#include <cerrno>
#include <filesystem>

namespace cronmon {
namespace {

namespace fs = std::filesystem;

constexpr int pages_per_step = 256;
// Written and not flushed there is never more than this.
constexpr std::int64_t flush_every_bytes = 4 << 20;
constexpr std::int64_t megabyte = 1'000'000;

// The connection sees one moment as long as this lives.
class ReadTransaction {
public:
    explicit ReadTransaction(Connection& connection) : connection_(connection) {
        connection_.execute("BEGIN", "copying it");
        connection_.integer("SELECT COUNT(*) FROM sqlite_schema");  // which begins to read
    }
    ~ReadTransaction() { connection_.roll_back(); }
    ReadTransaction(const ReadTransaction&) = delete;
    ReadTransaction& operator=(const ReadTransaction&) = delete;

private:
    Connection& connection_;
};

// What has to be looked at between two steps.
class Watchman {
public:
    Watchman(const std::string& path, const BackupOptions& options)
        : options_(options), log_(path + "-wal"), log_bytes_(file_bytes(log_)) {}

    void look() const {
        if (options_.stop.stop_requested())
            throw StoreError("the copy was broken off, because cronmon stops");
        const std::int64_t grown = file_bytes(log_) - log_bytes_;
        if (grown > options_.log_growth_max)
            throw StoreError("so much is written at the moment (" +
                             std::to_string(grown / megabyte) +
                             " MB while it was copied) that the copy was given up; try again when "
                             "it is quieter");
    }

private:
    const BackupOptions& options_;
    const std::string log_;
    const std::int64_t log_bytes_;
};

void copy_pages(Connection& from, SQLite::Database& copy, WholeFile& to,
                const BackupOptions& options) {
    const std::int64_t page_bytes = from.integer("PRAGMA page_size");
    const Watchman watchman(from.path(), options);
    SQLite::Backup backup(copy, from.database());
    std::int64_t flushed = 0;
    for (int code = SQLITE_OK; code != SQLITE_DONE;) {
        watchman.look();
        code = backup.executeStep(pages_per_step);
        if (code != SQLITE_OK && code != SQLITE_DONE)
            throw SQLite::Exception("the database is busy", code);
        const std::int64_t total = backup.getTotalPageCount() * page_bytes;
        const std::int64_t done = total - backup.getRemainingPageCount() * page_bytes;
        if (done - flushed >= flush_every_bytes) {
            to.flush();
            flushed = done;
        }
        if (options.progress) options.progress(done, total);
    }
}

// Whoever names the database itself, or what lies beside it, has mistaken something.
bool is_of_the_folder(const std::string& database, const std::string& target) {
    std::error_code absent;
    const fs::path path = fs::absolute(target);
    return path.filename().string().starts_with("cronmon.") &&
           fs::equivalent(path.parent_path(), fs::absolute(database).parent_path(), absent);
}

}  // namespace

void copy_database(Connection& from, WholeFile& to, const BackupOptions& options) {
    const ReadTransaction moment(from);
    errno = 0;
    try {
        SQLite::Database copy(to.part(), SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX);
        copy.exec("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF");  // flushed by `to`
        copy_pages(from, copy, to, options);
    } catch (const SQLite::Exception& e) {
        const int system_errno = errno;
        throw StoreError(failure_sentence(from.path(), e.getExtendedErrorCode(), system_errno,
                                          "copying it to " + to.path(), e.what()));
    }
}

Result<std::int64_t> back_up(const std::string& database, const std::string& target,
                             const BackupOptions& options) {
    const Error taken{Code::conflict, "backup: there is already a file " + quote(target)};
    if (is_of_the_folder(database, target))
        return Error{Code::invalid, "backup: " + quote(target) +
                                        " belongs to the data folder itself; choose another name"};
    // The log of another database would be taken for the copy's own.
    if (fs::exists(target + "-wal"))
        return Error{Code::conflict, "backup: " + quote(target) + " is a database in use (" +
                                         quote(target + "-wal") +
                                         " is there); choose another name"};
    const bool keep = options.existing == WholeFile::Existing::keep;
    if (keep && fs::exists(fs::symlink_status(target))) return taken;
    Connection source(database, Connection::Role::reader);
    refuse_foreign(source);
    WholeFile file(target);
    copy_database(source, file, options);
    if (!file.settle(options.existing)) return taken;
    return file_bytes(file.path());
}

std::unique_ptr<Connection> open_database_file(const std::string& path) {
    const bool in_use = fs::exists(path + "-wal");
    return std::make_unique<Connection>(
        path, in_use ? Connection::Role::reader : Connection::Role::at_rest);
}

}  // namespace cronmon
