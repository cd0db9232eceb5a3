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

constexpr std::uint16_t every_month = 0x1FFE;

std::string text(int number) { return std::to_string(number); }

std::string weekday_en(int day) { return std::string(weekdays_en[day % 7]); }
std::string weekday_zh(int day) { return std::string(weekdays_zh[day % 7]); }

// 1st, 2nd, 3rd, 4th, ..., 11th, 21st.
std::string ordinal(int number) {
    const int last = number / 10 % 10 == 1 ? 0 : number % 10;
    return text(number) + (last == 1 ? "st" : last == 2 ? "nd" : last == 3 ? "rd" : "th");
}

// Monday (1) to Sunday (7): the week as people list it.
std::vector<int> week_of(std::uint8_t weekdays) {
    return members((weekdays & 0x7EU) | (weekdays & 1U) << 7);
}

// `Monday`, `Monday to Friday`; a plural is for "on Mondays".
Sentence weekdays_text(std::uint8_t weekdays, std::string_view plural = "") {
    std::vector<Sentence> parts;
    for (const Run& run : runs(week_of(weekdays))) {
        Sentence part{weekday_en(run.first), weekday_zh(run.first)};
        if (run.first == run.last) part.en += plural;
        else part = part + Sentence{" to " + weekday_en(run.last), "至" + weekday_zh(run.last)};
        parts.push_back(part);
    }
    return list_text(parts);
}

bool is_one_run(std::uint8_t weekdays) {
    const auto found = runs(week_of(weekdays));
    return found.size() == 1 && found[0].first != found[0].last;
}

// `the second Monday`, for each that there is.
std::vector<Sentence> nth_weekdays(const DayPattern& days) {
    std::vector<Sentence> parts;
    for (const std::size_t n : {1, 2, 3, 4, 5, 0}) {
        for (const int day : week_of(days.weekdays_nth[n])) {
            parts.push_back({"the " + std::string(nth_en[n]) + " " + weekday_en(day),
                             std::string(nth_zh[n]) + weekday_zh(day)});
        }
    }
    return parts;
}

Sentence months_text(std::uint16_t months) {
    std::vector<Sentence> parts;
    for (const Run& run : runs(members(months))) {
        const std::string first(months_en[run.first - 1]);
        const std::string last(months_en[run.last - 1]);
        if (run.first == run.last) parts.push_back({first, text(run.first) + " 月"});
        else
            parts.push_back(
                {first + " to " + last, text(run.first) + " 至 " + text(run.last) + " 月"});
    }
    return list_text(parts);
}

// `day 1`, `days 1 to 7 and the last day`.
Sentence dates_text(const DayPattern& days) {
    std::vector<Sentence> parts;
    const auto dates = members(days.dates);
    const char* noun = dates.size() == 1 ? "day " : "days ";
    for (const Run& run : runs(dates)) {
        const bool single = run.first == run.last;
        parts.push_back({noun + text(run.first) + (single ? "" : " to " + text(run.last)),
                         text(run.first) + (single ? "" : " 至 " + text(run.last)) + " 日"});
        noun = "";
    }
    for (const Run& run : runs(members(days.dates_from_end))) {
        if (run.last == 1) parts.push_back({"the last day", "最后一天"});
        else if (run.first == 1) parts.push_back({"the last " + text(run.last) + " days", "最后 " + text(run.last) + " 天"});
        else if (run.first == run.last) parts.push_back({"the " + ordinal(run.last) + " last day", "倒数第 " + text(run.last) + " 天"});
        else parts.push_back({"the " + ordinal(run.last) + " to " + ordinal(run.first) + " last days", "倒数第 " + text(run.last) + " 至 " + text(run.first) + " 天"});
    }
    if (days.last_workday) {
        parts.push_back(
            {"the last working day (Monday to Friday)", "最后一个工作日（周一至周五）"});
    }
    return list_text(parts);
}

class Days {
public:
    Days(const CivilPattern& pattern, bool moments)
        : days_(pattern.days), months_(pattern.months), moments_(moments) {
        const bool all = days_.join == DayPattern::Join::all;
        const bool full_dates = days_.dates == DayPattern::every_date;
        const bool full_weekdays = days_.weekdays == DayPattern::every_weekday;
        const bool every = all ? full_dates && full_weekdays : full_dates || full_weekdays;
        by_date_ = !every && !(all && full_dates);
        by_weekday_ = !every && !(all && full_weekdays);
    }

    bool every_day() const { return !by_date_ && !by_weekday_ && months_ == every_month; }

