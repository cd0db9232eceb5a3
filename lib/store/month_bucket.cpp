#include "store/month_bucket.h"

#include <chrono>
#include <cstdio>

namespace cronmon {
namespace {

constexpr const char* audit_columns = R"sql( (
    id        INTEGER PRIMARY KEY,
    at_ms     INTEGER NOT NULL,
    user_id   INTEGER NOT NULL,  -- 0: the operators' socket
    actor     TEXT NOT NULL,
    address   TEXT NOT NULL,
    action    TEXT NOT NULL,
    object_id INTEGER NOT NULL,
    object    TEXT NOT NULL,
    changes   TEXT NOT NULL      -- field, before and after, a line each
) STRICT)sql";

constexpr const char* api_request_columns = R"sql( (
    id         INTEGER PRIMARY KEY,
    at_ms      INTEGER NOT NULL,
    user_id    INTEGER NOT NULL,
    client_ip  TEXT NOT NULL,
    user_agent TEXT NOT NULL,
    method     TEXT NOT NULL,
    url        TEXT NOT NULL,
    code       INTEGER NOT NULL
) STRICT)sql";

std::string_view kind_of(MonthLog log) {
    return log == MonthLog::audit ? "audit" : "api_request_log";
}

void drop_month(Connection& connection, const std::string& table) {
    connection.execute("DROP TABLE " + table, "dropping a log table");
    connection.run("DELETE FROM bucket WHERE name = ?", table);
    connection.forget();  // what was prepared for the table will not be asked for again
}

// Up to the next unescaped `end`, which is taken too.
std::string take_part(std::string_view& text, char end) {
    std::string part;
    while (!text.empty()) {
        const char c = text.front();
        text.remove_prefix(1);
        if (c == end) break;
        if (c != '\\' || text.empty()) {
            part += c;
            continue;
        }
        part += text.front() == 't' ? '\t' : text.front() == 'n' ? '\n' : text.front();
        text.remove_prefix(1);
    }
    return part;
}

}  // namespace

std::int64_t month_of(Instant at) {
    const std::chrono::year_month_day date{std::chrono::floor<std::chrono::days>(at)};
    return std::int64_t{12} * static_cast<int>(date.year()) + static_cast<unsigned>(date.month()) -
           1;
}

std::int64_t month_of(PingId id) { return month_of(from_ms(raw(id) / ping_ids_per_ms)); }

Instant month_begin(std::int64_t month) {
    const std::chrono::year year{static_cast<int>(month / 12)};
    const std::chrono::month of_year{static_cast<unsigned>(month % 12 + 1)};
    return std::chrono::sys_days{year / of_year / 1};
}

std::string month_table(MonthLog log, std::int64_t month) {
    char name[32];
    std::snprintf(name, sizeof name, "_%04d%02d", static_cast<int>(month / 12),
                  static_cast<int>(month % 12 + 1));
    return std::string(kind_of(log)) + name;
}

std::vector<std::int64_t> months_of(Connection& connection, MonthLog log) {
    std::vector<std::int64_t> months;
    Query row =
        connection.query("SELECT first FROM bucket WHERE kind = ? ORDER BY first", kind_of(log));
    while (row.next()) months.push_back(row.take<std::int64_t>());
    return months;
}

std::string open_month(Connection& connection, MonthLog log, std::int64_t month) {
    const std::string table = month_table(log, month);
    if (connection.query("SELECT 1 FROM bucket WHERE name = ?", table).next()) return table;
    connection.execute(
        "CREATE TABLE " + table + (log == MonthLog::audit ? audit_columns : api_request_columns),
        "making a log table");
    connection.run("INSERT INTO bucket (name, kind, first) VALUES (?, ?, ?)", table, kind_of(log),
                   month);
    return table;
}

std::int64_t shrink_months(Connection& connection, MonthLog log, std::int64_t first,
                           std::int64_t rows) {
    for (const std::int64_t month : months_of(connection, log)) {
        if (month >= first) break;
        const std::string table = month_table(log, month);
        connection.run("DELETE FROM " + table +
                           " WHERE id <= (SELECT MAX(id) FROM (SELECT id FROM " + table +
                           " ORDER BY id LIMIT ?))",
                       rows);
        if (connection.changes() > 0) return connection.changes();
        drop_month(connection, table);
    }
    return 0;
}

PingId highest_of_months(Connection& connection, MonthLog log) {
    const auto months = months_of(connection, log);
    for (auto month = months.rbegin(); month != months.rend(); ++month) {
        const auto id = connection.integer("SELECT MAX(id) FROM " + month_table(log, *month));
        if (id != 0) return PingId{id};
    }
    return PingId{};
}

std::string union_of_months(Connection& connection, MonthLog log, std::string_view columns) {
    std::string sql;
    for (const std::int64_t month : months_of(connection, log))
        sql.append(sql.empty() ? "" : " UNION ALL ")
            .append("SELECT ")
            .append(columns)
            .append(" FROM ")
            .append(month_table(log, month));
    return sql;
}

std::string escaped(std::string_view text) {
    std::string result;
    for (const char c : text) {
        if (c == '\\') result += "\\\\";
        else if (c == '\t') result += "\\t";
        else if (c == '\n') result += "\\n";
        else result += c;
    }
    return result;
}

std::string changes_text(const std::vector<FieldChange>& changes) {
    std::string text;
    for (const auto& [field, before, after] : changes)
        text.append(escaped(field) + '\t' + escaped(before) + '\t' + escaped(after) + '\n');
    return text;
}

std::vector<FieldChange> parse_changes(std::string_view text) {
    std::vector<FieldChange> changes;
    while (!text.empty()) {
        FieldChange change;
        change.field = take_part(text, '\t');
        change.before = take_part(text, '\t');
        change.after = take_part(text, '\n');
        changes.push_back(std::move(change));
    }
    return changes;
}

}  // namespace cronmon
