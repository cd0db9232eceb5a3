// Which bytes may stand where in the head of a request (RFC 9110, 5.6.2 and 5.5; RFC 3986).
//
// One table and one look per byte. Bytes above 0x7f are let through in targets and values: nobody
// frames by them, and a ping must not be lost for an umlaut.
//
// Thread-safety: constants.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>

namespace cronmon::net {

namespace octets {

enum Class : std::uint8_t {
    token = 1,      // Methods and field names.
    target = 2,     // Targets; without '%', so that a scan stops to look at what it encodes.
    value = 4,      // Field values; without '%' for the same reason.
    authority = 8,  // Host and port.
};

constexpr bool is_in(std::string_view set, int c) {
    return set.find(static_cast<char>(c)) != set.npos;
}

constexpr std::array<std::uint8_t, 256> classes = [] {
    std::array<std::uint8_t, 256> table{};
    for (int c = 0; c < 256; ++c) {
        const bool is_alnum =
            (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
        int bits = 0;
        if (is_alnum || is_in("!#$%&'*+-.^_`|~", c)) bits |= token;
        if (c > 0x20 && c != 0x7f && c != '%' && c != '#') bits |= target;
        if ((c >= 0x20 && c != 0x7f && c != '%') || c == '\t') bits |= value;
        if (is_alnum || is_in("-._~:[]%", c)) bits |= authority;
        table[static_cast<std::size_t>(c)] = static_cast<std::uint8_t>(bits);
    }
    return table;
}();

}  // namespace octets

inline bool belongs(char c, octets::Class to) {
    return octets::classes[static_cast<unsigned char>(c)] & to;
}

inline bool all_belong(std::string_view text, octets::Class to) {
    return std::ranges::all_of(text, [to](char c) { return belongs(c, to); });
}

inline bool is_space(char c) { return c == ' ' || c == '\t'; }
inline bool is_digit(char c) { return c >= '0' && c <= '9'; }
inline bool is_control(char c) { return !belongs(c, octets::value) && c != '%'; }

}  // namespace cronmon::net
