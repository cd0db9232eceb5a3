// What operators decide. Saving replaces by id without deleting: a deletion would cascade.
#include "store/sqlite_batch.h"

namespace cronmon {
namespace {

// Most edits are of a schedule, which no catalogue holds.
bool is_catalogued(Connection& connection, const Task& task) {
    Query row = connection.query(R"sql(
        SELECT 1 FROM task WHERE id = ? AND name = ? AND business_id = ? AND created_ms = ?)sql",
                                 task.id, task.name, task.business, task.created);
    return row.next();
}

}  // namespace

void SqliteBatch::save(const Business& business) {
    connection_.run(R"sql(
        INSERT INTO business (id, name, enabled, created_ms, revision) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE
        SET name = excluded.name, enabled = excluded.enabled, created_ms = excluded.created_ms,
            revision = excluded.revision)sql",
                    business.id, business.name, business.enabled, business.created,
                    business.revision);
}

void SqliteBatch::save(const Notifier& notifier, ChannelId channel) {
    connection_.run(R"sql(
        INSERT INTO notifier (id, name, phone, language, enabled, created_ms, revision)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE
        SET name = excluded.name, phone = excluded.phone, language = excluded.language,
            enabled = excluded.enabled, created_ms = excluded.created_ms,
            revision = excluded.revision)sql",
                    notifier.id, notifier.name, notifier.phone, word(notifier.language),
                    notifier.enabled, notifier.created, notifier.revision);
    connection_.run(R"sql(
        INSERT INTO channel (id, notifier_id, kind, address) VALUES (?, ?, 'email', ?)
        ON CONFLICT (id) DO UPDATE SET address = excluded.address)sql",
                    channel, notifier.id, notifier.email);
}

void SqliteBatch::save(const Task& task) {
    if (!is_catalogued(connection_, task)) begin_edition();
    connection_.run(R"sql(
        INSERT INTO task (id, business_id, name, uuid, schedule_kind, schedule, tz, grace_ms,
                          tolerance_ms, quiet, created_ms, revision)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE
        SET business_id = excluded.business_id, name = excluded.name, uuid = excluded.uuid,
            schedule_kind = excluded.schedule_kind, schedule = excluded.schedule,
            tz = excluded.tz, grace_ms = excluded.grace_ms,
            tolerance_ms = excluded.tolerance_ms, quiet = excluded.quiet,
            created_ms = excluded.created_ms, revision = excluded.revision)sql",
                    task.id, task.business, task.name, task.uuid, word(task.schedule.kind()),
                    task.schedule.text(), task.schedule.zone().name(), task.grace, task.tolerance,
                    task.quiet_until_first_ping, task.created, task.revision);
    // Every task has a standing, so that readers may join the two without a thought.
    connection_.run(R"sql(
        INSERT INTO standing (task_id, state, since_ms, last_ping_id) VALUES (?, ?, ?, 0)
        ON CONFLICT (task_id) DO NOTHING)sql",
                    task.id, State::fresh, task.created);
}

// Whoever has read all tasks before has to read them again (store/catalogue).
void SqliteBatch::begin_edition() {
    connection_.run("UPDATE task_edition SET edition = edition + 1");
}

void SqliteBatch::remove(BusinessId business) {
    connection_.run("DELETE FROM business WHERE id = ?", business);
    begin_edition();
}

void SqliteBatch::remove(NotifierId notifier) {
    connection_.run("DELETE FROM notifier WHERE id = ?", notifier);
}

void SqliteBatch::remove(TaskId task) {
    connection_.run("DELETE FROM task WHERE id = ?", task);
    begin_edition();
}

bool SqliteBatch::assign(BusinessId business, NotifierId notifier, Instant at) {
    connection_.run(R"sql(
        INSERT INTO assignment (business_id, notifier_id, created_ms) VALUES (?, ?, ?)
        ON CONFLICT (business_id, notifier_id) DO NOTHING)sql",
                    business, notifier, at);
    return connection_.changes() > 0;
}

bool SqliteBatch::unassign(BusinessId business, NotifierId notifier) {
    connection_.run("DELETE FROM assignment WHERE business_id = ? AND notifier_id = ?", business,
                    notifier);
    return connection_.changes() > 0;
}

void SqliteBatch::save_setting(std::string_view name, std::string_view value, Instant at) {
    connection_.run(R"sql(
        INSERT INTO setting (name, value, changed_ms) VALUES (?, ?, ?)
        ON CONFLICT (name) DO UPDATE
        SET value = excluded.value, changed_ms = excluded.changed_ms)sql",
                    name, value, at);
}

void SqliteBatch::remove_setting(std::string_view name) {
    connection_.run("DELETE FROM setting WHERE name = ?", name);
}

std::optional<std::string> SqliteBatch::setting(std::string_view name) {
    Query row = connection_.query("SELECT value FROM setting WHERE name = ?", name);
    if (!row.next()) return std::nullopt;
    return row.take<std::string>();
}

}  // namespace cronmon
