// Read-only connections that are kept open between snapshots, and what they share.
//
// Thread-safety: ReaderPool is synchronised; a Reader is confined to whoever took it.
#pragma once

#include "store/catalogue.h"
#include "store/connection.h"
#include "store/schedule_cache.h"
#include "store/state_history.h"

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace cronmon {

// When a task becomes late next, found at `from` in a database that nobody has changed since.
struct Lateness {
    std::int64_t data_version = 0;
    Instant from;
    std::optional<Instant> at;
};

// A connection with what it remembers from one snapshot to the next.
struct Reader {
    explicit Reader(const std::string& path) : connection(path, Connection::Role::reader) {}

    Connection connection;
    ScheduleCache schedules;
    Lateness lateness;
};

class ReaderPool {
public:
    explicit ReaderPool(std::string path) : path_(std::move(path)) {}

    // One that is idle or, if all are in use, another one. Throws StoreError.
    std::unique_ptr<Reader> take();

    // Keeps it for the next who asks; one more than enough is closed.
    void give_back(std::unique_ptr<Reader> reader);

    // That of the moment which the connection sees: made by whoever is the first to need it.
    std::shared_ptr<const Catalogue> catalogue(Connection& connection);

    // That of this moment and catalogue, from `first_day` on: what was known of it, brought up to
    // date.
    std::shared_ptr<const StateHistory> history(Connection& connection,
                                                std::shared_ptr<const Catalogue> catalogue,
                                                std::int64_t first_day);

private:
    const std::string path_;

    std::mutex mutex_;
    std::vector<std::unique_ptr<Reader>> idle_;    // guarded by mutex_
    std::shared_ptr<const Catalogue> catalogue_;   // the newest; guarded by mutex_
    std::shared_ptr<const StateHistory> history_;  // likewise
};

}  // namespace cronmon
