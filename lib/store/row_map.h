// Rows of tables as nouns: which columns a noun is made of, and how it is read from them.
//
// A `select_x` is the beginning of a statement, up to where its WHERE would begin; `read_x` takes
// its columns in that order. Words and numbers that stand for an enumeration are judged here; one
// that means nothing is a StoreError, because it was not us who wrote it.
//
// Thread-safety: confined to the thread of the connection.
#pragma once

#include "store/connection.h"
#include "store/schedule_cache.h"
#include "store/user_rows.h"

#include <map>
#include <string_view>

namespace cronmon {

constexpr std::string_view select_business =
    R"sql(
    SELECT business.id, business.name, business.enabled, business.created_ms, business.revision,
           business.uuid, business.ping_key, business.badge_key
    FROM business )sql";

constexpr std::string_view select_notifier = R"sql(
    SELECT notifier.id, notifier.name, channel.address, notifier.phone, notifier.language,
           notifier.enabled, notifier.created_ms, notifier.revision
    FROM notifier LEFT JOIN channel
         ON channel.notifier_id = notifier.id AND channel.kind = 'email' )sql";

// The columns of a task, a standing and a flip, for statements that join them.
constexpr std::string_view task_columns = R"sql(
    task.id, task.business_id, task.uuid, task.name, task.schedule_kind, task.schedule, task.tz,
    task.grace_ms, task.tolerance_ms, task.quiet, task.created_ms, task.revision,
    task.max_run_ms, task.min_run_ms, task.alert_after, task.recover_after,
    task.manual_resume, task.post_only, task.by_body, task.else_fail, task.start_words,
    task.success_words, task.failure_words, task.by_mail_subject, task.by_mail_body,
    task.slug, task.tags, task.description, task.check_name, task.badge, task.told_all )sql";

constexpr std::string_view standing_columns = R"sql(
    standing.state, standing.since_ms, standing.last_ping_ms, standing.owed_ms,
    standing.deadline_ms, standing.offset_ms, standing.failures, standing.successes,
    standing.last_duration_ms, standing.pings )sql";

constexpr std::string_view flip_columns = R"sql(
    flip.id, flip.task_id, flip.from_state, flip.to_state, flip.at_ms, flip.reason, flip.slot_ms,
    flip.down_since_ms, flip.ping_id )sql";

// For a statement about users; the name is a reserved word elsewhere.
constexpr std::string_view select_user = R"sql(
    SELECT u.id, u.name, u.email, u.phone, u.role, u.all_businesses, u.enabled, u.language,
           u.api_name, u.password, u.api_password, u.totp_secret, u.totp_step, u.recovery,
           u.setup_digest, u.setup_until_ms, u.created_ms, u.last_login_ms, u.revision
    FROM "user" AS u )sql";

constexpr std::string_view select_session = R"sql(
    SELECT id, user_id, digest, remember, address, user_agent, created_ms, seen_ms, expires_ms
    FROM session )sql";

constexpr std::string_view select_token = R"sql(
    SELECT id, user_id, name, digest, scope, all_businesses, created_ms, expires_ms, last_used_ms
    FROM token )sql";

// Throw StoreError for what cannot be understood.
Business read_business(Query& row);
Notifier read_notifier(Query& row);
User read_user(Query& row);
Session read_session(Query& row);
Token read_token(Query& row, Connection& connection);  // with its businesses
Task read_task(Query& row, ScheduleCache& schedules);  // whom it tells: see fill_told
Standing read_standing(Query& row);                    // its runs: see open_runs
FlipRow read_flip(Query& row);

// What a task or a standing has in a table of its own.
void fill_told(Connection& connection, Task& task);
void fill_runs(Connection& connection, TaskId task, Standing& standing);
std::map<TaskId, OpenRuns> open_runs(Connection& connection);  // of all tasks that have some

CheckKey read_check_key(Query& row);
MissedSlot::Why read_why(Query& row);
State read_state(Query& row);
PingKind read_ping_kind(Query& row);
ChannelKind read_channel_kind(Query& row);
AlertStatus read_alert_status(Query& row);
Language read_language(Query& row);

}  // namespace cronmon
