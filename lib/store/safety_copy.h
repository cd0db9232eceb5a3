// A copy of the database, made before an upgrade changes it: cronmon.db.before-v2.
//
// The copy gets its name only when it is whole and on the disk, and a name that is taken is not
// taken again: a copy of the very same content is left as it is, another one gets a number behind
// its name (cronmon.db.before-v2.2). To go back, stop cronmon, remove cronmon.db-wal and
// cronmon.db-shm, and put the copy in the place of cronmon.db.
//
// Thread-safety: confined to the thread of the connection.
#pragma once

#include "store/connection.h"

#include <cstdint>
#include <string>

namespace cronmon {

// Where the copy from before `version` lies (the first of that name).
std::string copy_name(const std::string& path, std::int64_t version);

// Copies the database of `connection` and returns the copy's path. Throws StoreError.
std::string make_safety_copy(Connection& connection, std::int64_t version);

// Brings a new or renamed name in the directory of `path` to the disk. Throws StoreError.
void sync_directory_of(const std::string& path);

}  // namespace cronmon
