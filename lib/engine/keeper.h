// Looks after the log's buckets and the write-ahead log: decides what is due; the engine does it,
// since every write and every checkpoint is the writer's.
//
// Buckets are made ahead (today's and tomorrow's), old ones are emptied in slices so that no ping
// waits for long, and the write-ahead log is brought home before it grows large.
//
// Thread-safety: confined to the engine's thread.
#pragma once

#include "store/store.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

namespace cronmon {

// Days that are made ahead of today's.
constexpr std::int64_t bucket_days_ahead = 1;
// Rows of an old bucket that one transaction deletes, beside twice as many as came since the last.
constexpr std::int64_t shrink_rows = 2000;
// While pings come, what may wait pauses for so many times as long as a slice of it took: one ping
// in as many meets a slice, and the others notice nothing.
constexpr std::int64_t pause_times = 150;
// Above this the write-ahead log is brought home beside pings, whatever else there is to do ...
constexpr std::int64_t wal_bytes_busy = 16 << 20;
// ... and above this when there is nothing else to do.
constexpr std::int64_t wal_bytes_idle = 1 << 20;

// Of the write-ahead log at most this part of a disk budget waits, if it is a small one; room for
// some of that is left, because a round writes before anybody looks.
constexpr std::int64_t wal_share = 16;
constexpr std::int64_t wal_spare = 4;
// Rows of today's bucket that one transaction deletes for a disk budget: their bodies may be long.
constexpr std::int64_t thin_rows = 200;
// Free pages are given back when they are more than this, and than an eighth of the file.
constexpr std::int64_t free_bytes_kept = 64 << 20;
// Pages that one transaction gives back.
constexpr std::int64_t give_back_pages = 256;
// How often it is looked for free pages, without a disk budget.
constexpr Millis room_every = std::chrono::minutes{1};

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

    std::optional<std::int64_t> oldest() const {
        return days_.empty() ? std::nullopt : std::optional(days_.front());
    }

    bool checkpoint_due(std::int64_t wal_bytes, bool busy, std::int64_t budget) const {
        return wal_bytes > std::min(busy ? wal_bytes_busy : wal_bytes_idle, wal_bytes_max(budget));
    }

    // How large the write-ahead log may grow with this disk budget (0: none).
    static std::int64_t wal_bytes_max(std::int64_t budget) {
        return budget == 0 ? wal_bytes_busy : std::min(budget / wal_share, wal_bytes_busy);
    }

    // What is left of it for the database file.
    static std::int64_t file_bytes_max(std::int64_t budget) {
        return budget - wal_spare * wal_bytes_max(budget);
    }

    // Whether rows have to go.
    static bool exceeds(const StoreSize& size, std::int64_t budget) {
        return budget > 0 && size.used_bytes > file_bytes_max(budget);
    }

    // Whether free pages have to go at once.
    static bool fills(const StoreSize& size, std::int64_t budget) {
        return budget > 0 && size.file_bytes > file_bytes_max(budget);
    }

    // Free pages to give back to the file system now, in one slice; 0: none. Those that the next
    // day will need stay: one that is used again costs nothing.
    static std::int64_t to_give_back(const StoreSize& size, std::int64_t budget);

private:
    std::vector<std::int64_t> days_;  // sorted
};

}  // namespace cronmon
