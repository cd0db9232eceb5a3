// The zone in which this machine's clocks show their time.
//
// Thread-safety: reads the environment and files; any thread.
#pragma once

#include "core/zone.h"

#include <functional>
#include <optional>
#include <string>

namespace cronmon {

// Where a machine says so. Empty functions: it does not.
struct LocalZoneSources {
    std::function<std::optional<std::string>()> variable;  // TZ
    std::function<std::optional<std::string>()> link;      // where /etc/localtime leads
    std::function<std::optional<std::string>()> file;      // the first line of /etc/timezone
};

LocalZoneSources this_machine();

// TZ, else /etc/localtime, else /etc/timezone, else UTC. The error is that TZ names no zone (it may
// also hold a rule such as CST-8): whoever set it meant something.
Result<Zone> local_zone(const LocalZoneSources& sources);

}  // namespace cronmon
