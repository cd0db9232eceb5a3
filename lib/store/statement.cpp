#include "store/statement.h"

#include "store/failure.h"

#include <cerrno>
#include <cstring>

namespace cronmon {
namespace {

// What a failing statement was doing, for the sentence.
std::string_view attempt_of(sqlite3_stmt* statement) {
    const std::string_view sql = sqlite3_sql(statement);
    if (sql.starts_with("COMMIT")) return "committing";
    return sqlite3_stmt_readonly(statement) != 0 ? "reading" : "writing";
}

}  // namespace

Statement::Statement(sqlite3* connection, std::string_view sql) {
    sqlite3_stmt* made = nullptr;
    const int code = sqlite3_prepare_v3(connection, sql.data(), static_cast<int>(sql.size()),
                                        SQLITE_PREPARE_PERSISTENT, &made, nullptr);
    handle_.reset(made);
    if (code != SQLITE_OK) fail(connection, "preparing a statement");
}

void Statement::step_to_end() {
    Query query(handle_.get());  // resets, also when it throws
    while (query.next()) {
    }
}

void Statement::fail_bind() const { fail(sqlite3_db_handle(handle_.get()), "binding values"); }

void Query::fail_step() const {
    const int system_errno = errno;
    fail(sqlite3_db_handle(statement_), attempt_of(statement_), system_errno);
}

std::string_view Query::view(int column) const {
    const void* data = sqlite3_column_blob(statement_, column);  // text: the same bytes, UTF-8
    const auto bytes = static_cast<std::size_t>(sqlite3_column_bytes(statement_, column));
    return data == nullptr ? std::string_view{}
                           : std::string_view{static_cast<const char*>(data), bytes};
}

std::string_view Query::take_view() { return view(column_++); }

Uuid Query::uuid(int column) const {
    Uuid uuid;
    const std::string_view bytes = view(column);
    if (bytes.size() != uuid.bytes.size()) unreadable("a uuid");
    std::memcpy(uuid.bytes.data(), bytes.data(), bytes.size());
    return uuid;
}

void Query::unreadable(std::string_view what) const {
    throw StoreError("database " +
                     std::string(sqlite3_db_filename(sqlite3_db_handle(statement_), "main")) +
                     " holds " + std::string(what) + " that cannot be read; restore a backup");
}

}  // namespace cronmon
