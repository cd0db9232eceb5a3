// What was found, and what would be or was changed, for people and for programs.
//
// Thread-safety: confined to the command's thread.
#pragma once

#include "cli/context.h"
#include "cli/discover/apply.h"
#include "cli/discover/survey.h"

#include <cstdint>
#include <map>
#include <string>

namespace cronmon {

// How many findings somebody should do something about.
std::int64_t count_drift(const Survey& survey);

// The table, what there is to say about single jobs, and what could not be read.
void print_findings(Context& context, const Survey& survey);

// The lines of each crontab that change, as diff -U0 shows them. A job without a URL yet gets the
// word URL.
void print_changes(Context& context, const Survey& survey, const std::string& exec);

// What to add to the services of timers that do not tell of themselves yet.
void print_drop_ins(Context& context, const Survey& survey, const std::string& exec,
                    const std::map<const Job*, std::string>& urls);

// All of that. `applied`: null if nothing was to be changed.
Json json_of(const Survey& survey, const std::string& exec, const Applied* applied);

}  // namespace cronmon
