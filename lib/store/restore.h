// Puts another database in the place of a folder's, or none: what was there is kept beside it.
//
// Precondition of all: the caller holds the folder's lock. A kill at any moment leaves the folder
// with the database that it had, or with the new one; never with half of one, and never with the
// write-ahead log of another.
//
// A restored database knows that it is one. The time since its last sign of life counts as blind
// time (reason `restore`). Letters that were owed when the copy of a running server was made, or a
// day before now, have most likely been delivered since by that server: they are marked as failed,
// with the reason, and are not sent again by themselves. What a stopped server owed is still owed.
//
// Thread-safety: confined to the thread of the connection.
#pragma once

#include "store/backup.h"

#include <cstdint>
#include <string>

namespace cronmon {

// An owed letter of this age is given up by whoever tries to deliver it (engine/backoff).
constexpr Millis restored_letter_age_max = std::chrono::hours{24};

// In pulse.stopped, beside 0 and 1.
constexpr std::int64_t pulse_restored = 2;

struct Restored {
    std::string kept;  // where what was there lies now; empty: nothing was there
    std::int64_t letters_given_up = 0;
};

// `from` is sound (see store/verify). Throws StoreError.
Restored restore_database(Connection& from, const std::string& directory, Instant now,
                          const CopyProgress& progress);

// After a program that is newer than this one brought the database to a version that we cannot
// read, and then could not be used: the copy that it made before takes the database's place, as it
// is. Precondition: nothing was written since but by the migration. Answers which copy that was;
// empty: the database can be read. Throws StoreError.
std::string undo_migration(const std::string& directory);

// The folder has no database afterwards, and a start makes an empty one. Answers where the one it
// had lies now; empty: it had none. Throws StoreError.
std::string set_database_aside(const std::string& directory);

}  // namespace cronmon
