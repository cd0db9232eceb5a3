#include "core/calendar.h"

#include "core/schedule_words.h"

#include <algorithm>
#include <span>
#include <utility>

namespace cronmon {
namespace {

using Bits = CivilPattern::Years;  // years are the largest component: each of them fits

constexpr std::pair<std::string_view, std::string_view> shorthands[] = {
    {"minutely", "*-*-* *:*:00"},
    {"hourly", "*-*-* *:00:00"},
    {"daily", "*-*-* 00:00:00"},
    {"weekly", "Mon *-*-* 00:00:00"},
    {"monthly", "*-*-01 00:00:00"},
    {"quarterly", "*-01,04,07,10-01 00:00:00"},
    {"semiannually", "*-01,07-01 00:00:00"},
    {"semi-annually", "*-01,07-01 00:00:00"},
    {"biannually", "*-01,07-01 00:00:00"},
    {"bi-annually", "*-01,07-01 00:00:00"},
    {"yearly", "*-01-01 00:00:00"},
    {"annually", "*-01-01 00:00:00"},
};

constexpr std::string_view weekday_names[] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                              "Friday", "Saturday", "Sunday"};

struct Component {
    std::string_view name;
    int low;
    int high;
    int bit_zero = 0;       // the value that bit 0 stands for
    bool from_end = false;  // counts backwards: the largest value is the earliest
};

constexpr Component years{"year", CivilPattern::year_min, CivilPattern::year_max,
                          CivilPattern::year_min};
constexpr Component months{"month", 1, 12};
constexpr Component days{"day", 1, 31};
constexpr Component days_from_end{"day from the end", 1, 28, 0, true};  // every month has them
constexpr Component hours{"hour", 0, 23};
constexpr Component minutes{"minute", 0, 59};
constexpr Component seconds{"second", 0, 59};

Error bad_value(const Component& component, std::string_view value) {
    const bool fraction = component.name == seconds.name && value.find('.') != value.npos;
    return bad_schedule(
        component.name, value,
        fraction ? "must be whole" : "must be " + range_text(component.low, component.high));
}

// A number in range. Years of two digits are those of 1970 to 2069.
std::optional<int> parse_value(const Component& component, std::string_view text) {
    auto number = parse_number(text);
    if (!number) return std::nullopt;
    if (component.name == years.name && *number < 100) *number += *number < 70 ? 2000 : 1900;
    return *number >= component.low && *number <= component.high ? number : std::nullopt;
}

struct Range {
    int first;
    int last;
};

// `a`, `a..b`; with a repetition `a` goes on to the latest value there is.
Result<Range> parse_range(const Component& component, std::string_view text, bool repeated) {
    const std::size_t dots = text.find("..");
    const auto first = parse_value(component, text.substr(0, dots));
    if (!first) return bad_value(component, text.substr(0, dots));
    if (dots == std::string_view::npos) {
        if (!repeated) return Range{*first, *first};
        return component.from_end ? Range{component.low, *first} : Range{*first, component.high};
    }
    const auto last = parse_value(component, text.substr(dots + 2));
    if (!last) return bad_value(component, text.substr(dots + 2));
    if (*last < *first) return bad_schedule(component.name, text, "must ascend");
    return Range{*first, *last};
}

// One item of a list. Repetitions begin with the earliest: `~7/2` is the 7th, 5th, 3rd last day of
// the month and its last.
std::optional<Error> add_item(const Component& component, std::string_view item, Bits& bits) {
    const std::size_t slash = item.find('/');
    const bool repeated = slash != std::string_view::npos;
    const auto step = repeated ? parse_number(item.substr(slash + 1)) : 1;
    const auto range = parse_range(component, item.substr(0, slash), repeated);
    if (!range) return range.error();
    if (!step || *step < 1)
        return bad_schedule(component.name, item, "must be repeated by 1 or more");
    for (int later = 0; later <= range->last - range->first; later += *step) {
        const int value = component.from_end ? range->last - later : range->first + later;
        bits.set(static_cast<std::size_t>(value - component.bit_zero));
    }
    return std::nullopt;
}

// `*` or a list of items.
Result<Bits> parse_component(const Component& component, std::string_view text) {
    Bits bits;
    if (text == "*") {
        for (int value = component.low; value <= component.high; ++value)
            bits.set(static_cast<std::size_t>(value - component.bit_zero));
        return bits;
    }
    for (const std::string_view item : split(text, ',')) {
        if (auto error = add_item(component, item, bits)) return *error;
    }
    return bits;
}

template <class Integer>
std::optional<Error> set(const Component& component, std::string_view text, Integer& to) {
    const auto bits = parse_component(component, text);
    if (!bits) return bits.error();
    to = static_cast<Integer>((*bits & Bits(~std::uint64_t{0})).to_ullong());
    return std::nullopt;
}

// Monday is 1 and Sunday is 7: a week ends with it, and so do the ranges.
std::optional<int> parse_weekday(std::string_view text) {
    for (int day = 1; day <= 7; ++day) {
        const std::string_view name = weekday_names[day - 1];
        if (equal_ignoring_case(text, name) || equal_ignoring_case(text, name.substr(0, 3)))
            return day;
    }
    return std::nullopt;
}

// `Mon`, `Mon..Fri` or `Mon-Fri`.
std::optional<Error> add_weekdays(std::string_view item, std::uint8_t& bits) {
    const std::size_t range = std::min(item.find(".."), item.find('-'));
    const bool single = range == std::string_view::npos;
    const std::size_t mark_chars = !single && item[range] == '.' ? 2 : 1;
    const auto first = parse_weekday(item.substr(0, range));
    const auto last = single ? first : parse_weekday(item.substr(range + mark_chars));
    if (!first || !last) return bad_schedule("weekday", item, "must be Mon to Sun");
    if (*last < *first) return bad_schedule("weekday", item, "must ascend from Mon to Sun");
    for (int day = *first; day <= *last; ++day)
        bits = static_cast<std::uint8_t>(bits | 1 << day % 7);
    return std::nullopt;
}

std::optional<Error> parse_weekdays(std::string_view text, DayPattern& to) {
    if (text.ends_with(',')) text.remove_suffix(1);  // `Wed, 17:48`
    to.weekdays = 0;
    for (const std::string_view item : split(text, ',')) {
        if (auto error = add_weekdays(item, to.weekdays)) return error;
    }
    return std::nullopt;
}

// `year-month-day`, `month-day`; a `~` before the day counts it from the end of the month.
std::optional<Error> parse_date(std::string_view text, CivilPattern& to) {
    const std::size_t day_mark = text.find_last_of("-~");
    const std::string_view day = text.substr(day_mark + 1);
    const std::string_view before = text.substr(0, day_mark);
    const std::size_t year_mark = before.find('-');
    const bool has_year = year_mark != std::string_view::npos;

    const auto year_bits = parse_component(years, has_year ? before.substr(0, year_mark) : "*");
    if (!year_bits) return year_bits.error();
    to.years = *year_bits;
    if (auto error = set(months, has_year ? before.substr(year_mark + 1) : before, to.months))
        return error;
    if (text[day_mark] == '-' || day == "*") return set(days, day, to.days.dates);
    to.days.dates = 0;
    return set(days_from_end, day, to.days.dates_from_end);
}

// `hour:minute` or `hour:minute:second`.
std::optional<Error> parse_time(std::string_view text, CivilPattern& to) {
    const auto parts = split(text, ':');
    if (parts.size() > 3)
        return bad_schedule("time", text, "must be hour:minute or hour:minute:second");
    if (auto error = set(hours, parts[0], to.hours)) return error;
    if (auto error = set(minutes, parts[1], to.minutes)) return error;
    return set(seconds, parts.size() == 3 ? parts[2] : "0", to.seconds);
}

// Every day at midnight: what parts that are left out mean.
CivilPattern midnight() {
    CivilPattern pattern;
    pattern.minutes = pattern.hours = 1;
    pattern.days.dates = DayPattern::every_date;
    pattern.days.weekdays = DayPattern::every_weekday;
    pattern.months = 0x1FFE;
    return pattern;
}

// [weekdays] [date] [time]
std::optional<Error> parse_event(std::span<const std::string_view> words, CivilPattern& to) {
    std::size_t next = 0;
    const auto is_next = [&](auto form) { return next < words.size() && form(words[next]); };
    const auto is_weekdays = [](std::string_view word) { return is_letter(word[0]); };
    const auto is_time = [](std::string_view word) { return word.find(':') != word.npos; };
    const auto is_date = [&](std::string_view word) {
        return !is_time(word) && word.find_first_of("-~") != word.npos;
    };
    if (is_next(is_weekdays)) {
        if (auto error = parse_weekdays(words[next++], to.days)) return error;
    }
    if (is_next(is_date)) {
        if (auto error = parse_date(words[next++], to)) return error;
    }
    if (is_next(is_time)) {
        if (auto error = parse_time(words[next++], to)) return error;
    }
    if (next == words.size()) return std::nullopt;
    return bad_schedule(
        "part", words[next],
        "must be of the form `Mon..Fri 2026-1-31 10:00:00`, or a word such as daily");
}

// The event that a word such as daily stands for.
std::string_view expand(std::string_view word) {
    for (const auto& [name, event] : shorthands) {
        if (equal_ignoring_case(word, name)) return event;
    }
    return {};
}

Result<ScheduleRule> parse_line(std::string_view line, Zone zone) {
    auto words = split_words(line);
    if (words.size() > 1 && is_letter(words.back()[0])) {
        const bool utc = equal_ignoring_case(words.back(), "UTC");
        const auto named = Zone::find(utc ? "UTC" : words.back(), "schedule");
        if (!named) return named.error();
        zone = *named;
        words.pop_back();
    }
    if (words.size() == 1 && !expand(words[0]).empty()) words = split_words(expand(words[0]));
    ScheduleRule rule{midnight(), zone, ClockChange::calendar};
    if (auto error = parse_event(words, rule.pattern)) return *error;
    return rule;
}

}  // namespace

Result<std::vector<ScheduleRule>> parse_calendar(std::string_view text, Zone zone) {
    if (text.size() > calendar_chars_max) {
        return bad_schedule(
            "calendar", text,
            "must have at most " + std::to_string(calendar_chars_max) + " characters");
    }
    std::vector<ScheduleRule> rules;
    for (const std::string_view line : split(text, '\n')) {
        if (trim(line).empty()) continue;
        const auto rule = parse_line(line, zone);
        if (!rule) return rule.error();
        rules.push_back(*rule);
    }
    if (rules.empty()) return bad_schedule("calendar", text, "must not be empty");
    return rules;
}

}  // namespace cronmon
