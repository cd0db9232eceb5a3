// A task's history: rows of the log by its chain, passages between states, and our own absences.
#include "store/bucket.h"
#include "store/list.h"
#include "store/row_map.h"
#include "store/sqlite_snapshot.h"

#include <algorithm>

namespace cronmon {
namespace {

constexpr PingId no_ping{};

// How far a chain is followed to get back to a time, before the rows of all tasks are looked at.
constexpr std::int64_t chain_steps_max = 1000;
constexpr std::int64_t jump_rows_max = 100'000;

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

// Where the chain ends the failures begin that were kept.
std::optional<PingRecord> SqliteSnapshot::ping_or_older(TaskId task, PingId ping) {
    if (ping == no_ping) return std::nullopt;
    if (auto row = this->ping(task, ping)) return row;
    return kept_row(connection(), ping, task);
}

PingId SqliteSnapshot::newest_ping(TaskId task) {
    Query row = connection().query("SELECT last_ping_id FROM standing WHERE task_id = ?", task);
    return row.next() ? row.take<PingId>() : no_ping;
}

// If `before` is a row of the task, its chain goes on from there; else it is walked from its head.
// Where that would take long, the rows of all tasks around that time may be the shorter way.
PingId SqliteSnapshot::newest_ping_before(TaskId task, PingId before) {
    if (const auto above = ping_or_older(task, before); above && above->id == before)
        return above->previous;
    PingId next = newest_ping(task);
    for (std::int64_t steps = 0; before != no_ping && next >= before; ++steps) {
        if (steps == chain_steps_max && has_bucket_of(before))
            if (const auto found = bucket_row_before(connection(), before, task, jump_rows_max))
                return *found;
        const auto row = ping_or_older(task, next);
        if (!row) return no_ping;
        CHECK(row->previous < row->id);
        next = row->previous;
    }
    return next;
}

LogPage SqliteSnapshot::log(TaskId task, const LogQuery& query) {
    LogPage page;
    const auto& kinds = query.kinds;
    std::int64_t left = kinds.empty() ? query.length : log_rows_looked_at_max;
    PingId next = newest_ping_before(task, query.before);
    for (; left > 0 && std::ssize(page.rows) < query.length; --left) {
        auto row = ping_or_older(task, next);
        if (!row) {
            page.next_before = no_ping;
            return page;
        }
        CHECK(row->previous < row->id);
        next = row->previous;
        page.next_before = row->id;
        if (kinds.empty() || std::ranges::find(kinds, row->kind) != kinds.end())
            page.rows.push_back(std::move(*row));
    }
    if (!ping_or_older(task, next)) page.next_before = no_ping;
    return page;
}

std::vector<PingRecord> SqliteSnapshot::pings(TaskId task, PingId before, std::int64_t length) {
    return log(task, {.before = before, .length = length}).rows;
}

std::vector<MissedSlot> SqliteSnapshot::missed_slots(TaskId task, std::int64_t length) {
    std::vector<MissedSlot> slots;
    Query row = connection().query(R"sql(
        SELECT slot_ms, reason FROM missed_slot WHERE task_id = ?
        ORDER BY slot_ms DESC LIMIT ?)sql",
                                   task, length);
    while (row.next())
        slots.push_back(MissedSlot{.slot = row.take<Instant>(), .why = read_why(row)});
    return slots;
}

std::optional<std::string> SqliteSnapshot::ping_body(TaskId task, PingId ping) {
    if (has_bucket_of(ping))
        if (auto body = bucket_body(connection(), ping, task)) return body;
    return kept_body(connection(), ping, task);
}

std::vector<FlipRow> SqliteSnapshot::flips(TaskId task, std::int64_t length) {
    std::vector<FlipRow> rows;
    Query row = connection().query("SELECT " + std::string(flip_columns) +
                                       "FROM flip WHERE task_id = ? ORDER BY id DESC LIMIT ?",
                                   task, length);
    while (row.next()) rows.push_back(read_flip(row));
    return rows;
}

std::vector<FlipRow> SqliteSnapshot::flips_since(TaskId task, Instant from) {
    std::vector<FlipRow> rows;
    Query row = connection().query(
        "SELECT " + std::string(flip_columns) + "FROM flip WHERE task_id = ? ORDER BY id DESC",
        task);
    while (row.next()) {
        rows.push_back(read_flip(row));
        if (rows.back().flip.at < from) break;
    }
    std::ranges::reverse(rows);
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
