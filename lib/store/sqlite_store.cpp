#include "store/sqlite_store.h"

#include "store/backup.h"
#include "store/failure.h"
#include "store/sqlite_snapshot.h"

#include <cerrno>

namespace cronmon {
namespace {

constexpr std::int64_t frame_head_bytes = 24;  // sqlite.org/fileformat2.html, 4.1

}  // namespace

SqliteStore::SqliteStore(std::unique_ptr<Connection> writer)
    : path_(writer->path()),
      writer_(std::move(writer)),
      begin_(writer_->handle(), "BEGIN IMMEDIATE"),
      commit_(writer_->handle(), "COMMIT"),
      batch_(*writer_, schedules_),
      frame_bytes_(writer_->integer("PRAGMA page_size") + frame_head_bytes),
      wal_bytes_(file_bytes(path_ + "-wal")),
      readers_(std::make_shared<ReaderPool>(path_)) {
    sqlite3_wal_hook(writer_->handle(), note_wal, this);
}

void SqliteStore::commit(const std::function<void(Batch&)>& write) {
    begin_.run();
    try {
        write(batch_);
        commit_.run();
    } catch (...) {
        writer_->roll_back();
        throw;
    }
}

// After each commit SQLite tells how many frames the log holds; fewer than were moved: it has
// begun anew.
int SqliteStore::note_wal(void* store, sqlite3*, const char*, int frames) {
    auto& self = *static_cast<SqliteStore*>(store);
    if (frames < self.moved_frames_) self.moved_frames_ = 0;
    self.wal_bytes_ = (frames - self.moved_frames_) * self.frame_bytes_;
    return SQLITE_OK;
}

std::int64_t SqliteStore::checkpoint(Checkpoint how) {
    sqlite3* connection = writer_->handle();
    const int mode =
        how == Checkpoint::truncate ? SQLITE_CHECKPOINT_TRUNCATE : SQLITE_CHECKPOINT_PASSIVE;
    int frames = 0;
    int moved = 0;
    sqlite3_busy_timeout(connection, 0);  // pings do not wait for a reader
    errno = 0;
    const int code = sqlite3_wal_checkpoint_v2(connection, "main", mode, &frames, &moved);
    const int system_errno = errno;
    sqlite3_busy_timeout(connection, busy_timeout_ms);
    if (code != SQLITE_OK && (code & 0xff) != SQLITE_BUSY)
        fail(connection, "making a checkpoint", system_errno);
    moved_frames_ = moved;
    wal_bytes_ = (frames - moved) * frame_bytes_;
    return wal_bytes_;
}

StoreSize SqliteStore::size() {
    const auto number = [this](std::string_view sql) {
        Query row = writer_->query(sql);
        return row.next() ? row.take<std::int64_t>() : 0;
    };
    constexpr std::int64_t incremental = 2;  // sqlite.org/pragma.html#pragma_auto_vacuum
    const std::int64_t page_bytes = frame_bytes_ - frame_head_bytes;
    const std::int64_t pages = number("PRAGMA page_count");
    return {.used_bytes = (pages - number("PRAGMA freelist_count")) * page_bytes,
            .file_bytes = pages * page_bytes,
            .page_bytes = page_bytes,
            .gives_back = number("PRAGMA auto_vacuum") == incremental};
}

void SqliteStore::limit_log(std::int64_t bytes) {
    writer_->integer("PRAGMA journal_size_limit = " + std::to_string(bytes));
}

Result<std::int64_t> SqliteStore::back_up(const std::string& target, std::stop_token stop) {
    return cronmon::back_up(path_, target, {.stop = std::move(stop)});
}

std::unique_ptr<Snapshot> SqliteStore::snapshot() {
    return std::make_unique<SqliteSnapshot>(readers_);
}

std::int64_t SqliteStore::size_bytes() const {
    return file_bytes(path_) + file_bytes(path_ + "-wal");
}

}  // namespace cronmon
