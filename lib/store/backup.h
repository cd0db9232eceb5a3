// A copy of a database as it is at one moment, made while somebody else goes on writing it.
//
// The copy is read by a connection of its own in one read transaction: it holds exactly what was
// committed when it began. Whoever writes is not held up; but as long as a reader stays at its
// moment the write-ahead log cannot begin anew, so a copy during which it grows too much is given
// up. The pages are copied in steps, and what was written is brought to the disk as it goes: else
// the flush of a ping would have to wait for it.
//
// Thread-safety: any thread; a connection is confined to one.
#pragma once

#include "store/connection.h"
#include "store/whole_file.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>

namespace cronmon {

// A copy is given up when the write-ahead log has grown by this much meanwhile.
constexpr std::int64_t backup_log_growth_max = std::int64_t{1} << 30;

// Bytes that are copied, of all.
using CopyProgress = std::function<void(std::int64_t done, std::int64_t total)>;

struct BackupOptions {
    WholeFile::Existing existing = WholeFile::Existing::keep;
    CopyProgress progress = {};
    std::stop_token stop = {};
    std::int64_t log_growth_max = backup_log_growth_max;
};

// Copies the database file `database`, which a server may be using, and answers how large the copy
// is. Code::conflict: `target` is there and is to be kept; Code::invalid: it is a file of the
// data folder itself. Throws StoreError; `target` is as it was then.
Result<std::int64_t> back_up(const std::string& database, const std::string& target,
                             const BackupOptions& options);

// A database file that may be anywhere, for reading only: one that somebody is using, or one at
// rest, beside which nothing is written. Throws StoreError.
std::unique_ptr<Connection> open_database_file(const std::string& path);

// The copying itself. Throws StoreError.
void copy_database(Connection& from, WholeFile& to, const BackupOptions& options);

}  // namespace cronmon
