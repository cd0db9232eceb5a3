// A task's history: rows of the log by its chain, passages between states, and our own absences.
#include "store/bucket.h"
#include "store/list.h"
#include "store/row_map.h"
#include "store/sqlite_snapshot.h"

#include <algorithm>

namespace cronmon {
namespace {

constexpr PingId no_ping{};

}  // namespace

SqliteSnapshot::SqliteSnapshot(std::shared_ptr<ReaderPool> pool)
    : pool_(std::move(pool)), reader_(pool_->take()) {
    connection().trim();
    connection().run("BEGIN");
    days_ = bucket_days(connection());  // the first read is what fixes the moment
}

SqliteSnapshot::~SqliteSnapshot() {
    connection().roll_back();  // nothing was written: the cheapest end, and it cannot fail
    pool_->give_back(std::move(reader_));
}

bool SqliteSnapshot::has_bucket_of(PingId ping) const {
    return std::binary_search(days_.begin(), days_.end(), day_of(ping));
}

std::optional<PingRecord> SqliteSnapshot::ping(TaskId task, PingId ping) {
    if (ping == no_ping || !has_bucket_of(ping)) return std::nullopt;
    return bucket_row(connection(), ping, task);
}

PingId SqliteSnapshot::newest_ping(TaskId task) {
    Query row = connection().query("SELECT last_ping_id FROM standing WHERE task_id = ?", task);
    return row.next() ? row.take<PingId>() : no_ping;
}

std::vector<PingRecord> SqliteSnapshot::pings(TaskId task, PingId before, std::int64_t length) {
    std::vector<PingRecord> rows;
    // If `before` is a row of the task, its chain goes on from there; else it is walked from its
    // head.
    const auto above = ping(task, before);
    PingId next = above ? above->previous : newest_ping(task);
    while (static_cast<std::int64_t>(rows.size()) < length) {
        auto row = ping(task, next);
        if (!row) break;
        CHECK(row->previous < row->id);
        next = row->previous;
        if (before == no_ping || row->id < before) rows.push_back(std::move(*row));
    }
    return rows;
}

std::optional<std::string> SqliteSnapshot::ping_body(TaskId task, PingId ping) {
    if (!has_bucket_of(ping)) return std::nullopt;
    return bucket_body(connection(), ping, task);
}

std::vector<FlipRow> SqliteSnapshot::flips(TaskId task, std::int64_t length) {
    std::vector<FlipRow> rows;
    Query row = connection().query("SELECT " + std::string(flip_columns) +
                                       "FROM flip WHERE task_id = ? ORDER BY id DESC LIMIT ?",
                                   task, length);
    while (row.next()) rows.push_back(read_flip(row));
    return rows;
}

Page<BlindRow> SqliteSnapshot::blind_times(const ListQuery& query) {
    Page<BlindRow> page;
    Query row = connection().query(
        "SELECT id, from_ms, to_ms, reason FROM blind ORDER BY id DESC LIMIT ? OFFSET ?",
        query.length, offset_of(query));
    while (row.next())
        page.rows.push_back(
            BlindRow{.id = row.take<std::int64_t>(),
                     .time = {.from = row.take<Instant>(), .to = row.take<Instant>()},
                     .reason = row.take<std::string>()});
    set_total(page, query, [&] { return connection().integer("SELECT COUNT(*) FROM blind"); });
    return page;
}

}  // namespace cronmon
