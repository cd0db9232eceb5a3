// Looks after the log's buckets and the write-ahead log: decides what is due; the engine does it,
// since every write and every checkpoint is the writer's.
//
// Buckets are made ahead (today's and tomorrow's), old ones are emptied in slices so that no ping
// waits for long, and the write-ahead log is brought home before it grows large.
//
// Thread-safety: confined to the engine's thread.
#pragma once

#include "base/clock.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace cronmon {

// Days that are made ahead of today's.
constexpr std::int64_t bucket_days_ahead = 1;
// Rows of an old bucket that one transaction deletes.
constexpr std::int64_t shrink_rows = 2000;
// Above this the write-ahead log is brought home beside pings, whatever else there is to do ...
constexpr std::int64_t wal_bytes_busy = 16 << 20;
// ... and above this when there is nothing else to do.
constexpr std::int64_t wal_bytes_idle = 1 << 20;

// How often old months of the other logs are looked for.
constexpr Millis months_every = std::chrono::hours{1};

class Keeper {
public:
    // The days that have a bucket.
    void load(std::vector<std::int64_t> days);

    bool has(std::int64_t day) const;
    void opened(std::int64_t day);
    void dropped(std::int64_t day);

    // Days whose bucket should be there at `now` and is not.
    std::vector<std::int64_t> missing(Instant now) const;

    // The oldest bucket that has outlived `keep_days`, if one has.
    std::optional<std::int64_t> outlived(Instant now, std::int64_t keep_days) const;

    bool checkpoint_due(std::int64_t wal_bytes, bool busy) const {
        return wal_bytes > (busy ? wal_bytes_busy : wal_bytes_idle);
    }

private:
    std::vector<std::int64_t> days_;  // sorted
};

}  // namespace cronmon
