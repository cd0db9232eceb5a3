// The checks of a business as Prometheus reads them (text format, version 0.0.4).
//
// Thread-safety: pure function.
#pragma once

#include "store/rows.h"

#include <span>
#include <string>

namespace cronmon {

// Whether each check is up, started, late or paused; whether all with a tag are up; how many there
// are, and how many are down.
std::string check_metrics(std::span<const TaskView> tasks, Instant now);

}  // namespace cronmon
