#include "core/schedule_text_parts.h"

namespace cronmon {
namespace {

using Names = const std::string_view[];

constexpr Names weekdays_en = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                               "Thursday", "Friday", "Saturday"};
constexpr Names weekdays_zh = {"周日", "周一", "周二", "周三", "周四", "周五", "周六"};
constexpr Names months_en = {"January", "February", "March",     "April",   "May",      "June",
                             "July",    "August",   "September", "October", "November", "December"};
constexpr Names nth_en = {"last", "first", "second", "third", "fourth", "fifth"};
constexpr Names nth_zh = {"最后一个", "第一个", "第二个", "第三个", "第四个", "第五个"};

std::string text(int number) { return std::to_string(number); }

// 1st, 2nd, 3rd, 4th, ..., 11th, 21st.
std::string ordinal(int number) {
    const int last = number / 10 % 10 == 1 ? 0 : number % 10;
    return text(number) + (last == 1 ? "st" : last == 2 ? "nd" : last == 3 ? "rd" : "th");
}

// The last days of a month; 1 is the very last.
Sentence from_end_text(Stretch run) {
    const std::string number = text(run.last);
    if (run.last == 1) return {"the last day", "最后一天"};
    if (run.first == 1) return {"the last " + number + " days", "最后 " + number + " 天"};
    if (run.first == run.last)
        return {"the " + ordinal(run.last) + " last day", "倒数第 " + number + " 天"};
    return {"the " + ordinal(run.last) + " to " + ordinal(run.first) + " last days",
            "倒数第 " + number + " 至 " + text(run.first) + " 天"};
}

}  // namespace

std::vector<int> week_of(std::uint8_t weekdays) {
    return members((weekdays & 0x7EU) | (weekdays & 1U) << 7);
}

Sentence weekday_text(int day) {
    return {std::string(weekdays_en[day % 7]), std::string(weekdays_zh[day % 7])};
}

Sentence weekdays_text(std::uint8_t weekdays, std::string_view plural) {
    std::vector<Sentence> parts;
    for (const Stretch& run : runs(week_of(weekdays))) {
        const Sentence first = weekday_text(run.first);
        const Sentence last = weekday_text(run.last);
        if (run.first == run.last) parts.push_back({first.en + std::string(plural), first.zh});
        else parts.push_back({first.en + " to " + last.en, first.zh + "至" + last.zh});
    }
    return list_text(parts);
}

std::vector<Sentence> nth_weekdays(const DayPattern& days) {
    std::vector<Sentence> parts;
    for (const std::size_t n : {1U, 2U, 3U, 4U, 5U, 0U}) {
        for (const int day : week_of(days.weekdays_nth[n])) {
            const Sentence name = weekday_text(day);
            parts.push_back({"the " + std::string(nth_en[n]) + " " + name.en,
                             std::string(nth_zh[n]) + name.zh});
        }
    }
    return parts;
}

Sentence months_text(std::uint16_t months) {
    std::vector<Sentence> parts;
    for (const Stretch& run : runs(members(months))) {
        const std::string first(months_en[run.first - 1]);
        const std::string last(months_en[run.last - 1]);
        if (run.first == run.last) parts.push_back({first, text(run.first) + " 月"});
        else
            parts.push_back(
                {first + " to " + last, text(run.first) + " 至 " + text(run.last) + " 月"});
    }
    return list_text(parts);
}

Sentence dates_text(const DayPattern& days) {
    std::vector<Sentence> parts;
    const auto dates = members(days.dates);
    const char* noun = dates.size() == 1 ? "day " : "days ";
    for (const Stretch& run : runs(dates)) {
        const bool single = run.first == run.last;
        parts.push_back({noun + text(run.first) + (single ? "" : " to " + text(run.last)),
                         text(run.first) + (single ? "" : " 至 " + text(run.last)) + " 日"});
        noun = "";
    }
    for (const Stretch& run : runs(members(days.dates_from_end)))
        parts.push_back(from_end_text(run));
    if (days.last_workday) {
        parts.push_back(
            {"the last working day (Monday to Friday)", "最后一个工作日（周一至周五）"});
    }
    return list_text(parts);
}

}  // namespace cronmon
