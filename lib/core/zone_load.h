// Where the rules of a zone come from. For zone.cpp only.
//
// Thread-safety: pure function, but for a cache inside cctz.
#pragma once

#include "core/zone.h"

#include <optional>
#include <string_view>

namespace cronmon {

// The spans of the zone from 1960 to 2260, the first and last prolonged for ever; nothing when
// neither the machine nor the executable has such a zone.
// Precondition: the name has the form of a zone's name (it becomes part of a path).
std::optional<ZoneRules> load_zone(std::string_view name);

}  // namespace cronmon
