// The logs that live in one table a month: audit_202611, api_request_log_202611 (UTC).
//
// Unlike the log of pings their rows come one by one, so a table is made when the first row of its
// month comes, and nobody has to think ahead. Old months are emptied in slices and then dropped.
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

// Deletes up to `rows` of the oldest rows of months before `first`, and tables that are empty;
// true when nothing of those months is left.
bool shrink_months(Connection& connection, MonthLog log, std::int64_t first, std::int64_t rows);

// The highest id in the newest table that has one; 0 for none.
PingId highest_of_months(Connection& connection, MonthLog log);

// `SELECT columns FROM (all months together)`, empty if there is no table.
std::string union_of_months(Connection& connection, MonthLog log, std::string_view columns);

// Changes of fields as one text, and back: a line each, its parts separated by tabs.
std::string changes_text(const std::vector<FieldChange>& changes);
std::vector<FieldChange> parse_changes(std::string_view text);

}  // namespace cronmon
