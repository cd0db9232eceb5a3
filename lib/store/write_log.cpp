// The log, what follows from it, and the outbox.
#include "store/bucket.h"
#include "store/row_map.h"
#include "store/sqlite_batch.h"

namespace cronmon {

SqliteBatch::SqliteBatch(Connection& connection, ScheduleCache& schedules)
    : connection_(connection),
      schedules_(schedules),
      save_standing_(connection.handle(), R"sql(
          UPDATE standing
          SET state = ?, since_ms = ?, last_ping_id = ?, last_ping_ms = ?, owed_ms = ?,
              deadline_ms = ?, offset_ms = ?, failures = ?, successes = ?, last_duration_ms = ?,
              pings = ?
          WHERE task_id = ?)sql"),
      forget_runs_(connection.handle(), "DELETE FROM open_run WHERE task_id = ?"),
      save_run_(connection.handle(), R"sql(
          INSERT INTO open_run (task_id, place, rid, started_ms, deadline_ms)
          SELECT ?1, ?2, ?3, ?4, ?5 FROM task WHERE id = ?1)sql") {}

Statement& SqliteBatch::insert_of(std::int64_t day) {
    std::optional<BucketInsert>& kept = inserts_[static_cast<std::size_t>(day) % inserts_.size()];
    if (!kept || kept->day != day)
        kept.emplace(BucketInsert{day, Statement(connection_.handle(), bucket_insert_sql(day))});
    return kept->insert;
}

void SqliteBatch::add(const PingRow& ping) {
    insert_of(day_of(ping.id))
        .run(ping.id, ping.task, ping.at, ping.kind, ping.method, ping.client_ip, ping.user_agent,
             ping.exit_status, ping.duration, ping.previous, ping.run, ping.wire.bits(),
             Blob{ping.body});
}

void SqliteBatch::save(TaskId task, const Standing& standing, PingId last_ping) {
    save_standing_.run(standing.state, standing.since, last_ping, standing.last_ping, standing.owed,
                       standing.deadline, standing.offset, standing.failures, standing.successes,
                       standing.last_duration, standing.pings, task);
    save_runs(task, standing.runs);
}

void SqliteBatch::save_runs(TaskId task, const OpenRuns& runs) {
    forget_runs_.run(task);
    std::int64_t place = 0;
    for (const OpenRun& run : runs.all())
        save_run_.run(task, place++, run.id, run.started, run.deadline);
}

void SqliteBatch::add(const FlipRow& row) {
    const Flip& flip = row.flip;
    connection_.run(R"sql(
        INSERT INTO flip (id, task_id, from_state, to_state, at_ms, reason, slot_ms, down_since_ms,
                          ping_id)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, nullif(?, 0)))sql",
                    row.id, row.task, flip.from, flip.to, flip.at, word(flip.reason), flip.slot,
                    flip.down_since, row.ping);
}

void SqliteBatch::add(TaskId task, const MissedSlot& missed) {
    connection_.run(R"sql(
        INSERT INTO missed_slot (task_id, slot_ms, reason) VALUES (?, ?, ?)
        ON CONFLICT (task_id, slot_ms) DO UPDATE SET reason = excluded.reason)sql",
                    task, missed.slot, word(missed.why));
}

void SqliteBatch::remove_missed_slots(TaskId task, Instant from, Instant to) {
    connection_.run(R"sql(
        DELETE FROM missed_slot
        WHERE task_id = ? AND slot_ms BETWEEN ? AND ? AND reason = 'missed')sql",
                    task, from, to);
}

void SqliteBatch::save(const Pulse& pulse) {
    connection_.run(R"sql(
        INSERT INTO pulse (id, tick_ms, stopped, replay_from_id, counted_to_id)
        VALUES (1, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE
        SET tick_ms = excluded.tick_ms, stopped = excluded.stopped,
            replay_from_id = excluded.replay_from_id, counted_to_id = excluded.counted_to_id
        )sql",
                    pulse.tick, pulse.stopped, pulse.replay_from, pulse.counted_to);
}

void SqliteBatch::save_counted_to(PingId ping) {
    connection_.run("UPDATE pulse SET counted_to_id = ?", ping);
}

void SqliteBatch::add(const BlindRow& blind) {
    connection_.run("INSERT INTO blind (id, from_ms, to_ms, reason) VALUES (?, ?, ?, ?)", blind.id,
                    blind.time.from, blind.time.to, blind.reason);
}

std::vector<ChannelId> SqliteBatch::channels_to_tell(TaskId task) {
    std::vector<ChannelId> channels;
    Query row = connection_.query(R"sql(
        SELECT channel.id
        FROM task
             JOIN business ON business.id = task.business_id
             JOIN assignment ON assignment.business_id = business.id
             JOIN notifier ON notifier.id = assignment.notifier_id
             JOIN channel ON channel.notifier_id = notifier.id
        WHERE task.id = ? AND business.enabled = 1 AND notifier.enabled = 1
              AND (task.told_all = 1 OR EXISTS (
                      SELECT 1 FROM task_channel
                      WHERE task_channel.task_id = task.id
                            AND task_channel.channel_id = channel.id))
        ORDER BY channel.id)sql",
                                  task);
    while (row.next()) channels.push_back(row.take<ChannelId>());
    return channels;
}

void SqliteBatch::owe(AlertId alert, FlipId flip, ChannelId channel, Instant at) {
    connection_.run(R"sql(
        INSERT INTO alert (id, flip_id, channel_id, status, attempts, created_ms, next_try_ms,
                           error)
        VALUES (?1, ?2, ?3, 'owed', 0, ?4, ?4, ''))sql",
                    alert, flip, channel, at);
}

void SqliteBatch::settle(AlertId alert, AlertStatus status, int attempts,
                         std::optional<Instant> next_try, std::optional<Instant> sent,
                         std::string_view error) {
    connection_.run(R"sql(
        UPDATE alert SET status = ?, attempts = ?, next_try_ms = ?, sent_ms = ?, error = ?
        WHERE id = ?)sql",
                    word(status), attempts, next_try, sent, error, alert);
}

std::optional<AlertStatus> SqliteBatch::alert_status(AlertId alert) {
    Query row = connection_.query("SELECT status FROM alert WHERE id = ?", alert);
    if (!row.next()) return std::nullopt;
    return read_alert_status(row);
}

void SqliteBatch::owe_again(AlertId alert, Instant at) {
    connection_.run(R"sql(
        UPDATE alert SET status = 'owed', created_ms = ?2, next_try_ms = ?2 WHERE id = ?1)sql",
                    alert, at);
}

void SqliteBatch::open_bucket(std::int64_t day) { create_bucket(connection_, day); }

bool SqliteBatch::shrink_bucket(std::int64_t day, std::int64_t rows, Failures failures) {
    if (!cronmon::shrink_bucket(connection_, day, rows, failures)) return false;
    inserts_ = {};
    past_inserts_.clear();
    connection_.forget();
    return true;
}

std::int64_t SqliteBatch::thin_bucket(std::int64_t day, std::int64_t rows, Failures failures) {
    return cronmon::thin_bucket(connection_, day, rows, failures);
}

void SqliteBatch::give_back(std::int64_t pages) {
    connection_.execute("PRAGMA incremental_vacuum(" + std::to_string(pages) + ")",
                        "giving free pages back");
}

std::int64_t SqliteBatch::shrink_kept(PingId before, std::int64_t rows) {
    return cronmon::shrink_kept(connection_, before, rows);
}

}  // namespace cronmon
