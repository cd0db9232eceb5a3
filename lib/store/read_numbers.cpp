// The numbers on the first page.
#include "store/list.h"
#include "store/sqlite_snapshot.h"
#include "store/task_list.h"

namespace cronmon {
namespace {

Trend trend(Connection& connection, const std::string& from, Instant before) {
    Query row = connection.query(
        "SELECT COUNT(*), COUNT(*) FILTER (WHERE created_ms <= ?1) " + from, before);
    if (!row.next()) return {};
    return Trend{.now = row.take<std::int64_t>(), .before = row.take<std::int64_t>()};
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
