// JSON about numbers: the first page, what has changed, this server. See http/json.h for the rules.
//
// Thread-safety: pure functions.
#pragma once

#include "engine/engine.h"
#include "http/finding.h"
#include "net/certificate.h"
#include "store/chart_rows.h"
#include "store/user_rows.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace cronmon {

struct Dashboard {
    Counts counts;  // now, and 30 days ago
    AlertCounts alerts;
    std::vector<StateDay> states;  // first_day to today
    std::int64_t first_day = 0;
    std::int64_t today = 0;
    std::vector<DayCount> pings;  // all that are kept
    std::int64_t first_month = 0;
    std::int64_t this_month = 0;
    std::vector<MonthCount> api_requests;
    std::vector<BlindRow> blind;  // newest first
    std::vector<Business> businesses_without_notifier;
};
std::string dashboard_json(const Dashboard& dashboard);

// {"version":N,"changed":["tasks",...]}: what has a higher version than `since`.
std::string changes_json(const Versions& versions, std::int64_t since);

struct About {
    Engine::Health health;
    std::int64_t database_bytes = 0;
    std::optional<StorageFacts> storage;  // if it is for whoever asks; the same below
    std::vector<net::CertificateView> certificates;
    std::uint64_t pings_limited = 0;
    Instant now;
};
std::string about_json(const About& about);

// {"grade":"warning","findings":[...]}: the worst grade, and each finding in the language.
std::string findings_json(const std::vector<Finding>& findings, Language language);

}  // namespace cronmon
