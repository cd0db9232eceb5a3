#include "store/failure.h"

#include <sqlite3.h>

#include <cerrno>
#include <system_error>

namespace cronmon {
namespace {

// A full disk, a full quota and a full allowance look the same to an operator.
bool is_disk_full(int code, int system_errno) {
    if (code == SQLITE_FULL) return true;
    const bool writing_failed = (code & 0xff) == SQLITE_IOERR;
    return writing_failed &&
           (system_errno == ENOSPC || system_errno == EDQUOT || system_errno == EFBIG);
}

std::string in_system_words(int system_errno, std::string_view otherwise) {
    return system_errno == 0 ? std::string(otherwise)
                             : std::generic_category().message(system_errno);
}

}  // namespace

std::string failure_sentence(std::string_view path, int code, int system_errno,
                             std::string_view attempt, std::string_view message) {
    const std::string database = "database " + std::string(path);
    const std::string doing = " while " + std::string(attempt);
    const std::string words(message);
    if (is_disk_full(code, system_errno))
        return database + ": disk full" + doing + "; free some space, pings are refused until then";
    switch (code & 0xff) {
        case SQLITE_BUSY:
        case SQLITE_LOCKED: return database + " is locked by another program";
        case SQLITE_CORRUPT: return database + " is corrupt (" + words + "); restore a backup";
        case SQLITE_NOTADB: return database + " is not a cronmon database";
        case SQLITE_READONLY:
        case SQLITE_PERM:
        case SQLITE_CANTOPEN:
            return database + " cannot be opened (" + in_system_words(system_errno, words) +
                   "): it and its directory must be writable";
        case SQLITE_IOERR:
            return database + ": the disk failed" + doing + " (" +
                   in_system_words(system_errno, words) + ")";
        default: return database + ": " + words + doing;
    }
}

void fail(sqlite3* connection, std::string_view attempt, int system_errno) {
    if (system_errno == 0) system_errno = sqlite3_system_errno(connection);
    const char* path = sqlite3_db_filename(connection, "main");
    throw StoreError(failure_sentence(path == nullptr ? "" : path,
                                      sqlite3_extended_errcode(connection), system_errno, attempt,
                                      sqlite3_errmsg(connection)));
}

}  // namespace cronmon
