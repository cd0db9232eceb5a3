#include "core/schedule_text_parts.h"

#include <array>
#include <cstdio>
#include <optional>

namespace cronmon {
namespace {

constexpr std::uint16_t all_months = 0x1FFE;

std::string text(int number) { return std::to_string(number); }

// `Mon *-*-8..14` is written as seven days and a weekday, and means the second Monday.
DayPattern with_nth_weekdays(DayPattern days) {
    constexpr std::uint32_t week = 0x7F;
    if (days.join != DayPattern::Join::all || days.last_workday) return days;
    if (days.weekdays == DayPattern::every_weekday) return days;
    if (days.weekdays_nth != std::array<std::uint8_t, 6>{}) return days;
    for (std::size_t n = 0; n <= 4; ++n) {
        const std::uint32_t dates = n == 0 ? 0 : week << (7 * n - 6);
        const std::uint32_t from_end = n == 0 ? week << 1 : 0;
        if (days.dates != dates || days.dates_from_end != from_end) continue;
        days.weekdays_nth[n] = days.weekdays;
        days.weekdays = 0;
        days.dates = DayPattern::every_date;
        days.dates_from_end = 0;
        break;
    }
    return days;
}

class Days {
public:
    Days(const CivilPattern& pattern, bool moments)
        : days_(with_nth_weekdays(pattern.days)),
          months_(pattern.months),
          some_years_(!pattern.years.all()),
          moments_(moments) {
        const bool all = days_.join == DayPattern::Join::all;
        const bool full_dates = days_.dates == DayPattern::every_date;
        const bool full_weekdays = days_.weekdays == DayPattern::every_weekday;
        const bool every = all ? full_dates && full_weekdays : full_dates || full_weekdays;
        by_date_ = !every && !(all && full_dates);
        by_weekday_ = !every && !(all && full_weekdays);
    }

    bool every_day() const { return !by_date_ && !by_weekday_ && every_month(); }

    Sentence describe() const {
        if (by_date_ && by_weekday_) return days_.join == DayPattern::Join::all ? both() : either();
        if (by_date_) return on_dates();
        if (by_weekday_) return on_weekdays();
        if (!every_month()) return {"every day" + in_months(), months_zh() + "每天"};
        return moments_ ? Sentence{"every day", "每天"} : Sentence{};
    }

private:
    bool every_month() const { return months_ == all_months; }

    // ` in May and June`, ` from May to August`, and nothing for every month.
    std::string in_months() const {
        if (every_month()) return "";
        const bool range = is_one_range(members(months_));
        return (range ? " from " : " in ") + months_text(months_).en;
    }

    // `每年 5 月和 6 月`; years that are named themselves come before it.
    std::string months_zh() const {
        return join_zh(some_years_ ? "" : "每年", months_text(months_).zh);
    }

    // Something of each month: `day 1 of every month`, `每月 1 日`.
    Sentence of_months(const Sentence& what) const {
        if (every_month()) return {what.en + " of every month", join_zh("每月", what.zh)};
        const bool listed = in_months().starts_with(" in ");
        const std::string en =
            listed ? " of " + months_text(months_).en : " of every month" + in_months();
        return {what.en + en, join_zh(months_zh() + "的", what.zh)};
    }

    Sentence on_dates() const {
        const auto dates = members(days_.dates);
        const auto months = members(months_);
        const bool numbered = days_.dates_from_end == 0 && !days_.last_workday;
        if (numbered && dates.size() == 1 && months.size() == 1)
            return on_date(months[0], dates[0]);
        if (numbered && dates.size() == 1 && dates[0] > 28 && every_month()) {
            return {"on day " + text(dates[0]) + " of every month that has it",
                    "每月 " + text(dates[0]) + " 日（没有这一天的月份除外）"};
        }
        if (const int step = numbered ? long_step(dates) : 0; step != 0) {
            const Sentence what = of_months({"day " + text(dates[0]), text(dates[0]) + " 日"});
            return {"every " + text(step) + " days from " + what.en,
                    what.zh + "起每 " + text(step) + " 天"};
        }
        const Sentence what = of_months(dates_text(days_));
        return {"on " + what.en, what.zh};
    }

    // One date of every year, but for the one that only leap years have.
    Sentence on_date(int month, int date) const {
        const bool leap = month == 2 && date == 29 && !some_years_;
        const std::string_view every = some_years_ ? "on "
                                       : leap      ? "in leap years on "
                                                   : "every year on ";
        return {std::string(every) + months_text(months_).en + " " + text(date),
                join_zh(leap ? "闰年" : "", leap ? months_text(months_).zh : months_zh()) + " " +
                    text(date) + " 日"};
    }

