// What the addresses of a task's pings say about the hosts that run it (see core/suspicion).
//
// Thread-safety: pure functions.
#pragma once

#include "core/suspicion.h"

#include <optional>
#include <span>

namespace cronmon {

// Precondition of both: only ends that have an address, the newest first.
std::optional<Suspicion> two_hosts(const Terms& terms, std::span<const Heard> ends);
std::optional<Suspicion> new_address(std::span<const Heard> ends);

}  // namespace cronmon
