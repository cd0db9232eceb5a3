// What became of a task's last runs: what its pings said, and the runs that did not come.
//
// Thread-safety: pure.
#pragma once

#include "store/chart_rows.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace cronmon {

enum class RunOutcome : std::uint8_t { ok, fail, start, log, ignored, missed, excused, paused };
std::string_view word(RunOutcome outcome);

struct Run {
    Instant at;  // of the ping, or of the run that did not come
    RunOutcome outcome = RunOutcome::ok;
    PingId ping{};                // 0: there was none
    std::optional<Instant> slot;  // that was missed
    std::optional<Millis> duration;
};

// The newest `length` of both together, oldest first. Both are given newest first.
std::vector<Run> last_runs(std::span<const PingRecord> pings, std::span<const MissedSlot> missed,
                           std::size_t length);

}  // namespace cronmon
