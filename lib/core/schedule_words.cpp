#include "core/schedule_words.h"

#include "base/quote.h"

#include <algorithm>

namespace cronmon {

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    for (;;) {
        const std::size_t end = text.find(separator);
        parts.push_back(text.substr(0, end));
        if (end == std::string_view::npos) return parts;
        text.remove_prefix(end + 1);
    }
}

std::vector<std::string_view> split_words(std::string_view text) {
    std::vector<std::string_view> words;
    for (;;) {
        const std::size_t begin = text.find_first_not_of(blanks);
        if (begin == std::string_view::npos) return words;
        text.remove_prefix(begin);
        const std::size_t size = std::min(text.find_first_of(blanks), text.size());
        words.push_back(text.substr(0, size));
        text.remove_prefix(size);
    }
}

std::string_view trim(std::string_view text) {
    constexpr std::string_view edges = " \t\r\n";
    const std::size_t begin = text.find_first_not_of(edges);
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(edges) - begin + 1);
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

bool equal_ignoring_case(std::string_view a, std::string_view b) {
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c; };
    return std::ranges::equal(a, b, {}, lower, lower);
}

std::optional<int> parse_number(std::string_view text) {
    if (text.empty()) return std::nullopt;
    int number = 0;
    for (const char c : text) {
        if (!is_digit(c)) return std::nullopt;
        number = std::min(number * 10 + (c - '0'), 1000000);
    }
    return number;
}

Error bad_schedule(std::string_view what, std::string_view value, std::string_view why) {
    std::string sentence = "schedule: ";
    sentence.append(what).append(" ").append(quote(value)).append(" ").append(why);
    return {Code::invalid, sentence};
}

std::string range_text(int low, int high) {
    return std::to_string(low) + " to " + std::to_string(high);
}

}  // namespace cronmon
