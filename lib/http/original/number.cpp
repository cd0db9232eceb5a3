#include "http/original/number.h"

#include "base/utf8.h"

#include <algorithm>
#include <iterator>
#include <limits>
#include <string>

namespace cronmon {
namespace {

// The zeros of all scripts that count by ten; the other nine digits follow each.
constexpr char32_t zeros[] = {
    0x30,    0x660,   0x6f0,   0x7c0,   0x966,   0x9e6,   0xa66,   0xae6,   0xb66,   0xbe6,
    0xc66,   0xce6,   0xd66,   0xde6,   0xe50,   0xed0,   0xf20,   0x1040,  0x1090,  0x17e0,
    0x1810,  0x1946,  0x19d0,  0x1a80,  0x1a90,  0x1b50,  0x1bb0,  0x1c40,  0x1c50,  0xa620,
    0xa8d0,  0xa900,  0xa9d0,  0xa9f0,  0xaa50,  0xabf0,  0xff10,  0x104a0, 0x10d30, 0x11066,
    0x110f0, 0x11136, 0x111d0, 0x112f0, 0x11450, 0x114d0, 0x11650, 0x116c0, 0x11730, 0x118e0,
    0x11950, 0x11c50, 0x11d50, 0x11da0, 0x16a60, 0x16ac0, 0x16b50, 0x1d7ce, 0x1d7d8, 0x1d7e2,
    0x1d7ec, 0x1d7f6, 0x1e140, 0x1e2f0, 0x1e950, 0x1fbf0,
};

bool is_blank(char32_t c) {
    constexpr char32_t others[] = {0x20,   0x85,   0xa0,   0x1680, 0x2028,
                                   0x2029, 0x202f, 0x205f, 0x3000};
    return (c >= 0x09 && c <= 0x0d) || (c >= 0x1c && c <= 0x1f) || (c >= 0x2000 && c <= 0x200a) ||
           std::ranges::find(others, c) != std::end(others);
}

char32_t value_of(std::string_view point) {
    constexpr unsigned lead_bits[] = {0, 0x7f, 0x1f, 0x0f, 0x07};
    char32_t value = static_cast<unsigned char>(point[0]) & lead_bits[point.size()];
    for (const char c : point.substr(1)) value = value << 6 | (static_cast<unsigned>(c) & 0x3f);
    return value;
}

// The text in ASCII: decimal digits as 0 to 9, blanks as a blank, and for any other character one
// that no number has.
std::string transcribed(std::string_view text) {
    std::string result;
    while (!text.empty()) {
        const auto point = utf8::first(text, 1);
        const char32_t c = value_of(point);
        const auto zero = std::ranges::upper_bound(zeros, c);
        if (is_blank(c)) result += ' ';
        else if (c < 0x80) result += static_cast<char>(c);
        else if (zero != std::begin(zeros) && c - zero[-1] < 10)
            result += static_cast<char>('0' + (c - zero[-1]));
        else result += '?';
        text.remove_prefix(point.size());
    }
    return result;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// An underscore may stand between two digits.
bool is_written_well(std::string_view digits) {
    if (digits.empty() || digits.front() == '_' || digits.back() == '_') return false;
    return std::ranges::all_of(digits, [](char c) { return is_digit(c) || c == '_'; }) &&
           digits.find("__") == std::string_view::npos;
}

}  // namespace

std::optional<std::int64_t> python_int(std::string_view text) {
    const std::string plain = transcribed(text);
    std::string_view digits = plain;
    while (digits.starts_with(' ')) digits.remove_prefix(1);
    while (digits.ends_with(' ')) digits.remove_suffix(1);
    const bool negative = digits.starts_with('-');
    if (negative || digits.starts_with('+')) digits.remove_prefix(1);
    if (!is_written_well(digits)) return std::nullopt;
    std::int64_t number = 0;  // not positive: there is one more negative number
    for (const char c : digits) {
        if (c == '_') continue;
        const int digit = c - '0';
        constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();
        if (number < (least + digit) / 10) return std::nullopt;
        number = number * 10 - digit;
    }
    if (negative) return number;
    if (number == std::numeric_limits<std::int64_t>::min()) return std::nullopt;
    return -number;
}

}  // namespace cronmon
