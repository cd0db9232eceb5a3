// Everything about this machine and the server that `cronmon discover` needs to know, in one look.
//
// Thread-safety: confined to the command's thread.
#pragma once

#include "cli/context.h"
#include "cli/discover/plan.h"
#include "cli/discover/sources.h"
#include "cli/discover/timers.h"

#include <optional>
#include <string>
#include <vector>

namespace cronmon {

struct DiscoverOptions {
    Where where = {};
    std::string host = {};
    std::optional<Zone> zone = {};  // --tz: whatever a crontab says
    std::string prefix = {};        // of new names
    std::vector<std::string> exclude =
        {};                            // patterns with * and ?, for a name, a place or a command
    std::string exec = {};             // the executable that crontabs shall call
    std::optional<Millis> grace = {};  // of new tasks
    bool timers = true;
};
Result<DiscoverOptions> discover_options(Context& context);

struct Survey {
    std::vector<Source> crontabs;
    std::vector<Crontab> contents;  // of each
    std::vector<Timer> timers;
    std::vector<Job> jobs;
    std::vector<KnownTask> tasks;
    std::vector<JobFinding> findings;     // point into jobs and tasks
    std::vector<std::string> notes;       // sentences
    std::vector<std::string> unreadable;  // sentences

    // The command of a crontab's line, as it stands there.
    std::string_view command_of(const Job& job) const;
    const CrontabJob& entry_of(const Job& job) const {
        return contents[job.source].jobs[job.entry];
    }
};

// An Error: a named file cannot be read, or the server does not answer.
Result<Survey> survey(Context& context, const DiscoverOptions& options);

}  // namespace cronmon
