// A value somebody gave us, as an error sentence may show it.
//
// What was refused is often what cannot be shown: megabytes, control characters, bytes that are
// no UTF-8 (which would spoil the JSON that carries the sentence).
//
// Thread-safety: pure functions.
#pragma once

#include <string>
#include <string_view>

namespace cronmon {

constexpr std::size_t quote_bytes_max = 60;

// 'value' in single quotes: control characters become '?', broken UTF-8 becomes U+FFFD, and what is
// longer than quote_bytes_max ends in "...".
std::string quote(std::string_view value);

}  // namespace cronmon
