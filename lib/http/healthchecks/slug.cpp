#include "http/healthchecks/slug.h"

#include "core/model.h"

#include <cstdint>

namespace cronmon {
namespace {

// U+00C0 to U+017F without their accents (Unicode, decomposition of compatibility); a dot where
// nothing but ASCII would be left of it.
constexpr std::string_view latin =
    "AAAAAA.CEEEEIIII.NOOOOO..UUUUY..aaaaaa.ceeeeiiii.nooooo..uuuuy.y"
    "AaAaAaCcCcCcCcDd..EeEeEeEeEeGgGgGgGgHh..IiIiIiIiI.IiJjKk.LlLlLlL"
    "l..NnNnNnn..OoOoOo..RrRrRrSsSsSsSsTtTt..UuUuUuUuUuUuWwYyYZzZzZzs";
static_assert(latin.size() == 0x180 - 0xC0);

// A character of two bytes as one of ASCII, or nothing. Longer ones have none.
char plain(char lead, char next) {
    const auto point =
        (static_cast<std::uint8_t>(lead) & 0x1Fu) << 6 | (static_cast<std::uint8_t>(next) & 0x3Fu);
    return point >= 0xC0 && point < 0x180 ? latin[point - 0xC0] : '.';
}

bool is_blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
bool is_word(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; }

// One hyphen for a row of blanks and hyphens.
void append(std::string& slug, char c) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    if (is_word(c)) slug += c;
    else if ((c == '-' || is_blank(c)) && !slug.ends_with('-')) slug += '-';
}

}  // namespace

std::string slug_of_name(std::string_view name) {
    std::string slug;
    for (std::size_t i = 0; i < name.size(); ++i) {
        const bool two_bytes = (static_cast<std::uint8_t>(name[i]) & 0xE0u) == 0xC0u;
        if (two_bytes && i + 1 < name.size()) append(slug, plain(name[i], name[i + 1]));
        else append(slug, name[i]);
    }
    const auto begin = slug.find_first_not_of("-_");
    if (begin == slug.npos) return {};
    slug = slug.substr(begin, slug.find_last_not_of("-_") - begin + 1);
    return slug.substr(0, slug_chars_max);
}

}  // namespace cronmon
