// Text as people count it: code points, not bytes (RFC 3629).
//
// Thread-safety: pure functions.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace cronmon::utf8 {

// The number of code points, or nothing if `text` is not valid UTF-8 (overlong forms, surrogates
// and values above U+10FFFF are not).
std::optional<std::size_t> length(std::string_view text);

// True if there is a C0 control, DEL or a C1 control.
bool has_control(std::string_view text);

// At most `chars` code points from the start. Precondition: `text` is valid.
std::string_view first(std::string_view text, std::size_t chars);

// At most `bytes` bytes from the start, never ending inside a code point.
std::string_view first_bytes(std::string_view text, std::size_t bytes);

// The same text with every invalid byte replaced by U+FFFD.
std::string repaired(std::string_view text);

// Columns that a terminal uses: wide East Asian characters count two, combining marks none.
std::size_t columns(std::string_view text);

}  // namespace cronmon::utf8
