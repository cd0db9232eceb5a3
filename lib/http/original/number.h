// A whole number as Python's int() reads it, because that is what read `page` and `length`.
//
// So `+2`, ` 2 `, `007`, `1_0` (ten) and the decimal digits of all scripts are numbers, and `1.5`,
// `abc`, `1__0` and the empty text are none.
//
// Thread-safety: pure function.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace cronmon {

// Nothing for what is no number, or one beyond 64 bits. `text` is valid UTF-8.
// Source: Python 3.11, Library Reference, int(); Unicode 14.0, general category Nd and the
// property White_Space, to which Python adds U+001C to U+001F.
std::optional<std::int64_t> python_int(std::string_view text);

}  // namespace cronmon
