#include "base/nearest.h"

#include "base/quote.h"

#include <algorithm>
#include <vector>

namespace cronmon {
namespace {

// Nobody's slip of the pen is longer, and the table below is quadratic.
constexpr std::size_t chars_max = 100;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

// The text cut before each byte that does not continue a code point.
std::vector<std::string> characters(std::string_view text) {
    std::vector<std::string> result;
    for (const char c : text) {
        const bool continues = (static_cast<unsigned char>(c) & 0xC0) == 0x80;
        if (continues && !result.empty()) result.back() += c;
        else if (result.size() == chars_max) break;
        else result.emplace_back(1, lower(c));
    }
    return result;
}

using Characters = std::vector<std::string>;

std::size_t distance(const Characters& a, const Characters& b) {
    std::vector<std::size_t> before(b.size() + 1), above(b.size() + 1), row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        before.swap(above);
        above.swap(row);
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t replaced = above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            row[j] = std::min({replaced, above[j] + 1, row[j - 1] + 1});
            const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            if (swapped) row[j] = std::min(row[j], before[j - 2] + 1);
        }
    }
    return row.back();
}

std::size_t difference(std::size_t a, std::size_t b) { return a < b ? b - a : a - b; }

}  // namespace

std::size_t edit_distance(std::string_view a, std::string_view b) {
    return distance(characters(a), characters(b));
}

std::optional<std::string> nearest(std::string_view written, std::span<const std::string> names) {
    const Characters wanted = characters(written);
    if (wanted.empty()) return std::nullopt;
    std::size_t allowed = std::max<std::size_t>(1, wanted.size() / 3);
    std::optional<std::string> best;
    for (const std::string& name : names) {
        const Characters candidate = characters(name);
        if (difference(candidate.size(), wanted.size()) > allowed) continue;
        const std::size_t far = distance(wanted, candidate);
        if (far > allowed || (best && far == allowed)) continue;
        best = name;
        if (far == 0) return best;
        allowed = far;
    }
    if (best || wanted.size() < 3) return best;
    const auto longer = std::ranges::find_if(
        names, [&](const std::string& name) { return name.starts_with(written); });
    if (longer != names.end()) return *longer;
    return std::nullopt;
}

std::string did_you_mean(std::string_view written, std::span<const std::string> names) {
    const auto name = nearest(written, names);
    return name ? ", did you mean " + quote(*name) + "?" : std::string{};
}

}  // namespace cronmon
