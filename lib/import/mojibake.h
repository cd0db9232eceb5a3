// Text that the original spoilt: it took the bytes of a user agent for latin-1, so that `监控/1.0`
// lies in its tables as `ç\x9b\x91æ\x8e§/1.0`, and cut it after 255 of what it took for characters.
//
// Thread-safety: pure functions.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace cronmon {

constexpr std::size_t original_column_chars = 255;

// What was sent, if that can only have been UTF-8: every character stands for one byte, and the
// bytes are valid UTF-8 that is not ASCII alone. The half of a character that is left at the end of
// a text that was cut is left out. Nothing: the text is what it is.
// Precondition: `text` is valid UTF-8.
std::optional<std::string> unspoilt(std::string_view text);

}  // namespace cronmon
