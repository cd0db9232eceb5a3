// Everything cronmon asks of a database, and nothing about how it is done.
//
// One writer: a Batch is one transaction and is handed out by commit() alone, on the engine's
// thread. Any number of readers: a Snapshot is one read transaction on a connection of its own,
// so a reader never waits for the writer and never sees half a commit.
//
// Failures of the medium are thrown as StoreError, which names the attempt; "not there" is an
// empty optional or list. The rules of cronmon are not in here: a function below binds, steps and
// maps rows, and has no opinion about states.
//
// Thread-safety: Store::snapshot, back_up and size_bytes from any thread; the rest of Store and all
// of Batch are confined to one thread, the engine's; a Snapshot is confined to whoever asked.
#pragma once

#include "store/batch.h"
#include "store/snapshot.h"

#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

namespace cronmon {

// The highest id of each kind that was ever handed out and is still there.
struct HighestIds {
    std::int64_t business = 0;
    std::int64_t notifier = 0;
    std::int64_t channel = 0;
    std::int64_t task = 0;
    std::int64_t flip = 0;
    std::int64_t alert = 0;
    std::int64_t blind = 0;
    std::int64_t user = 0;
    std::int64_t session = 0;
    std::int64_t token = 0;
    PingId ping{};
    PingId audit{};  // made as a PingId is, and so is the next
    PingId api_request{};
};

// When an owed alert is due next: the courier's deadline queue is filled from these at start.
struct OwedAlert {
    AlertId id{};
    Instant next_try;
};

struct StoreSize {
    std::int64_t used_bytes = 0;  // of pages that hold something
    std::int64_t file_bytes = 0;  // of all pages
    std::int64_t page_bytes = 1;
    bool gives_back = false;  // Batch::give_back has an effect
};

class Store {
public:
    virtual ~Store() = default;

    // What an engine loads at start.
    virtual void for_each_task(const std::function<void(TaskRow)>& visit) = 0;
    virtual std::vector<Business> businesses() = 0;
    virtual std::vector<OwedAlert> owed_alerts() = 0;
    virtual std::vector<std::pair<std::string, std::string>> settings() = 0;
    virtual HighestIds highest_ids() = 0;
    virtual std::optional<Pulse> pulse() = 0;
    virtual std::vector<std::int64_t> buckets() = 0;  // days, oldest first
    virtual bool has_users() = 0;

    // Rows of the log after `after`, oldest first, without their bodies.
    virtual void for_each_ping_after(PingId after,
                                     const std::function<void(const LoggedPing&)>& visit) = 0;

    // Runs `write` in one transaction: durable on return, undone on throw.
    virtual void commit(const std::function<void(Batch&)>& write) = 0;

    // Moves what the write-ahead log holds into the database file.
    // Returns how many bytes of it are still waiting (a reader may hold them back).
    enum class Checkpoint { passive, truncate };
    virtual std::int64_t checkpoint(Checkpoint how) = 0;
    virtual std::int64_t wal_bytes() const = 0;  // the same number, without moving anything

    // The database file without its write-ahead log, as of the last commit.
    virtual StoreSize size() = 0;
    // The log's file is cut to this when it begins anew.
    virtual void limit_log(std::int64_t bytes) = 0;

    // Copies it as it is now to the file `target`, which must not be there. See store/backup.
    virtual Result<std::int64_t> back_up(const std::string& target, std::stop_token stop) = 0;

    virtual std::unique_ptr<Snapshot> snapshot() = 0;
    virtual std::int64_t size_bytes() const = 0;
};

struct StoreOptions {
    std::string directory;  // holds cronmon.db and, before an upgrade, cronmon.db.before-vN
    bool create = true;     // false: a missing database is an error
};

// Opens (and makes, or migrates with a copy made first) DIRECTORY/cronmon.db.
// Throws StoreError with a sentence for people: newer than this program, corrupt, read-only,
// locked by another program, disk full.
std::unique_ptr<Store> open_sqlite_store(const StoreOptions& options);

}  // namespace cronmon
