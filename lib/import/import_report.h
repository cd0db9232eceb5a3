// What an import did, and what it could not do: numbers, and a sentence for each row that is not
// here as it was there.
//
// Thread-safety: values.
#pragma once

#include "base/clock.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace cronmon {

// How many rows the dump has, and how many of them are imported.
struct ImportCount {
    std::int64_t found = 0;
    std::int64_t imported = 0;
};

struct ImportFinding {
    std::int64_t line = 0;  // of the dump
    std::string sentence;   // task 7 'real1': schedule: minute '60' must be 0 to 59
};

struct ImportReport {
    bool dry_run = false;               // nothing was committed
    std::string zone;                   // in which the times of the dump were read
    bool end_unknown = false;           // the dump does not say where it ends, so it may be cut off
    std::vector<std::string> left_out;  // tables that are none of the original's

    ImportCount businesses;
    ImportCount notifiers;
    ImportCount assignments;
    ImportCount tasks;
    ImportCount users;
    ImportCount pings;
    ImportCount api_requests;
    std::array<std::int64_t, 4> states{};  // of the imported tasks, by State

    std::optional<Instant> oldest_ping;
    std::optional<Instant> newest_ping;
    std::int64_t pings_without_task = 0;            // it had been deleted
    std::int64_t pings_of_refused_tasks = 0;        // it could not be imported
    std::int64_t requests_without_user = 0;         // imported as nobody's
    std::int64_t permissions_without_business = 0;  // it had been deleted
    std::int64_t user_agents_mended = 0;
    std::int64_t texts_shortened = 0;  // in the logs

    std::vector<ImportFinding> refused;  // could not be imported
    std::vector<ImportFinding> changed;  // imported, and worth a look
};

}  // namespace cronmon
