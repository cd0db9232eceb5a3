// What an engine loads at start, by the writer's connection.
#include "store/bucket.h"
#include "store/month_bucket.h"
#include "store/restore.h"
#include "store/row_map.h"
#include "store/sqlite_snapshot.h"
#include "store/sqlite_store.h"

namespace cronmon {
namespace {

PingId highest_ping(Connection& writer) {
    const std::vector<std::int64_t> days = bucket_days(writer);
    for (auto day = days.rbegin(); day != days.rend(); ++day) {
        const std::int64_t id = writer.integer("SELECT MAX(id) FROM " + bucket_name(*day));
        if (id != 0) return PingId{id};
    }
    return PingId{};
}

}  // namespace

void SqliteStore::for_each_task(const std::function<void(TaskRow)>& visit) {
    static const std::string sql =
        "SELECT " + std::string(task_columns) + "," + std::string(standing_columns) + R"sql(
            , standing.last_ping_id
        FROM task CROSS JOIN standing ON standing.task_id = task.id
        ORDER BY task.id)sql";
    auto runs = open_runs(*writer_);
    Query row = writer_->query(sql);
    while (row.next()) {
        TaskRow found{.task = read_task(row, schedules_),
                      .standing = read_standing(row),
                      .last_ping = row.take<PingId>()};
        if (const auto open = runs.find(found.task.id); open != runs.end())
            found.standing.runs = std::move(open->second);
        visit(std::move(found));
    }
}

std::vector<Business> SqliteStore::businesses() {
    std::vector<Business> businesses;
    Query row = writer_->query(std::string(select_business) + "ORDER BY business.id");
    while (row.next()) businesses.push_back(read_business(row));
    return businesses;
}

std::vector<OwedAlert> SqliteStore::owed_alerts() {
    std::vector<OwedAlert> alerts;
    Query row = writer_->query(R"sql(
        SELECT id, next_try_ms FROM alert WHERE next_try_ms IS NOT NULL ORDER BY next_try_ms, id
        )sql");
    while (row.next())
        alerts.push_back(OwedAlert{.id = row.take<AlertId>(), .next_try = row.take<Instant>()});
    return alerts;
}

std::vector<std::pair<std::string, std::string>> SqliteStore::settings() {
    return read_settings(*writer_);
}

HighestIds SqliteStore::highest_ids() {
    Query row = writer_->query(R"sql(
        SELECT (SELECT MAX(id) FROM business), (SELECT MAX(id) FROM notifier),
               (SELECT MAX(id) FROM channel), (SELECT MAX(id) FROM task),
               (SELECT MAX(id) FROM flip), (SELECT MAX(id) FROM alert),
               (SELECT MAX(id) FROM blind), (SELECT MAX(id) FROM "user"),
               (SELECT MAX(id) FROM session), (SELECT MAX(id) FROM token))sql");
    CHECK(row.next());
    return HighestIds{.business = row.take<std::int64_t>(),
                      .notifier = row.take<std::int64_t>(),
                      .channel = row.take<std::int64_t>(),
                      .task = row.take<std::int64_t>(),
                      .flip = row.take<std::int64_t>(),
                      .alert = row.take<std::int64_t>(),
                      .blind = row.take<std::int64_t>(),
                      .user = row.take<std::int64_t>(),
                      .session = row.take<std::int64_t>(),
                      .token = row.take<std::int64_t>(),
                      .ping = highest_ping(*writer_),
                      .audit = highest_of_months(*writer_, MonthLog::audit),
                      .api_request = highest_of_months(*writer_, MonthLog::api_requests)};
}

std::optional<Pulse> SqliteStore::pulse() {
    Query row = writer_->query("SELECT tick_ms, stopped, replay_from_id, counted_to_id FROM pulse");
    if (!row.next()) return std::nullopt;
    Pulse pulse{.tick = row.take<Instant>()};
    const auto stopped = row.take<std::int64_t>();
    pulse.stopped = stopped != 0;
    pulse.restored = stopped == pulse_restored;
    pulse.replay_from = row.take<PingId>();
    pulse.counted_to = row.take<PingId>();
    return pulse;
}

bool SqliteStore::has_users() {
    return writer_->integer("SELECT EXISTS (SELECT 1 FROM \"user\")") != 0;
}

std::vector<std::int64_t> SqliteStore::buckets() { return bucket_days(*writer_); }

void SqliteStore::for_each_ping_after(PingId after,
                                      const std::function<void(const LoggedPing&)>& visit) {
    for (const std::int64_t day : bucket_days(*writer_)) {
        if (day < day_of(after)) continue;
        Query row = writer_->query("SELECT id, task_id, at_ms, kind, rid, wire FROM " +
                                       bucket_name(day) + " WHERE id > ? ORDER BY id",
                                   after);
        while (row.next()) {
            LoggedPing ping{.id = row.take<PingId>(), .task = row.take<TaskId>(), .signal = {}};
            ping.signal.at = row.take<Instant>();
            ping.signal.kind = read_ping_kind(row);
            ping.signal.run = row.take<std::optional<Uuid>>();
            const Wire wire = Wire::of(row.take<std::int64_t>());
            ping.signal.wakes = wire.wakes;
            ping.late = wire.late;
            visit(ping);
        }
    }
}

}  // namespace cronmon
