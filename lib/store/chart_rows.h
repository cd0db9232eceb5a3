// What the pages draw and count: runs that were missed, states by day, what is stored; and the
// questions and answers of the log.
//
// Thread-safety: values.
#pragma once

#include "store/rows.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace cronmon {

// Rows of a task's log.
struct LogQuery {
    PingId before{};                   // only those below it; 0: from the newest on
    std::int64_t length = 50;          // at most so many
    std::vector<PingKind> kinds = {};  // only these; empty: all
};
struct LogPage {
    std::vector<PingRecord> rows;
    // Where to go on; 0: there is nothing older. With `kinds` there may be more behind a page that
    // is not full: of a rare kind only so many rows are looked at.
    PingId next_before{};
};
constexpr std::int64_t log_rows_looked_at_max = 10'000;

// Who is told about which business.
struct AssignmentView {
    BusinessId business{};
    std::string business_name;
    bool business_enabled = true;
    NotifierId notifier{};
    std::string notifier_name;
    std::string email;
    bool notifier_enabled = true;
};

struct AlertCounts {
    std::int64_t owed = 0;
    std::int64_t failed = 0;
    std::optional<Instant> oldest_owed = {};
};

// How many tasks stood in each state (by its number).
using StateCounts = std::array<std::int64_t, 4>;

struct StateDay {
    std::int64_t day = 0;  // from 1970-01-01, UTC
    StateCounts states{};
};

struct StorageFacts {
    std::int64_t log_days = 0;               // that have a table
    std::optional<std::int64_t> oldest_day;  // as StateDay::day
    std::optional<std::int64_t> newest_day;
    std::int64_t api_request_months = 0;
    std::int64_t audit_months = 0;
    std::int64_t disk_free_bytes = 0;  // where the database lies
    std::string engine_version;        // SQLite's
};

}  // namespace cronmon
