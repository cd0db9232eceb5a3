#include "alert/one_line.h"

#include "base/utf8.h"

#include <algorithm>
#include <span>

namespace cronmon {
namespace {

constexpr std::string_view line_ends[] = {"\u2028", "\u2029"};
constexpr std::string_view turning_marks[] = {"\u061c", "\u200e", "\u200f", "\u202a",
                                              "\u202b", "\u202c", "\u202d", "\u202e",
                                              "\u2066", "\u2067", "\u2068", "\u2069"};

bool is_any_of(std::string_view character, std::span<const std::string_view> set) {
    return std::ranges::find(set, character) != set.end();
}

}  // namespace

std::string one_line(std::string_view text) {
    const std::string valid = utf8::repaired(text);
    std::string line;
    for (std::string_view rest = valid; !rest.empty();) {
        const auto character = utf8::first(rest, 1);
        rest.remove_prefix(character.size());
        if (utf8::has_control(character) || is_any_of(character, line_ends)) line += ' ';
        else if (!is_any_of(character, turning_marks)) line += character;
    }
    return line;
}

}  // namespace cronmon
