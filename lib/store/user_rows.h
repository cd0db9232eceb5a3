// What is written and read of users, of what they did, and of the numbers on the first page.
//
// Thread-safety: values.
#pragma once

#include "core/user.h"
#include "core/verdict.h"
#include "store/rows.h"

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace cronmon {

// A user in a list or on a page of their own: with the businesses that were granted, by name.
struct UserView {
    User user;
    std::vector<Business> businesses;
};

struct FieldChange {
    std::string field;
    std::string before;  // empty: there was none
    std::string after;   // empty: there is none any more

    bool operator==(const FieldChange&) const = default;
};

// Who did what to what, and from where. Secrets are in none of its texts.
struct AuditRow {
    std::int64_t id = 0;  // made as a PingId is: ids grow with time
    Instant at;
    UserId user{};        // 0: somebody at this machine's command line
    std::string actor;    // as they were called then
    std::string address;  // empty: the operators' socket
    std::string action;   // task.edit, user.add, session.open, ...
    std::int64_t object_id = 0;
    std::string object;  // its name then
    std::vector<FieldChange> changes;
};

struct AuditQuery {
    std::string search;  // in actor, address, object and changes
    std::string action;  // exactly, or `task.` for all that begin so
    std::int64_t page = 1;
    std::int64_t length = 50;
};

// A request of the original's API, in the original's columns.
struct ApiRequestRow {
    std::int64_t id = 0;  // as AuditRow::id
    Instant at;
    UserId user{};
    std::string client_ip;
    std::string user_agent;  // at most user_agent_bytes_max
    std::string method;
    std::string url;       // path and query, at most api_request_url_bytes_max
    std::string endpoint;  // what it is counted as; not kept in the row
    int code = 0;
};
constexpr std::size_t api_request_url_bytes_max = 255;

struct EmptyNotice {
    UserId user{};
    std::string businesses;  // ids in order, separated by blanks
    Instant told;
};

// How many there are, and how many of them there were at some time before.
struct Trend {
    std::int64_t now = 0;
    std::int64_t before = 0;
};
struct Counts {
    Trend businesses;
    Trend assignments;
    Trend tasks;
    std::array<std::int64_t, 5> states{};  // down, late, up, new, paused
};

struct DayCount {
    std::int64_t day = 0;  // from 1970-01-01, UTC
    std::int64_t pings = 0;
};
struct MonthCount {
    std::int64_t month = 0;  // 12 * year + month - 1
    std::string endpoint;
    std::int64_t requests = 0;
};

// The number of a month as it is stored, and its first moment.
std::int64_t month_of(Instant at);
std::int64_t month_of(PingId id);  // in whose table the row lies
Instant month_begin(std::int64_t month);

// The logs that live in one table a month.
enum class MonthLog : std::uint8_t { audit, api_requests };

}  // namespace cronmon
