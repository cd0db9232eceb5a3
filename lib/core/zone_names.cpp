#include "core/zone_names.h"

#include "core/zone.h"
#include "embedded/zones.h"

#include <algorithm>
#include <numeric>
#include <utility>
#include <vector>

namespace cronmon {
namespace {

constexpr std::size_t zone_name_chars_max = 64;
constexpr std::size_t proposals_max = 3;

// Places after which no zone is called, though many look for it there.
constexpr std::pair<std::string_view, std::string_view> well_known[] = {
    {"beijing", "Asia/Shanghai"},   {"china", "Asia/Shanghai"},
    {"peking", "Asia/Shanghai"},    {"shenzhen", "Asia/Shanghai"},
    {"delhi", "Asia/Kolkata"},      {"mumbai", "Asia/Kolkata"},
    {"bombay", "Asia/Kolkata"},     {"munich", "Europe/Berlin"},
    {"geneva", "Europe/Zurich"},    {"osaka", "Asia/Tokyo"},
    {"boston", "America/New_York"}, {"san_francisco", "America/Los_Angeles"},
};

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string plain(std::string_view text) {
    std::string result;
    for (const char c : text) result += c == ' ' ? '_' : lower(c);
    return result;
}

std::string_view city(std::string_view name) { return name.substr(name.rfind('/') + 1); }

// How many letters must be put in, left out or replaced (Levenshtein).
std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), 0);
    for (std::size_t i = 0; i < a.size(); ++i) {
        std::size_t diagonal = std::exchange(row[0], i + 1);
        for (std::size_t j = 0; j < b.size(); ++j) {
            const std::size_t replaced = diagonal + (a[i] == b[j] ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({replaced, row[j] + 1, diagonal + 1});
        }
    }
    return row.back();
}

// The names at the smallest distance from what was written, if that is small.
std::vector<std::string_view> nearest(std::string_view text) {
    const std::string wanted = plain(text);
    std::size_t best = std::min<std::size_t>(wanted.size() / 4, 3);
    std::vector<std::string_view> found;
    for (const std::string_view name : Zone::names()) {
        if (name.starts_with("Etc/GMT")) continue;  // Etc/GMT+8 lies where people write UTC-8
        const std::string candidate = plain(name);
        const std::size_t far =
            std::min(distance(wanted, candidate), distance(wanted, city(candidate)));
        if (far < best) found.clear();
        if (far <= best) found.push_back(name);
        best = std::min(best, far);
    }
    if (found.size() > proposals_max) found.resize(proposals_max);
    return found;
}

}  // namespace

std::span<const std::string_view> Zone::names() { return embedded::zone_names(); }

bool is_zone_name(std::string_view text) {
    const auto fits = [](char c) {
        return (lower(c) >= 'a' && lower(c) <= 'z') || (c >= '0' && c <= '9') || c == '_' ||
               c == '-' || c == '+' || c == '/';
    };
    if (text.empty() || text.size() > zone_name_chars_max || !std::ranges::all_of(text, fits))
        return false;
    if (text.front() == '/' || text.back() == '/') return false;
    for (const std::string_view other : {"right/", "posix/", "Fixed/"}) {
        if (text.starts_with(other)) return false;
    }
    return text != "localtime" && text != "posixrules" && text != "UTC0";
}

std::string propose_zone_names(std::string_view text) {
    text = text.substr(0, zone_name_chars_max);
    for (const auto& [place, zone] : well_known) {
        if (city(plain(text)) == place) return "did you mean " + std::string(zone) + "?";
    }
    const auto names = nearest(text);
    if (names.empty()) return "use a name such as Asia/Shanghai or Europe/Berlin";
    std::string sentence = "did you mean ";
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (i > 0) sentence += i + 1 == names.size() ? " or " : ", ";
        sentence += names[i];
    }
    return sentence + '?';
}

}  // namespace cronmon
