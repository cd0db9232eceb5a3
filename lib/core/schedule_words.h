// Cutting schedules into words and numbers. For the two parsers, cron.cpp and calendar.cpp.
//
// Thread-safety: pure functions.
#pragma once

#include "base/error.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cronmon {

constexpr std::string_view blanks = " \t\r";

// The parts between separators, empty ones too: `1,,2` has three.
std::vector<std::string_view> split(std::string_view text, char separator);

// The words between blanks.
std::vector<std::string_view> split_words(std::string_view text);

// Without the blanks and line ends at both ends.
std::string_view trim(std::string_view text);

// ASCII only, whatever the locale.
bool is_digit(char c);
bool is_letter(char c);
bool equal_ignoring_case(std::string_view a, std::string_view b);

// ASCII digits only, and no sign; what exceeds every field is some large number.
std::optional<int> parse_number(std::string_view text);

// `schedule: <what> '<value>' <why>`
Error bad_schedule(std::string_view what, std::string_view value, std::string_view why);

// `0 to 59`
std::string range_text(int low, int high);

}  // namespace cronmon
