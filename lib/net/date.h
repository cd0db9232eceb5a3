// The Date of a response (RFC 9110, 5.6.7): `Sun, 06 Nov 1994 08:49:37 GMT`.
//
// Thread-safety: confined to its owner.
#pragma once

#include "base/clock.h"

#include <array>
#include <string_view>

namespace cronmon::net {

inline constexpr std::size_t date_bytes = 29;

// Written anew only when the second changes.
class DateText {
public:
    std::string_view at(Instant now);

private:
    std::chrono::sys_seconds written_{};
    std::array<char, date_bytes + 1> text_{};
};

}  // namespace cronmon::net
