// DIRECTORY/cronmon.db from nothing, from an older version, or as it was left.
#include "base/log.h"
#include "embedded/schema.h"
#include "store/failure.h"
#include "store/migrate.h"
#include "store/safety_copy.h"
#include "store/sqlite_store.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <cerrno>

namespace cronmon {
namespace {

[[noreturn]] void refuse(const std::string& path, int system_errno) {
    throw StoreError(failure_sentence(path, SQLITE_CANTOPEN, system_errno, "opening", ""));
}

// Only its owner may read it: it holds what jobs said, and secrets among the settings.
void make_file(const std::string& path) {
    const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (descriptor < 0) refuse(path, errno);
    ::close(descriptor);
    sync_directory_of(path);
}

void need_file(const std::string& path, bool create) {
    if (::access(path.c_str(), F_OK) == 0) {
        if (::access(path.c_str(), R_OK | W_OK) != 0) refuse(path, errno);
        return;
    }
    if (errno != ENOENT || !create) refuse(path, errno);
    make_file(path);
}

// Free pages can then be given back in slices. It has to be said before anything is in the file.
void keep_map_of_pages(Connection& writer) {
    writer.execute("PRAGMA auto_vacuum = INCREMENTAL", "making it");
}

void use_write_ahead_log(Connection& writer) {
    Statement set(writer.handle(), "PRAGMA journal_mode = WAL");
    Query row = set.query();
    if (!row.next() || row.take_view() != "wal")
        throw StoreError("database " + writer.path() +
                         " cannot have a write-ahead log here; its directory must be on a local "
                         "disk");
}

}  // namespace

std::unique_ptr<Store> open_sqlite_store(const StoreOptions& options) {
    const std::string path = options.directory + "/cronmon.db";
    const std::string_view schema = embedded::schema_sql();
    const auto newest = static_cast<std::int64_t>(schema_versions(schema).size());
    need_file(path, options.create);
    auto writer = std::make_unique<Connection>(path, Connection::Role::writer);
    if (version_of(*writer, newest) == 0) keep_map_of_pages(*writer);  // before anything is changed
    use_write_ahead_log(*writer);
    migrate(*writer, schema, [&] {
        log::info("database_copied",
                  {{"before_version", newest}, {"copy", make_safety_copy(*writer, newest)}});
    });
    return std::make_unique<SqliteStore>(std::move(writer));
}

}  // namespace cronmon
