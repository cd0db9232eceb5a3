// The logs that live in one table a month: audit_202611, api_request_log_202611 (UTC).
//
// Unlike the log of pings their rows come one by one, so a table is made when the first row of its
// month comes, and nobody has to think ahead. A row's id tells its month, so the newest id is in
// the newest table. Old months are emptied in slices and then dropped.
//
// Thread-safety: confined to the thread of the connection.
#pragma once

#include "store/connection.h"
#include "store/user_rows.h"

#include <cstdint>
#include <string>
#include <vector>

namespace cronmon {

std::string month_table(MonthLog log, std::int64_t month);

// Months that have a table, oldest first.
std::vector<std::int64_t> months_of(Connection& connection, MonthLog log);

// Makes and lists the table unless it is there, and returns its name.
std::string open_month(Connection& connection, MonthLog log, std::int64_t month);

// Deletes up to `rows` of the oldest rows of months before `first`, and drops tables that are
// empty. Returns how many rows they were; 0 when nothing of those months is left.
std::int64_t shrink_months(Connection& connection, MonthLog log, std::int64_t first,
                           std::int64_t rows);

// The highest id in the newest table that has one; 0 for none.
PingId highest_of_months(Connection& connection, MonthLog log);

// `SELECT columns FROM (all months together)`, empty if there is no table.
std::string union_of_months(Connection& connection, MonthLog log, std::string_view columns);

// Changes of fields as one text, and back: a line each, its parts escaped and separated by tabs.
std::string escaped(std::string_view text);
std::string changes_text(const std::vector<FieldChange>& changes);
std::vector<FieldChange> parse_changes(std::string_view text);

}  // namespace cronmon
