// JSON about what a task went through: its log, passages between states, strips and reports. See
// http/json.h for the rules.
//
// Thread-safety: pure functions.
#pragma once

#include "core/suspicion.h"
#include "core/uptime.h"
#include "http/runs.h"
#include "store/rows.h"

#include <chrono>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cronmon {

std::string log_json(std::span<const PingRecord> pings);  // an array
std::string flips_json(std::span<const FlipRow> flips);   // {"rows":[...]}

// The last runs of a task, oldest first.
struct Strip {
    TaskId task{};
    std::vector<Run> runs;
};
std::string strips_json(std::span<const Strip> strips);  // {"rows":[...]}

struct ReportMonth {
    std::chrono::year_month month;
    TimeRange time;
    Uptime uptime;
};
std::string suspicions_json(std::span<const Suspicion> suspicions);  // {"rows":[...]}
std::string report_json(std::string_view tz, std::span<const ReportMonth> months);

}  // namespace cronmon
