// What SQLite reports, as a sentence that an operator can act on.
//
// Thread-safety: pure functions; fail() is confined to the thread of its connection.
#pragma once

#include "base/error.h"

#include <string>
#include <string_view>

struct sqlite3;

namespace cronmon {

// `code` is an extended result code, `system_errno` what the system said (0: nothing), `attempt`
// what was being done ("committing"), `message` SQLite's own words.
std::string failure_sentence(std::string_view path, int code, int system_errno,
                             std::string_view attempt, std::string_view message);

// Throws the StoreError for the connection's latest failure. `system_errno`: what errno was after
// it, if the caller knows; SQLite does not keep it when a COMMIT fails.
[[noreturn]] void fail(sqlite3* connection, std::string_view attempt, int system_errno = 0);

}  // namespace cronmon
