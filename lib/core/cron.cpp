#include "core/cron.h"

#include "core/schedule_words.h"

#include <algorithm>
#include <span>
#include <utility>

namespace cronmon {
namespace {

constexpr std::string_view month_names[] = {"JAN", "FEB", "MAR", "APR", "MAY", "JUN",
                                            "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"};
constexpr std::string_view weekday_names[] = {"SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"};

struct Field {
    std::string_view name;
    int low;
    int high;
    std::span<const std::string_view> names;  // of low, low + 1, ...
    std::string_view also;                    // what else the field takes, for the sentence
};

constexpr Field minute_field{"minute", 0, 59, {}, ""};
constexpr Field hour_field{"hour", 0, 23, {}, ""};
constexpr Field date_field{"day of month", 1, 31, {}, ", L or LW"};
constexpr Field month_field{"month", 1, 12, month_names, " or JAN to DEC"};
constexpr Field weekday_field{"day of week", 0, 7, weekday_names,
                              " or SUN to SAT, or like 5L or MON#2"};  // 7 is Sunday too

constexpr std::pair<std::string_view, std::string_view> shorthands[] = {
    {"@hourly", "0 * * * *"},   {"@daily", "0 0 * * *"},   {"@midnight", "0 0 * * *"},
    {"@weekly", "0 0 * * 0"},   {"@monthly", "0 0 1 * *"}, {"@yearly", "0 0 1 1 *"},
    {"@annually", "0 0 1 1 *"},
};

Error out_of_range(const Field& field, std::string_view value) {
    return bad_schedule(field.name, value,
                        "must be " + range_text(field.low, field.high) + std::string(field.also));
}

// A number or a name of this field.
std::optional<int> parse_value(const Field& field, std::string_view text) {
    const auto number = parse_number(text);
    if (number) return *number >= field.low && *number <= field.high ? number : std::nullopt;
    for (std::size_t i = 0; i < field.names.size(); ++i) {
        if (equal_ignoring_case(text, field.names[i])) return field.low + static_cast<int>(i);
    }
    return std::nullopt;
}

struct Range {
    int first;
    int last;
};

// `*`, `a`, `a-b`; with a step `a` goes on to the end.
Result<Range> parse_range(const Field& field, std::string_view text, bool stepped) {
    if (text == "*") return Range{field.low, field.high};
    const std::size_t dash = text.find('-');
    const auto first = parse_value(field, text.substr(0, dash));
    if (!first) return out_of_range(field, text.substr(0, dash));
    if (dash == std::string_view::npos) return Range{*first, stepped ? field.high : *first};
    const auto last = parse_value(field, text.substr(dash + 1));
    if (!last) return out_of_range(field, text.substr(dash + 1));
    if (*last < *first) return bad_schedule(field.name, text, "must ascend");
    return Range{*first, *last};
}

// One item of a list, as bits.
Result<std::uint64_t> parse_item(const Field& field, std::string_view item) {
    const std::size_t slash = item.find('/');
    const bool stepped = slash != std::string_view::npos;
    const auto step = stepped ? parse_number(item.substr(slash + 1)) : 1;
    const auto range = parse_range(field, item.substr(0, slash), stepped);
    if (!range) return range.error();
    if (!step || *step < 1) return bad_schedule(field.name, item, "must have a step of 1 or more");
    std::uint64_t bits = 0;
    for (int value = range->first; value <= range->last; value += *step)
        bits |= std::uint64_t{1} << value;
    return bits;
}

// Calls take(item) for the items of a list, until one of them fails.
template <class Take>
std::optional<Error> for_each_item(const Field& field, std::string_view text, Take take) {
    for (const std::string_view item : split(text, ',')) {
        if (item.empty())
            return bad_schedule(field.name, text, "must have a value on both sides of a comma");
        if (std::optional<Error> error = take(item)) return error;
    }
    return std::nullopt;
}

template <class Bits>
std::optional<Error> add_item(const Field& field, std::string_view item, Bits& bits) {
    const auto parsed = parse_item(field, item);
    if (!parsed) return parsed.error();
    bits = static_cast<Bits>(bits | *parsed);
    return std::nullopt;
}

template <class Bits>
std::optional<Error> parse_field(const Field& field, std::string_view text, Bits& bits) {
    return for_each_item(field, text,
                         [&](std::string_view item) { return add_item(field, item, bits); });
}

std::optional<Error> parse_dates(std::string_view text, DayPattern& days) {
    return for_each_item(date_field, text, [&](std::string_view item) -> std::optional<Error> {
        if (equal_ignoring_case(item, "L")) {
            days.dates_from_end |= 1U << 1;
        } else if (equal_ignoring_case(item, "LW")) {
            days.last_workday = true;
        } else {
            return add_item(date_field, item, days.dates);
        }
        return std::nullopt;
    });
}

// `5L`: the last Friday. Names take no L: FRIL would look like a name of its own.
std::optional<int> parse_last_weekday(std::string_view item) {
    if (item.size() != 2 || !equal_ignoring_case(item.substr(1), "L")) return std::nullopt;
    const auto number = parse_number(item.substr(0, 1));
    return number && *number <= 7 ? number : std::nullopt;
}

std::optional<Error> parse_nth_weekday(std::string_view item, std::size_t hash, DayPattern& days) {
    const auto weekday = parse_value(weekday_field, item.substr(0, hash));
    const auto n = parse_number(item.substr(hash + 1));
    if (!weekday) return out_of_range(weekday_field, item);
    if (!n || *n < 1 || *n > 5)
        return bad_schedule(weekday_field.name, item, "must have 1 to 5 after the #");
    auto& nth = days.weekdays_nth[static_cast<std::size_t>(*n)];
    nth = static_cast<std::uint8_t>(nth | 1 << *weekday % 7);
    return std::nullopt;
}

std::optional<Error> parse_weekdays(std::string_view text, DayPattern& days) {
    return for_each_item(weekday_field, text, [&](std::string_view item) -> std::optional<Error> {
        if (const auto weekday = parse_last_weekday(item)) {
            days.weekdays_nth[0] =
                static_cast<std::uint8_t>(days.weekdays_nth[0] | 1 << *weekday % 7);
            return std::nullopt;
        }
        const std::size_t hash = item.find('#');
        if (hash != std::string_view::npos) return parse_nth_weekday(item, hash, days);
        std::uint64_t bits = 0;
        const auto error = add_item(weekday_field, item, bits);
        days.weekdays = static_cast<std::uint8_t>((days.weekdays | bits | bits >> 7) & 0x7F);
        return error;
    });
}

// crontab(5): a day must fit both fields when one of them begins with `*` (also as in `*/2`),
// otherwise one of them is enough.
DayPattern::Join join_of(std::string_view dates, std::string_view weekdays) {
    const bool star = dates.starts_with('*') || weekdays.starts_with('*');
    return star ? DayPattern::Join::all : DayPattern::Join::any;
}

// cron(8) tells jobs "that run at a particular time" from those "specified with wildcards" by the
// same first character.
ClockChange clock_change_of(std::string_view minutes, std::string_view hours) {
    const bool star = minutes.starts_with('*') || hours.starts_with('*');
    return star ? ClockChange::wildcard : ClockChange::fixed;
}

Result<ScheduleRule> parse_fields(std::span<const std::string_view> words, Zone zone) {
    ScheduleRule rule{{}, zone, clock_change_of(words[0], words[1])};
    CivilPattern& pattern = rule.pattern;
    pattern.horizon_years = cron_horizon_years;
    pattern.days.join = join_of(words[2], words[4]);
    if (auto error = parse_field(minute_field, words[0], pattern.minutes)) return *error;
    if (auto error = parse_field(hour_field, words[1], pattern.hours)) return *error;
    if (auto error = parse_dates(words[2], pattern.days)) return *error;
    if (auto error = parse_field(month_field, words[3], pattern.months)) return *error;
    if (auto error = parse_weekdays(words[4], pattern.days)) return *error;
    return rule;
}

Result<std::string_view> expand(std::string_view word) {
    for (const auto& [name, fields] : shorthands) {
        if (equal_ignoring_case(word, name)) return fields;
    }
    return bad_schedule(
        "word", word,
        "must be @hourly, @daily, @midnight, @weekly, @monthly, @yearly or @annually");
}

}  // namespace

Result<ScheduleRule> parse_cron(std::string_view text, Zone zone) {
    if (text.size() > cron_chars_max) {
        return bad_schedule("cron line", text,
                            "must have at most " + std::to_string(cron_chars_max) + " characters");
    }
    auto words = split_words(trim(text));
    if (words.size() == 1 && words[0].starts_with('@')) {
        const auto fields = expand(words[0]);
        if (!fields) return fields.error();
        words = split_words(*fields);
    }
    if (words.size() != 5) {
        return bad_schedule(
            "cron line", text,
            "must have 5 fields (minute, hour, day of month, month, day of week), found " +
                std::to_string(words.size()));
    }
    return parse_fields(words, zone);
}

}  // namespace cronmon