    Sentence describe() const {
        if (by_date_ && by_weekday_) return days_.join == DayPattern::Join::all ? both() : either();
        if (by_date_) return on_dates();
        if (by_weekday_) return on_weekdays();
        if (months_ != every_month) return every_day_of_months();
        return moments_ ? Sentence{"every day", "每天"} : Sentence{};
    }

private:
    // `of every month` and 每月, or the months' names.
    Sentence scope() const {
        if (months_ == every_month) return {" of every month", "每月"};
        const Sentence months = months_text(months_);
        return {" of " + months.en, "每年 " + months.zh};
    }

    Sentence of_months(const Sentence& what) const {
        const bool linked = months_ != every_month;
        return {what.en + scope().en, join_zh(scope().zh + (linked ? "的" : ""), what.zh)};
    }

    Sentence every_day_of_months() const {
        const Sentence months = months_text(months_);
        return {"every day in " + months.en, "每年 " + months.zh + "每天"};
    }

    Sentence on_dates() const {
        const auto dates = members(days_.dates);
        const auto months = members(months_);
        const bool explicit_only = days_.dates_from_end == 0 && !days_.last_workday;
        if (explicit_only && dates.size() == 1 && months.size() == 1) {
            return {"every year on " + months_text(months_).en + " " + text(dates[0]),
                    "每年 " + months_text(months_).zh + " " + text(dates[0]) + " 日"};
        }
        const Sentence what = of_months(dates_text(days_));
        return {"on " + what.en, what.zh};
    }

    // Plain weekdays: `every Monday`, `Monday to Friday`, and after a repetition `on Mondays`.
    Sentence plain_weekdays() const {
        const bool range = is_one_run(days_.weekdays);
        const Sentence names = weekdays_text(days_.weekdays, moments_ ? "" : "s");
        Sentence what{(range      ? ""
                       : moments_ ? "every "
                                  : "on ") +
                          names.en,
                      (range ? "" : "每") + names.zh};
        if (months_ == every_month) return what;
        const Sentence months = months_text(months_);
        return {what.en + " in " + months.en, "每年 " + months.zh + "的" + names.zh};
    }

    Sentence on_weekdays() const {
        const auto nth = nth_weekdays(days_);
        if (nth.empty()) return plain_weekdays();
        const Sentence some = of_months(list_text(nth));
        if (days_.weekdays == 0) return {"on " + some.en, some.zh};
        return {plain_weekdays().en + " and on " + some.en,
                plain_weekdays().zh + "，以及" + some.zh};
    }

    // The weekday side alone, without a month.
    Sentence weekday_side(const std::string& article) const {
        std::vector<Sentence> parts = nth_weekdays(days_);
        if (days_.weekdays != 0) {
            const Sentence plain = weekdays_text(days_.weekdays);
            const bool range = is_one_run(days_.weekdays);
            parts.insert(parts.begin(), {(range ? "" : article) + plain.en, plain.zh});
        }
        return list_text(parts);
    }

    Sentence both() const {
        const Sentence what = of_months(dates_text(days_));
        const Sentence weekday = weekday_side("");
        return {"on " + what.en + ", only if it is " + weekday.en,
                what.zh + "（且须为" + weekday.zh + "）"};
    }

    // The rule of crontab(5) that surprises most: one of the two is enough.
    Sentence either() const {
        const Sentence date = dates_text(days_);
        const Sentence weekday = weekday_side("any ");
        const Sentence limit =
            months_ == every_month ? Sentence{} : Sentence{", in " + months_text(months_).en, ""};
        const std::string scope_zh =
            months_ == every_month ? "每月" : "每年 " + months_text(months_).zh + "的";
        return {"on " + date.en + " of the month or on " + weekday.en + limit.en,
                zh(scope_zh, date.zh) + "，或任何" + weekday.zh};
    }

    const DayPattern& days_;
    std::uint16_t months_;
    bool moments_;
    bool by_date_;
    bool by_weekday_;
};

std::vector<int> years_of(const CivilPattern& pattern) {
    std::vector<int> years;
    for (int year = CivilPattern::year_min; year <= CivilPattern::year_max; ++year) {
        if (pattern.has_year(year)) years.push_back(year);
    }
    return years;
}

// `once on 2026-12-31` when there is only one day.
Sentence in_years(const CivilPattern& pattern, const Sentence& days) {
    const Sentence years = numbers_text(years_of(pattern));
    if (days.en.empty()) return {"in " + years.en, years.zh + " 年"};
    return {days.en + " in " + years.en, years.zh + " 年，" + days.zh};
}

}  // namespace

bool is_every_day(const CivilPattern& pattern) {
    return pattern.years.all() && Days(pattern, true).every_day();
}

Sentence describe_days(const CivilPattern& pattern, bool moments) {
    const Sentence days = Days(pattern, moments).describe();
    return pattern.years.all() ? days : in_years(pattern, days);
}

}  // namespace cronmon
