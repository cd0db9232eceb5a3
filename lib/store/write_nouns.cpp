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
        INSERT INTO business (id, name, enabled, created_ms, revision, uuid, badge_key, ping_key)
        VALUES (?, ?, ?, ?, ?, ?, ?, nullif(?, ''))
        ON CONFLICT (id) DO UPDATE
        SET name = excluded.name, enabled = excluded.enabled, created_ms = excluded.created_ms,
            revision = excluded.revision, uuid = excluded.uuid, badge_key = excluded.badge_key,
            ping_key = excluded.ping_key)sql",
                    business.id, business.name, business.enabled, business.created,
                    business.revision, business.uuid, business.badge_key, business.ping_key);
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
        INSERT INTO channel (id, notifier_id, kind, address, uuid) VALUES (?, ?, 'email', ?, ?)
        ON CONFLICT (id) DO UPDATE SET address = excluded.address)sql",
                    channel, notifier.id, notifier.email, Uuid::random());
}

void SqliteBatch::save(const Task& task) {
    if (!is_catalogued(connection_, task)) begin_edition();
    connection_.run(R"sql(
        INSERT INTO task (id, business_id, name, uuid, schedule_kind, schedule, tz, grace_ms,
                          tolerance_ms, quiet, created_ms, revision, max_run_ms, min_run_ms,
                          alert_after, recover_after, manual_resume, post_only, by_body, else_fail,
                          start_words, success_words, failure_words, by_mail_subject, by_mail_body,
                          slug, tags, description, check_name, badge, told_all)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
                ?, ?, ?)
        ON CONFLICT (id) DO UPDATE
        SET business_id = excluded.business_id, name = excluded.name, uuid = excluded.uuid,
            schedule_kind = excluded.schedule_kind, schedule = excluded.schedule,
            tz = excluded.tz, grace_ms = excluded.grace_ms,
            tolerance_ms = excluded.tolerance_ms, quiet = excluded.quiet,
            created_ms = excluded.created_ms, revision = excluded.revision,
            max_run_ms = excluded.max_run_ms, min_run_ms = excluded.min_run_ms,
            alert_after = excluded.alert_after, recover_after = excluded.recover_after,
            manual_resume = excluded.manual_resume, post_only = excluded.post_only,
            by_body = excluded.by_body, else_fail = excluded.else_fail,
            start_words = excluded.start_words, success_words = excluded.success_words,
            failure_words = excluded.failure_words, by_mail_subject = excluded.by_mail_subject,
            by_mail_body = excluded.by_mail_body, slug = excluded.slug, tags = excluded.tags,
            description = excluded.description, check_name = excluded.check_name,
            badge = excluded.badge, told_all = excluded.told_all)sql",
                    task.id, task.business, task.name, task.uuid, word(task.schedule.kind()),
                    task.schedule.text(), task.schedule.zone().name(), task.grace, task.tolerance,
                    task.quiet_until_first_ping, task.created, task.revision, task.runs.max_run,
                    task.runs.min_run, task.runs.alert_after, task.runs.recover_after,
                    task.listening.manual_resume, task.listening.post_only, task.listening.by_body,
                    task.listening.else_fail, task.listening.start_words,
                    task.listening.success_words, task.listening.failure_words,
                    task.listening.by_mail_subject, task.listening.by_mail_body, task.labels.slug,
                    task.labels.tags, task.labels.description, task.labels.check_name, task.badge,
                    !task.told.has_value());
    // Every task has a standing, so that readers may join the two without a thought.
    connection_.run(R"sql(
        INSERT INTO standing (task_id, state, since_ms, last_ping_id) VALUES (?, ?, ?, 0)
        ON CONFLICT (task_id) DO NOTHING)sql",
                    task.id, State::fresh, task.created);
    save_told(task);
}

void SqliteBatch::save_told(const Task& task) {
    connection_.run("DELETE FROM task_channel WHERE task_id = ?", task.id);
    if (!task.told) return;
    for (const ChannelId channel : *task.told)
        connection_.run(R"sql(
            INSERT INTO task_channel (task_id, channel_id) VALUES (?, ?)
            ON CONFLICT (task_id, channel_id) DO NOTHING)sql",
                        task.id, channel);
}

void SqliteBatch::save(const CheckKey& key) {
    connection_.run(R"sql(
        INSERT INTO check_key (business_id, may, digest, hint, created_ms) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (business_id, may) DO UPDATE
        SET digest = excluded.digest, hint = excluded.hint, created_ms = excluded.created_ms)sql",
                    key.business, word(key.may), Blob{key.digest}, key.hint, key.created);
}

bool SqliteBatch::remove_check_key(BusinessId business, CheckKey::May may) {
    connection_.run("DELETE FROM check_key WHERE business_id = ? AND may = ?", business, word(may));
    return connection_.changes() > 0;
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
