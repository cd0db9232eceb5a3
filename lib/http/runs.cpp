#include "http/runs.h"

#include <algorithm>
#include <array>

namespace cronmon {
namespace {

RunOutcome outcome_of(PingKind kind) {
    switch (kind) {
        case PingKind::success: return RunOutcome::ok;
        case PingKind::fail: return RunOutcome::fail;
        case PingKind::start: return RunOutcome::start;
        case PingKind::log: return RunOutcome::log;
        case PingKind::ignored: return RunOutcome::ignored;
    }
    return RunOutcome::log;
}

Run run_of(const PingRecord& ping) {
    return {ping.at, outcome_of(ping.kind), ping.id, {}, ping.duration};
}

RunOutcome outcome_of(MissedSlot::Why why) {
    switch (why) {
        case MissedSlot::Why::missed: return RunOutcome::missed;
        case MissedSlot::Why::blind: return RunOutcome::excused;
        case MissedSlot::Why::paused: return RunOutcome::paused;
    }
    return RunOutcome::missed;
}

Run run_of(const MissedSlot& missed) {
    return {missed.slot, outcome_of(missed.why), {}, missed.slot, {}};
}

}  // namespace

std::string_view word(RunOutcome outcome) {
    constexpr std::array<std::string_view, 8> words{"ok",      "fail",   "start",   "log",
                                                    "ignored", "missed", "excused", "paused"};
    return words[static_cast<std::size_t>(outcome)];
}

std::vector<Run> last_runs(std::span<const PingRecord> pings, std::span<const MissedSlot> missed,
                           std::size_t length) {
    std::vector<Run> runs;
    for (const PingRecord& ping : pings) runs.push_back(run_of(ping));
    for (const MissedSlot& slot : missed) runs.push_back(run_of(slot));
    std::ranges::stable_sort(runs, std::ranges::greater{}, &Run::at);
    if (runs.size() > length) runs.resize(length);
    std::ranges::reverse(runs);
    return runs;
}

}  // namespace cronmon
