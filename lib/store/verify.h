// Is this database file whole, and ours? What a backup is worth is known before it is needed.
//
// Thread-safety: confined to the thread of the connection.
#pragma once

#include "store/connection.h"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace cronmon {

struct Verification {
    std::int64_t version = 0;           // of the schema; not newer than this cronmon's
    std::int64_t bytes = 0;             // pages that are in it
    std::optional<Instant> alive_at;    // the last sign of life of the cronmon that wrote it
    std::vector<std::string> problems;  // sentences; none: it is sound
    std::vector<std::pair<std::string_view, std::int64_t>> counts;  // rows, by noun
};

// Reads all of it. Throws StoreError if it is no cronmon database, is newer than this cronmon, or
// cannot be read at all.
Verification verify_database(Connection& connection);

}  // namespace cronmon
