// The numbers on the first page.
#include "store/list.h"
#include "store/month_bucket.h"
#include "store/sqlite_snapshot.h"
#include "store/task_list.h"

#include <filesystem>

namespace cronmon {
namespace {

Trend trend(Connection& connection, const std::string& from, Instant before) {
    Query row = connection.query(
        "SELECT COUNT(*), COUNT(*) FILTER (WHERE created_ms <= ?1) " + from, before);
    if (!row.next()) return {};
    return Trend{.now = row.take<std::int64_t>(), .before = row.take<std::int64_t>()};
}

// Alerts of a status, of tasks that may be seen, and when the oldest of them came up.
std::string count_alerts(std::string_view status, const Visible& visible) {
    std::string sql = "SELECT COUNT(*), MIN(alert.created_ms) FROM alert ";
    if (visible) sql += "JOIN flip ON flip.id = alert.flip_id JOIN task ON task.id = flip.task_id ";
    return sql.append("WHERE ").append(status) + " AND " + visible_sql("task.business_id", visible);
}

}  // namespace

Counts SqliteSnapshot::counts(const Visible& visible, Instant before, Instant now) {
    Counts counts;
    counts.businesses =
        trend(connection(), "FROM business WHERE " + visible_sql("id", visible), before);
    counts.assignments =
        trend(connection(), "FROM assignment WHERE " + visible_sql("business_id", visible), before);
    const TaskCounts tasks = count_tasks(connection(), *pool_->catalogue(connection()),
                                         {.visible = visible, .now = now}, before);
    counts.tasks = tasks.tasks;
    counts.states = tasks.states;
    return counts;
}

std::vector<DayCount> SqliteSnapshot::ping_counts(const Visible& visible, std::int64_t first_day) {
    std::vector<DayCount> days;
    Query row =
        connection().query("SELECT day, SUM(pings) FROM ping_count WHERE day >= ? AND " +
                               visible_sql("business_id", visible) + " GROUP BY day ORDER BY day",
                           first_day);
    while (row.next())
        days.push_back(
            DayCount{.day = row.take<std::int64_t>(), .pings = row.take<std::int64_t>()});
    return days;
}

std::vector<MonthCount> SqliteSnapshot::api_request_counts(std::int64_t first_month) {
    std::vector<MonthCount> months;
    Query row = connection().query(R"sql(
        SELECT month, endpoint, requests FROM api_request_count
        WHERE month >= ? ORDER BY month, endpoint)sql",
                                   first_month);
    while (row.next())
        months.push_back(MonthCount{.month = row.take<std::int64_t>(),
                                    .endpoint = row.take<std::string>(),
                                    .requests = row.take<std::int64_t>()});
    return months;
}

// Both walk an index that holds no other alerts.
AlertCounts SqliteSnapshot::alert_counts(const Visible& visible, Instant failed_since) {
    AlertCounts counts;
    Query owed = connection().query(count_alerts("alert.next_try_ms IS NOT NULL", visible));
    if (owed.next()) {
        counts.owed = owed.take<std::int64_t>();
        counts.oldest_owed = owed.take<std::optional<Instant>>();
    }
    Query failed = connection().query(
        count_alerts("alert.status = 'failed' AND alert.created_ms >= ?", visible), failed_since);
    if (failed.next()) counts.failed = failed.take<std::int64_t>();
    return counts;
}

std::vector<StateDay> SqliteSnapshot::state_days(const Visible& visible, std::int64_t first_day,
                                                 std::int64_t today) {
    const auto catalogue = pool_->catalogue(connection());
    return pool_->history(connection(), catalogue, first_day)->days(visible, first_day, today);
}

StorageFacts SqliteSnapshot::storage() {
    StorageFacts facts;
    facts.log_days = static_cast<std::int64_t>(days_.size());
    if (!days_.empty()) facts.oldest_day = days_.front();
    if (!days_.empty()) facts.newest_day = days_.back();
    const auto months = [&](MonthLog log) {
        return static_cast<std::int64_t>(months_of(connection(), log).size());
    };
    facts.api_request_months = months(MonthLog::api_requests);
    facts.audit_months = months(MonthLog::audit);
    std::error_code unknown;
    const auto folder = std::filesystem::path(connection().path()).parent_path();
    const auto space = std::filesystem::space(folder, unknown);
    if (!unknown) facts.disk_free_bytes = static_cast<std::int64_t>(space.available);
    facts.engine_version = sqlite3_libversion();
    return facts;
}

// To look at every standing takes milliseconds where there are many, so what was found is kept
// until somebody has written (PRAGMA data_version), or it has come.
std::optional<Instant> SqliteSnapshot::next_lateness(Instant now) {
    Lateness& known = reader_->lateness;
    const std::int64_t version = connection().integer("PRAGMA data_version");
    if (version == known.data_version && known.from <= now && (!known.at || now < *known.at))
        return known.at;
    Query row = connection().query(R"sql(
        SELECT MIN(owed_ms) FROM standing WHERE owed_ms > ? AND deadline_ms IS NOT NULL)sql",
                                   now);
    const auto at = row.next() ? row.take<std::optional<Instant>>() : std::nullopt;
    known = {version, now, at};
    return at;
}

}  // namespace cronmon
