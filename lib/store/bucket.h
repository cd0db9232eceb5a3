// The log's tables, one a day: task_log_20261122 (UTC).
//
// A day's table is made ahead, filled by appending, emptied in slices from its oldest row on and
// then dropped, so that getting rid of a day never holds up a ping. It has no index but its key:
// each row names its task's row before it (`previous_id`), and an id names its day, so the newest
// rows of a task are found by following that chain from standing.last_ping_id. A row that is gone
// ends the chain, but for failures, which are kept longer than their table.
//
// Thread-safety: confined to the thread of the connection.
#pragma once

#include "store/connection.h"
#include "store/rows.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace cronmon {

// The name of the table for a day counted from 1970-01-01.
std::string bucket_name(std::int64_t day);

// Days that have a table, oldest first.
std::vector<std::int64_t> bucket_days(Connection& connection);

// Makes the day's table and lists it; nothing if it is there.
void create_bucket(Connection& connection, std::int64_t day);

// Deletes up to `rows` of the day's oldest rows; true when none is left and the table is gone.
bool shrink_bucket(Connection& connection, std::int64_t day, std::int64_t rows, Failures failures);

// The same, but the table stays; answers how many rows went.
std::int64_t thin_bucket(Connection& connection, std::int64_t day, std::int64_t rows,
                         Failures failures);

// Deletes up to `rows` of the kept failures below `before`, and answers how many they were.
std::int64_t shrink_kept(Connection& connection, PingId before, std::int64_t rows);

// Gives tables that an older version made, if there are any, the columns of today.
void widen_buckets(Connection& connection);

// The statement that adds a row; values in the order of PingRow.
std::string bucket_insert_sql(std::int64_t day);

// The row with this id if it is there and is the task's. Precondition: its day has a table.
std::optional<PingRecord> bucket_row(Connection& connection, PingId id, TaskId task);

// The newest row of the task below `before` on its day, if it is among the `rows` newest of all
// tasks that are below it. Precondition: the day has a table.
std::optional<PingId> bucket_row_before(Connection& connection, PingId before, TaskId task,
                                        std::int64_t rows);

// The body of that row, empty if it has none.
std::optional<std::string> bucket_body(Connection& connection, PingId id, TaskId task);

// The newest of the task's failures up to this id that have outlived their table, and a body there.
std::optional<PingRecord> kept_row(Connection& connection, PingId id, TaskId task);
std::optional<std::string> kept_body(Connection& connection, PingId id, TaskId task);

}  // namespace cronmon
