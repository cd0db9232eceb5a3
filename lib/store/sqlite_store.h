// The store on SQLite: one connection that writes, and a pool of those that read.
//
// SQLite itself would move the write-ahead log into the database whenever it has grown (a stall of
// a commit that nobody chose); here nothing does so but checkpoint().
//
// Thread-safety: see Store.
#pragma once

#include "store/reader_pool.h"
#include "store/sqlite_batch.h"
#include "store/store.h"

#include <memory>
#include <string>

namespace cronmon {

class SqliteStore final : public Store {
public:
    // `writer` is migrated. Throws StoreError.
    explicit SqliteStore(std::unique_ptr<Connection> writer);

    // load.cpp
    void for_each_task(const std::function<void(TaskRow)>& visit) override;
    std::vector<Business> businesses() override;
    std::vector<OwedAlert> owed_alerts() override;
    std::vector<std::pair<std::string, std::string>> settings() override;
    HighestIds highest_ids() override;
    std::optional<Pulse> pulse() override;
    std::vector<std::int64_t> buckets() override;
    bool has_users() override;
    void for_each_ping_after(PingId after,
                             const std::function<void(const LoggedPing&)>& visit) override;

    void commit(const std::function<void(Batch&)>& write) override;
    std::int64_t checkpoint(Checkpoint how) override;
    std::int64_t wal_bytes() const override { return wal_bytes_; }
    StoreSize size() override;
    void limit_log(std::int64_t bytes) override;
    Result<std::int64_t> back_up(const std::string& target, std::stop_token stop) override;
    std::unique_ptr<Snapshot> snapshot() override;
    std::int64_t size_bytes() const override;

private:
    static int note_wal(void* store, sqlite3*, const char*, int frames);

    // Constant after construction.
    const std::string path_;

    // The engine's thread only.
    std::unique_ptr<Connection> writer_;
    ScheduleCache schedules_;
    Statement begin_;
    Statement commit_;
    SqliteBatch batch_;
    std::int64_t frame_bytes_;       // of a page in the write-ahead log
    std::int64_t wal_bytes_;         // that are not in the database yet
    std::int64_t moved_frames_ = 0;  // of the log as it is, that are

    // Any thread. Closed before the writer, whose closing then tidies the write-ahead log away.
    const std::shared_ptr<ReaderPool> readers_;
};

}  // namespace cronmon
