// What the sentence about a schedule is made of. For schedule_text*.cpp only.
//
// Thread-safety: pure functions.
#pragma once

#include "core/schedule_pattern.h"
#include "core/schedule_text.h"

#include <cstdint>
#include <string>
#include <vector>

namespace cronmon {

// The times of a day.
struct TimesText {
    Sentence text;
    bool moments;  // "02:00 and 14:00" rather than "every 5 minutes"
};
TimesText describe_times(const CivilPattern& pattern);

// The days, to stand before moments ("every Monday") or after a repetition ("on Mondays", and
// nothing for every day).
Sentence describe_days(const CivilPattern& pattern, bool moments);

bool is_every_day(const CivilPattern& pattern);

Sentence operator+(Sentence a, const Sentence& b);

// The numbers of the bits that are set.
std::vector<int> members(std::uint64_t bits);

// Neighbours, as first and last. Fewer than `least` of them stay apart.
struct Stretch {
    int first;
    int last;
};
std::vector<Stretch> runs(const std::vector<int>& numbers, std::size_t least = 3);

// More than one number, and no gap between them: told as `first to last`.
bool is_one_range(const std::vector<int>& numbers);

// `1, 3 and 5 to 9` and `1、3 和 5 至 9`.
Sentence numbers_text(const std::vector<int>& numbers);

// `a, b and c` and `a、b和c`, or with another last word.
Sentence list_text(const std::vector<Sentence>& parts, const Sentence& last = {"and", "和"});

// Puts Chinese text together: a blank goes between a character and a Latin letter or digit.
std::string join_zh(const std::string& before, const std::string& after);

// Names. The week goes from 1, Monday, to 7, Sunday, as people list it.
std::vector<int> week_of(std::uint8_t weekdays);
Sentence weekday_text(int day);
Sentence weekdays_text(std::uint8_t weekdays, std::string_view plural = "");  // Monday to Friday
std::vector<Sentence> nth_weekdays(const DayPattern& days);                   // the second Monday
Sentence months_text(std::uint16_t months);                                   // January and July
Sentence dates_text(const DayPattern& days);  // days 1 to 7 and the last day

}  // namespace cronmon
