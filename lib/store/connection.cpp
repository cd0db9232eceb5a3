#include "store/connection.h"

#include "store/failure.h"

#include <SQLiteCpp/Exception.h>

#include <cerrno>

namespace cronmon {
namespace {

// The day's tables have statements of their own, so their number grows with time.
constexpr std::size_t statements_max = 256;

constexpr const char* writer_pragmas = R"sql(
    PRAGMA synchronous = FULL;             -- a commit is durable when it returns
    PRAGMA foreign_keys = ON;
    PRAGMA wal_autocheckpoint = 0;         -- Store::checkpoint decides when
    PRAGMA journal_size_limit = 67108864;  -- a big write-ahead log is cut when it starts anew
    PRAGMA cache_size = -8192;             -- KiB
    PRAGMA temp_store = MEMORY;
    PRAGMA trusted_schema = OFF;
    PRAGMA secure_delete = OFF;            -- dropping a bucket would overwrite it first
)sql";

constexpr const char* reader_pragmas = R"sql(
    PRAGMA query_only = ON;
    PRAGMA cache_size = -1024;
    PRAGMA temp_store = MEMORY;
    PRAGMA trusted_schema = OFF;
)sql";

// sqlite.org/uri.html: a file that does not change needs neither locks nor a write-ahead log.
std::string as_immutable(const std::string& path) {
    std::string uri = "file:";
    for (const char c : path) {
        if (c == '?') uri += "%3f";
        else if (c == '#') uri += "%23";
        else if (c == '%') uri += "%25";
        else uri += c;
    }
    return uri += "?immutable=1";
}

SQLite::Database open(const std::string& path, Connection::Role role) {
    // Counting every allocation behind one lock is of no use to us.
    static const int configured = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    static_cast<void>(configured);
    const bool at_rest = role == Connection::Role::at_rest;
    const int access =
        role == Connection::Role::writer ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY;
    try {
        return SQLite::Database(
            at_rest ? as_immutable(path) : path,
            access | (at_rest ? SQLITE_OPEN_URI : 0) | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE,
            busy_timeout_ms);
    } catch (const SQLite::Exception& e) {
        throw StoreError(
            failure_sentence(path, e.getExtendedErrorCode(), 0, "opening", e.getErrorStr()));
    }
}

}  // namespace

Connection::Connection(const std::string& path, Role role)
    : path_(path), database_(open(path, role)) {
    sqlite3_extended_result_codes(handle(), 1);
    sqlite3_db_config(handle(), SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    if (role != Role::writer)
        sqlite3_db_config(handle(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    else if (sqlite3_db_readonly(handle(), "main") != 0)  // SQLite then opens it read-only
        throw StoreError(failure_sentence(path, SQLITE_READONLY, EACCES, "opening", ""));
    execute(role == Role::writer ? writer_pragmas : reader_pragmas, "opening");
}

Statement& Connection::prepared(std::string_view sql) {
    const auto found = statements_.find(sql);
    if (found != statements_.end()) return found->second;
    return statements_.emplace(std::string(sql), Statement(handle(), sql)).first->second;
}

void Connection::execute(const std::string& sql, std::string_view attempt) {
    if (sqlite3_exec(handle(), sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
        fail(handle(), attempt);
}

std::int64_t Connection::integer(std::string_view sql) {
    Statement statement(handle(), sql);
    Query row = statement.query();
    return row.next() ? row.take<std::int64_t>() : 0;
}

void Connection::roll_back() noexcept {
    if (sqlite3_get_autocommit(handle()) == 0)
        sqlite3_exec(handle(), "ROLLBACK", nullptr, nullptr, nullptr);
}

void Connection::trim() {
    if (statements_.size() > statements_max) statements_.clear();
}

}  // namespace cronmon
