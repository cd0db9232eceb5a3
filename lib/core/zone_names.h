// Names of time zones: which may be one, and what somebody may have meant.
//
// Thread-safety: pure functions.
#pragma once

#include <string>
#include <string_view>

namespace cronmon {

// Whether the text has the form of a zone's name. It becomes part of a path: nothing in it may
// lead out of the folder of zones, to a file there that is no zone of its own (localtime,
// posixrules), or to one that counts leap seconds (right/).
bool is_zone_name(std::string_view text);

// The end of a sentence: `did you mean Asia/Shanghai?`
std::string propose_zone_names(std::string_view text);

}  // namespace cronmon
