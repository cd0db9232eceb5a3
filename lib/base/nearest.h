// What somebody may have meant: the known name that is nearest to the one they wrote.
//
// Distance is counted in characters, not bytes, and without regard to the case of ASCII letters:
// one for each that must be put in, left out, replaced, or swapped with its neighbour
// (Damerau-Levenshtein, optimal string alignment).
//
// Thread-safety: pure functions.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace cronmon {

std::size_t edit_distance(std::string_view a, std::string_view b);

// The nearest of `names`, if it is near enough to be a slip (a third of what was written, at
// least one character) or begins with it. The first of several that are equally near.
std::optional<std::string> nearest(std::string_view written, std::span<const std::string> names);

// The end of a sentence: `, did you mean 'nightly'?`, or nothing.
std::string did_you_mean(std::string_view written, std::span<const std::string> names);

}  // namespace cronmon
