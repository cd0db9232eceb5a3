#include "core/signal.h"

#include <algorithm>

namespace cronmon {

void OpenRuns::open(OpenRun run) {
    end(run.id);
    if (runs_.size() == open_runs_max) runs_.erase(runs_.begin());
    runs_.push_back(std::move(run));
}

std::optional<OpenRun> OpenRuns::end(const std::optional<Uuid>& id) {
    const auto found = std::ranges::find(runs_, id, &OpenRun::id);
    if (found == runs_.end()) return std::nullopt;
    const OpenRun run = *found;
    runs_.erase(found);
    return run;
}

std::optional<OpenRun> OpenRuns::most_urgent() const {
    if (runs_.empty()) return std::nullopt;
    return *std::ranges::min_element(runs_, {}, &OpenRun::deadline);
}

}  // namespace cronmon
