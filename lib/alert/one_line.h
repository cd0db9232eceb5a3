// Texts from outside (names, user agents) made safe to stand in a line among our own words.
//
// Thread-safety: pure.
#pragma once

#include <string>
#include <string_view>

namespace cronmon {

// Valid UTF-8 without line ends and controls (each becomes a blank), and without the invisible
// marks that would turn the direction of what follows (Unicode bidirectional controls; letters of
// right-to-left scripts stay).
std::string one_line(std::string_view text);

}  // namespace cronmon
