// The slug that the first two versions of the management API make of a name.
//
// Thread-safety: pure function.
#pragma once

#include <string>
#include <string_view>

namespace cronmon {

// Letters of Latin lose their accents, capitals become small, what is no letter, digit, hyphen or
// underscore goes, and blanks become hyphens: `Übung 1/2` is `ubung-12`. Of a name in another
// script nothing may be left. At most slug_chars_max characters.
std::string slug_of_name(std::string_view name);

}  // namespace cronmon
