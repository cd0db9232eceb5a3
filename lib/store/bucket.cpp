#include "store/bucket.h"

#include "store/row_map.h"

#include <chrono>
#include <cstdio>

namespace cronmon {
namespace {

// The body comes last: a row's other columns are read without walking a long body's pages.
constexpr const char* columns_sql = R"sql( (
    id          INTEGER PRIMARY KEY,
    task_id     INTEGER NOT NULL,
    at_ms       INTEGER NOT NULL,
    kind        INTEGER NOT NULL,  -- 0 success, 1 start, 2 fail, 3 log
    method      TEXT NOT NULL,
    client_ip   TEXT NOT NULL,
    user_agent  TEXT NOT NULL,
    exit_status INTEGER,
    duration_ms INTEGER,
    previous_id INTEGER NOT NULL,  -- the task's row before this one, 0 for none
    body        BLOB               -- as sent; NULL when it was empty
) STRICT)sql";

void drop_bucket(Connection& connection, std::int64_t day) {
    connection.execute("DROP TABLE " + bucket_name(day), "dropping a log table");
    connection.run("DELETE FROM bucket WHERE name = ?", bucket_name(day));
}

bool has_bucket(Connection& connection, std::int64_t day) {
    const std::string name = bucket_name(day);
    return connection.query("SELECT 1 FROM bucket WHERE name = ?", name).next();
}

}  // namespace

std::string bucket_name(std::int64_t day) {
    const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{day}}};
    char name[32];
    std::snprintf(name, sizeof name, "task_log_%04d%02u%02u", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
    return name;
}

std::vector<std::int64_t> bucket_days(Connection& connection) {
    std::vector<std::int64_t> days;
    Query row = connection.query("SELECT first FROM bucket WHERE kind = 'task_log' ORDER BY first");
    while (row.next()) days.push_back(row.take<std::int64_t>());
    return days;
}

void create_bucket(Connection& connection, std::int64_t day) {
    if (has_bucket(connection, day)) return;
    connection.execute("CREATE TABLE " + bucket_name(day) + columns_sql, "making a log table");
    connection.run("INSERT INTO bucket (name, kind, first) VALUES (?, 'task_log', ?)",
                   bucket_name(day), day);
}

bool shrink_bucket(Connection& connection, std::int64_t day, std::int64_t rows) {
    if (!has_bucket(connection, day)) return true;
    const std::string table = bucket_name(day);
    connection.run("DELETE FROM " + table + " WHERE id <= (SELECT MAX(id) FROM (SELECT id FROM " +
                       table + " ORDER BY id LIMIT ?))",
                   rows);
    if (connection.integer("SELECT EXISTS (SELECT 1 FROM " + table + ")") != 0) return false;
    drop_bucket(connection, day);
    return true;
}

std::string bucket_insert_sql(std::int64_t day) {
    return "INSERT INTO " + bucket_name(day) + R"sql(
        (id, task_id, at_ms, kind, method, client_ip, user_agent, exit_status, duration_ms,
         previous_id, body)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?))sql";
}

std::optional<PingRecord> bucket_row(Connection& connection, PingId id, TaskId task) {
    Query row = connection.query(R"sql(
        SELECT id, at_ms, kind, method, client_ip, user_agent, exit_status, duration_ms,
               length(body), previous_id
        FROM )sql" + bucket_name(day_of(id)) +
                                     " WHERE id = ? AND task_id = ?",
                                 id, task);
    if (!row.next()) return std::nullopt;
    return PingRecord{.id = row.take<PingId>(),
                      .at = row.take<Instant>(),
                      .kind = read_ping_kind(row),
                      .method = row.take<std::string>(),
                      .client_ip = row.take<std::string>(),
                      .user_agent = row.take<std::string>(),
                      .exit_status = row.take<std::optional<int>>(),
                      .duration = row.take<std::optional<Millis>>(),
                      .body_bytes = row.take<std::int64_t>(),
                      .previous = row.take<PingId>()};
}

// The inner LIMIT is an end to the walk, which stops at the first row that is the task's.
std::optional<PingId> bucket_row_before(Connection& connection, PingId before, TaskId task,
                                        std::int64_t rows) {
    Query row =
        connection.query("SELECT id FROM (SELECT id, task_id FROM " + bucket_name(day_of(before)) +
                             " WHERE id < ? ORDER BY id DESC LIMIT ?) "
                             "WHERE task_id = ? LIMIT 1",
                         before, rows, task);
    if (!row.next()) return std::nullopt;
    return row.take<PingId>();
}

std::optional<std::string> bucket_body(Connection& connection, PingId id, TaskId task) {
    Query row = connection.query(
        "SELECT body FROM " + bucket_name(day_of(id)) + " WHERE id = ? AND task_id = ?", id, task);
    if (!row.next()) return std::nullopt;
    return row.take<std::string>();
}

}  // namespace cronmon
