// Rows of tables as nouns: which columns a noun is made of, and how it is read from them.
//
// A `select_x` is the beginning of a statement, up to where its WHERE would begin; `read_x` takes
// its columns in that order. Words and numbers that stand for an enumeration are judged here; one
// that means nothing is a StoreError, because it was not us who wrote it.
//
// Thread-safety: confined to the thread of the connection.
#pragma once

#include "store/rows.h"
#include "store/schedule_cache.h"
#include "store/statement.h"

#include <string_view>

namespace cronmon {

constexpr std::string_view select_business =
    "SELECT business.id, business.name, business.enabled, business.created_ms FROM business ";

constexpr std::string_view select_notifier = R"sql(
    SELECT notifier.id, notifier.name, channel.address, notifier.phone, notifier.language,
           notifier.enabled, notifier.created_ms
    FROM notifier LEFT JOIN channel
         ON channel.notifier_id = notifier.id AND channel.kind = 'email' )sql";

// The columns of a task, a standing and a flip, for statements that join them.
constexpr std::string_view task_columns = R"sql(
    task.id, task.business_id, task.uuid, task.name, task.schedule_kind, task.schedule, task.tz,
    task.grace_ms, task.tolerance_ms, task.quiet, task.created_ms )sql";

constexpr std::string_view standing_columns = R"sql(
    standing.state, standing.since_ms, standing.last_ping_ms, standing.owed_ms,
    standing.deadline_ms, standing.offset_ms )sql";

constexpr std::string_view flip_columns = R"sql(
    flip.id, flip.task_id, flip.from_state, flip.to_state, flip.at_ms, flip.reason, flip.slot_ms,
    flip.down_since_ms, flip.ping_id )sql";

// Throw StoreError for what cannot be understood.
Business read_business(Query& row);
Notifier read_notifier(Query& row);
Task read_task(Query& row, ScheduleCache& schedules);
Standing read_standing(Query& row);
FlipRow read_flip(Query& row);

State read_state(Query& row);
PingKind read_ping_kind(Query& row);
ChannelKind read_channel_kind(Query& row);
AlertStatus read_alert_status(Query& row);
Language read_language(Query& row);

}  // namespace cronmon
