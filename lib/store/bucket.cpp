#include "store/bucket.h"

#include "store/row_map.h"

#include <chrono>
#include <cstdio>

namespace cronmon {
namespace {

// The body comes last: a row's other columns are read without walking a long body's pages. (In
// tables of older versions the columns that were added stand behind it.)
constexpr const char* columns_sql = R"sql( (
    id          INTEGER PRIMARY KEY,
    task_id     INTEGER NOT NULL,
    at_ms       INTEGER NOT NULL,
    kind        INTEGER NOT NULL,  -- 0 success, 1 start, 2 fail, 3 log, 4 ignored
    method      TEXT NOT NULL,
    client_ip   TEXT NOT NULL,
    user_agent  TEXT NOT NULL,
    exit_status INTEGER,
    duration_ms INTEGER,
    previous_id INTEGER NOT NULL,  -- the task's row before this one, 0 for none
    rid         BLOB,              -- the run's id
    wire        INTEGER NOT NULL DEFAULT 0,  -- bits: see Wire
    body        BLOB               -- as sent; NULL when it was empty
) STRICT)sql";

// What a table of version 3 lacks.
struct Column {
    std::string_view name;
    std::string_view type;
};
constexpr Column added_columns[] = {{"rid", "BLOB"}, {"wire", "INTEGER NOT NULL DEFAULT 0"}};

constexpr std::string_view row_columns = R"sql(
    id, task_id, at_ms, kind, method, client_ip, user_agent, exit_status, duration_ms, previous_id,
    rid, wire, body )sql";

bool has_column(Connection& connection, const std::string& table, std::string_view name) {
    return connection
        .query("SELECT 1 FROM pragma_table_info(?) WHERE name = ?", std::string_view(table), name)
        .next();
}

// One row's columns but its body, of which there is only the length.
constexpr std::string_view select_record = R"sql(
    SELECT id, at_ms, kind, method, client_ip, user_agent, exit_status, duration_ms, length(body),
           previous_id, rid, wire FROM )sql";

PingRecord read_record(Query& row) {
    return PingRecord{.id = row.take<PingId>(),
                      .at = row.take<Instant>(),
                      .kind = read_ping_kind(row),
                      .method = row.take<std::string>(),
                      .client_ip = row.take<std::string>(),
                      .user_agent = row.take<std::string>(),
                      .exit_status = row.take<std::optional<int>>(),
                      .duration = row.take<std::optional<Millis>>(),
                      .body_bytes = row.take<std::int64_t>(),
                      .previous = row.take<PingId>(),
                      .run = row.take<std::optional<Uuid>>(),
                      .wire = Wire::of(row.take<std::int64_t>())};
}

// Rows up to `last` that tell of a failure outlive their table.
void keep_failures(Connection& connection, const std::string& table, std::int64_t last) {
    const std::string columns(row_columns);
    connection.run("INSERT INTO kept_log (" + columns + ") SELECT " + columns + " FROM " + table +
                       " WHERE id <= ? AND kind = ?",
                   last, PingKind::fail);
}

std::optional<std::string> body_in(Connection& connection, const std::string& table, PingId id,
                                   TaskId task) {
    Query row =
        connection.query("SELECT body FROM " + table + " WHERE id = ? AND task_id = ?", id, task);
    if (!row.next()) return std::nullopt;
    return row.take<std::string>();
}

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

std::int64_t thin_bucket(Connection& connection, std::int64_t day, std::int64_t rows,
                         Failures failures) {
    if (!has_bucket(connection, day)) return 0;
    const std::string table = bucket_name(day);
    const std::int64_t last =
        connection.integer("SELECT MAX(id) FROM (SELECT id FROM " + table + " ORDER BY id LIMIT " +
                           std::to_string(rows) + ")");
    if (failures == Failures::keep) keep_failures(connection, table, last);
    connection.run("DELETE FROM " + table + " WHERE id <= ?", last);
    return connection.changes();
}

bool shrink_bucket(Connection& connection, std::int64_t day, std::int64_t rows, Failures failures) {
    if (!has_bucket(connection, day)) return true;
    thin_bucket(connection, day, rows, failures);
    const std::string table = bucket_name(day);
    if (connection.integer("SELECT EXISTS (SELECT 1 FROM " + table + ")") != 0) return false;
    drop_bucket(connection, day);
    return true;
}

std::int64_t shrink_kept(Connection& connection, PingId before, std::int64_t rows) {
    connection.run(R"sql(
        DELETE FROM kept_log
        WHERE id IN (SELECT id FROM kept_log WHERE id < ? ORDER BY id LIMIT ?))sql",
                   before, rows);
    return connection.changes();
}

void widen_buckets(Connection& connection) {
    if (!connection.query("SELECT 1 FROM sqlite_schema WHERE name = 'bucket'").next()) return;
    for (const std::int64_t day : bucket_days(connection)) {
        const std::string table = bucket_name(day);
        for (const Column& column : added_columns)
            if (!has_column(connection, table, column.name))
                connection.execute("ALTER TABLE " + table + " ADD COLUMN " +
                                       std::string(column.name) + " " + std::string(column.type),
                                   "widening a log table");
    }
}

std::string bucket_insert_sql(std::int64_t day) {
    return "INSERT INTO " + bucket_name(day) + " (" + std::string(row_columns) +
           ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
}

std::optional<PingRecord> bucket_row(Connection& connection, PingId id, TaskId task) {
    Query row = connection.query(
        std::string(select_record) + bucket_name(day_of(id)) + " WHERE id = ? AND task_id = ?", id,
        task);
    if (!row.next()) return std::nullopt;
    return read_record(row);
}

std::optional<PingRecord> kept_row(Connection& connection, PingId id, TaskId task) {
    static const std::string sql =
        std::string(select_record) +
        "kept_log WHERE task_id = ? AND id <= ? ORDER BY id DESC LIMIT 1";
    Query row = connection.query(sql, task, id);
    if (!row.next()) return std::nullopt;
    return read_record(row);
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
    return body_in(connection, bucket_name(day_of(id)), id, task);
}

std::optional<std::string> kept_body(Connection& connection, PingId id, TaskId task) {
    return body_in(connection, "kept_log", id, task);
}

}  // namespace cronmon