    // The step of a long row of dates that goes on to the end of the month; 0 when it is none.
    static int long_step(const std::vector<int>& dates) {
        if (dates.size() < 5) return 0;
        const int step = dates[1] - dates[0];
        for (std::size_t i = 1; i < dates.size(); ++i) {
            if (dates[i] - dates[i - 1] != step) return 0;
        }
        return step > 1 && dates.back() + step > 31 ? step : 0;
    }

    // Plain weekdays: `every Monday`, `Monday to Friday`, and after a repetition `on Mondays`.
    Sentence plain_weekdays() const {
        const bool range = is_one_range(week_of(days_.weekdays));
        const Sentence names = weekdays_text(days_.weekdays, moments_ ? "" : "s");
        const std::string en = (range ? "" : moments_ ? "every " : "on ") + names.en + in_months();
        const std::string zh = (range ? "" : "每") + names.zh;
        return {en, every_month() ? zh : months_zh() + "的" + zh};
    }

    Sentence on_weekdays() const {
        const auto nth = nth_weekdays(days_);
        if (nth.empty()) return plain_weekdays();
        const Sentence some = of_months(list_text(nth));
        if (days_.weekdays == 0) return {"on " + some.en, some.zh};
        return {plain_weekdays().en + " and on " + some.en,
                plain_weekdays().zh + "，以及" + some.zh};
    }

    // The weekdays as alternatives, beside dates.
    Sentence any_weekday(const std::string& article) const {
        std::vector<Sentence> parts = nth_weekdays(days_);
        if (parts.empty() && is_one_range(week_of(days_.weekdays))) {
            const Sentence range = weekdays_text(days_.weekdays);
            return {article + (article.empty() ? "" : "day from ") + range.en, range.zh};
        }
        const bool first = parts.empty();
        for (const int day : week_of(days_.weekdays)) parts.push_back(weekday_text(day));
        if (first) parts[0].en = article + parts[0].en;
        return list_text(parts, {"or", "或"});
    }

    Sentence both() const {
        const Sentence what = of_months(dates_text(days_));
        const Sentence weekday = any_weekday("");
        return {"on " + what.en + ", only if it is " + weekday.en + clause_end(),
                what.zh + "（且须为" + weekday.zh + "）"};
    }

    // Sets a clause off from the moments that follow: `only if it is Monday, at 10:00`.
    std::string clause_end() const { return moments_ ? "," : ""; }

    // The rule of crontab(5) that surprises most: one of the two is enough.
    Sentence either() const {
        const Sentence date = dates_text(days_);
        const std::string scope = every_month() ? "每月" : months_zh() + "，";
        return {"on " + date.en + " of the month or on " + any_weekday("any ").en +
                    (every_month() ? "" : "," + in_months() + clause_end()),
                join_zh(scope, date.zh) + (nth_weekdays(days_).empty() ? "或任何" : "或") +
                    any_weekday("").zh};
    }

    const DayPattern days_;
    const std::uint16_t months_;
    const bool some_years_;
    const bool moments_;
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

Sentence in_years(const CivilPattern& pattern, const Sentence& days) {
    const Sentence years = numbers_text(years_of(pattern));
    const std::string in = (is_one_range(years_of(pattern)) ? "from " : "in ") + years.en;
    if (days.en.empty()) return {in, years.zh + " 年"};
    return {days.en + " " + in, years.zh + " 年，" + days.zh};
}

// The day, when there is only one: `once, on 2026-12-31`.
std::optional<Sentence> describe_only_day(const CivilPattern& pattern) {
    const DayPattern& days = pattern.days;
    const auto dates = members(days.dates);
    const auto months = members(pattern.months);
    const auto years = years_of(pattern);
    const bool numbered = days.dates_from_end == 0 && days.weekdays == DayPattern::every_weekday;
    if (!numbered || dates.size() != 1 || months.size() != 1 || years.size() != 1)
        return std::nullopt;
    char date[48];
    std::snprintf(date, sizeof date, "%04d-%02d-%02d", years[0], months[0], dates[0]);
    return Sentence{"only on " + std::string(date), "仅 " + std::string(date)};
}

}  // namespace

bool is_every_day(const CivilPattern& pattern) {
    return pattern.years.all() && Days(pattern, true).every_day();
}

Sentence describe_days(const CivilPattern& pattern, bool moments) {
    if (const auto only = describe_only_day(pattern)) return *only;
    const Sentence days = Days(pattern, moments).describe();
    return pattern.years.all() ? days : in_years(pattern, days);
}

}  // namespace cronmon
