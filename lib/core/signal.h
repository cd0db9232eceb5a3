// What a ping says, and the runs that it has opened and not ended yet.
//
// A *run* is opened by a start and ended by the success or failure with the same run id (or, where
// neither has one, by the next). Runs with ids of their own may overlap and are kept apart: each
// has a deadline of its own.
//
// Thread-safety: values.
#pragma once

#include "base/clock.h"
#include "base/token.h"
#include "core/model.h"

#include <optional>
#include <span>
#include <vector>

namespace cronmon {

struct Signal {
    PingKind kind = PingKind::success;
    Instant at;
    std::optional<Uuid> run = {};  // the run id (rid), if the job gave one
    bool wakes = false;            // even a paused task (the pings of Healthchecks' clients do)
};

struct OpenRun {
    std::optional<Uuid> id;
    Instant started;
    Instant deadline;  // when it has taken too long

    bool operator==(const OpenRun&) const = default;
};

// A job that starts and never ends would fill the memory: the run that was opened first makes room.
constexpr std::size_t open_runs_max = 32;

class OpenRuns {
public:
    bool empty() const { return runs_.empty(); }
    std::span<const OpenRun> all() const {
        return runs_;
    }  // in the order in which they were opened

    // A run with the same id (or likewise without one) that is still open is forgotten.
    void open(OpenRun run);

    // The run with this id, which is over now; nothing if there is none.
    std::optional<OpenRun> end(const std::optional<Uuid>& id);

    void clear() { runs_.clear(); }

    // The run that has to end first.
    std::optional<OpenRun> most_urgent() const;

    // Calls `change(run)` for each; those for which it answers false are forgotten.
    template <class Change>
    void update(Change change) {
        std::erase_if(runs_, [&](OpenRun& run) { return !change(run); });
    }

    bool operator==(const OpenRuns&) const = default;

private:
    std::vector<OpenRun> runs_;
};

}  // namespace cronmon
