// Does what was found missing: makes the tasks, and puts the jobs of crontabs behind `exec`.
//
// File by file, in an order in which nothing is lost wherever it ends: can the file be written; a
// copy of it; its tasks; the file. If the file cannot be written after all, the tasks that were
// made for it are taken back; if we are killed before, the next try finds them by their tags.
// A service that a timer starts is left to its owner: only its task is made.
//
// Thread-safety: confined to the command's thread.
#pragma once

#include "cli/context.h"
#include "cli/discover/survey.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace cronmon {

struct Applied {
    std::int64_t tasks = 0;
    std::int64_t lines = 0;
    std::map<std::string, std::string> backups = {};  // of each file that was changed
    std::map<const Job*, std::string> urls = {};      // of each job whose task there is now
    std::vector<Error> problems = {};                 // what could not be done
};

struct ApplyOptions {
    std::string business;
    std::string backups;     // the folder of the copies
    bool elsewhere = false;  // the server is on another machine
};

Applied apply(Context& context, const Survey& survey, const DiscoverOptions& options,
              const ApplyOptions& how);

// Whether a URL's host is what every machine calls itself.
bool means_one_machine_only(const std::string& url);

// The crontab with the commands of the jobs that have a URL here behind `exec`, and not a byte else
// changed. A job whose command cannot be there is left as it is.
std::string rewritten(const Survey& survey, std::size_t source, const std::string& exec,
                      const std::map<const Job*, std::string>& urls);

}  // namespace cronmon
