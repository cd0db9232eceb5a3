#include "import/original_schedule.h"

#include "base/quote.h"
#include "core/schedule_words.h"

#include <algorithm>
#include <string>
#include <vector>

namespace cronmon {
namespace {

constexpr std::size_t date_field = 2;
constexpr std::size_t weekday_field = 4;
constexpr int weekday_max = 7;  // Sunday again

bool is_one_of(std::string_view item, std::string_view a, std::string_view b) {
    return item == a || item == b;
}

// `L5`, `L1-3`: the last Friday; the last Monday, Tuesday and Wednesday.
std::string last_weekdays(std::string_view item) {
    const std::string_view days = item.substr(1);
    const std::size_t dash = days.find('-');
    const auto first = parse_number(days.substr(0, dash));
    const auto last = dash == days.npos ? first : parse_number(days.substr(dash + 1));
    if (!first || !last || *last > weekday_max || *first > *last) return std::string(item);
    std::string list;
    for (int day = *first; day <= *last; ++day)
        list.append(list.empty() ? "" : ",").append(std::to_string(day)).append("L");
    return list;
}

std::string weekday_item(std::string_view item) {
    if (item.size() > 1 && is_one_of(item.substr(0, 1), "L", "l")) return last_weekdays(item);
    const std::string_view range = item.substr(0, item.find('/'));
    const std::string_view step = item.substr(range.size());
    const std::size_t dash = range.find('-');
    if (dash == range.npos)  // a/n ends on Saturday, and not on the Sunday after it
        return std::string(range) + (step.empty() || range == "*" ? "" : "-6") + std::string(step);
    const std::string_view last = range.substr(dash + 1);
    if (last != "0" && !equal_ignoring_case(last, "SUN")) return std::string(item);
    return std::string(range.substr(0, dash)) + "-7" + std::string(step);
}

std::string translate_field(std::size_t field, std::string_view text) {
    if (field != date_field && field != weekday_field) return std::string(text);
    const auto items = split(text, ',');
    const auto any = [](std::string_view item) { return is_one_of(item, "*", "?"); };
    if (std::ranges::any_of(items, any)) return "*";
    if (field == date_field) return std::string(text);
    std::string list;
    for (const std::string_view item : items)
        list.append(list.empty() ? "" : ",").append(weekday_item(item));
    return list;
}

bool is_every(const Schedule& schedule, std::size_t field) {
    const DayPattern& days = schedule.rules()[0].pattern.days;
    return field == date_field ? days.dates == DayPattern::every_date
                               : days.weekdays == DayPattern::every_weekday;
}

std::string joined(const std::vector<std::string>& fields) {
    std::string line;
    for (const std::string& field : fields) line.append(line.empty() ? "" : " ").append(field);
    return line;
}

// Fields that name every day restrict nothing, for the original: `0 0 1-31 * 5` is each Friday.
Result<Schedule> parse(std::vector<std::string>& fields, Zone zone) {
    auto schedule = Schedule::cron(joined(fields), zone);
    if (!schedule || fields.size() != 5) return schedule;
    for (const std::size_t field : {date_field, weekday_field})
        if (is_every(*schedule, field) && !fields[field].starts_with('*')) fields[field] = "*";
    return Schedule::cron(joined(fields), zone);
}

}  // namespace

Result<TranslatedSchedule> translate_schedule(std::string_view period, Zone zone, Instant now) {
    std::vector<std::string> fields;
    for (const std::string_view field : split_words(period))
        fields.push_back(translate_field(fields.size(), field));
    const auto schedule = parse(fields, zone);
    if (!schedule) return schedule.error();
    if (!schedule->next(now))
        return Error{Code::invalid, "schedule: " + quote(period) + " has no time in the future"};
    const bool both = fields.size() == 5 && !fields[date_field].starts_with('*') &&
                      !fields[weekday_field].starts_with('*');
    return TranslatedSchedule{*schedule, both};
}

}  // namespace cronmon
