#include "core/schedule_pattern.h"

#include <algorithm>
#include <bit>

namespace cronmon {
namespace {

namespace chrono = std::chrono;
using chrono::local_days;
using chrono::seconds;

// The lowest bit that is set and not below `from`, the highest that is not above; -1 when none.
int lowest(std::uint64_t bits, int from) {
    bits &= from < 64 ? ~std::uint64_t{0} << from : 0;
    return bits == 0 ? -1 : std::countr_zero(bits);
}
int highest(std::uint64_t bits, int to) {
    bits &= to < 0 ? 0 : ~std::uint64_t{0} >> (63 - to);
    return 63 - std::countl_zero(bits);
}

bool has(std::uint64_t bits, int bit) { return (bits >> bit & 1) != 0; }

int month_number(chrono::year_month month) { return static_cast<int>(unsigned{month.month()}); }

seconds time_of_day(int hour, int minute, int second) {
    return chrono::hours{hour} + chrono::minutes{minute} + seconds{second};
}

// A set of weekdays as days of a month (bits 1..35) that begins with the weekday `first`.
std::uint64_t spread(unsigned weekdays, unsigned first) {
    constexpr std::uint64_t every_week = 1 | 1 << 7 | 1 << 14 | 1 << 21 | 1 << 28;
    const std::uint64_t week = ((weekdays | weekdays << 7) >> first) & 0x7F;
    return week * every_week << 1;
}

std::optional<seconds> time_at_or_after(const CivilPattern& pattern, seconds time) {
    const chrono::hh_mm_ss at{time};
    const int hour = static_cast<int>(at.hours().count());
    const int minute = static_cast<int>(at.minutes().count());
    if (has(pattern.hours, hour)) {
        const int second = lowest(pattern.seconds, static_cast<int>(at.seconds().count()));
        if (has(pattern.minutes, minute) && second >= 0) return time_of_day(hour, minute, second);
        const int later = lowest(pattern.minutes, minute + 1);
        if (later >= 0) return time_of_day(hour, later, lowest(pattern.seconds, 0));
    }
    const int later = lowest(pattern.hours, hour + 1);
    if (later < 0) return std::nullopt;
    return time_of_day(later, lowest(pattern.minutes, 0), lowest(pattern.seconds, 0));
}

std::optional<seconds> time_at_or_before(const CivilPattern& pattern, seconds time) {
    const chrono::hh_mm_ss at{time};
    const int hour = static_cast<int>(at.hours().count());
    const int minute = static_cast<int>(at.minutes().count());
    if (has(pattern.hours, hour)) {
        const int second = highest(pattern.seconds, static_cast<int>(at.seconds().count()));
        if (has(pattern.minutes, minute) && second >= 0) return time_of_day(hour, minute, second);
        const int earlier = highest(pattern.minutes, minute - 1);
        if (earlier >= 0) return time_of_day(hour, earlier, highest(pattern.seconds, 59));
    }
    const int earlier = highest(pattern.hours, hour - 1);
    if (earlier < 0) return std::nullopt;
    return time_of_day(earlier, highest(pattern.minutes, 59), highest(pattern.seconds, 59));
}

std::uint32_t days_in(const CivilPattern& pattern, chrono::year_month month) {
    const bool fits =
        has(pattern.months, month_number(month)) && pattern.has_year(int{month.year()});
    return fits ? pattern.days.in(month) : 0;
}

// The first fitting day after `date`.
std::optional<local_days> day_after(const CivilPattern& pattern, chrono::year_month_day date) {
    const int last_year =
        std::min(int{date.year()} + pattern.horizon_years, CivilPattern::year_max);
    chrono::year_month month = date.year() / date.month();
    int from = static_cast<int>(unsigned{date.day()}) + 1;
    for (; int{month.year()} <= last_year; month += chrono::months{1}, from = 1) {
        const int day = lowest(days_in(pattern, month), from);
        if (day >= 0) return local_days{month / day};
    }
    return std::nullopt;
}

// The last fitting day before `date`.
std::optional<local_days> day_before(const CivilPattern& pattern, chrono::year_month_day date) {
    const int first_year =
        std::max(int{date.year()} - pattern.horizon_years, CivilPattern::year_min);
    chrono::year_month month = date.year() / date.month();
    int to = static_cast<int>(unsigned{date.day()}) - 1;
    for (; int{month.year()} >= first_year; month -= chrono::months{1}, to = 31) {
        const int day = highest(days_in(pattern, month), to);
        if (day >= 0) return local_days{month / day};
    }
    return std::nullopt;
}

bool fits_day(const CivilPattern& pattern, chrono::year_month_day date) {
    const auto bits = days_in(pattern, date.year() / date.month());
    return has(bits, static_cast<int>(unsigned{date.day()}));
}

constexpr local_days first_day{chrono::year{CivilPattern::year_min} / 1 / 1};
constexpr local_days last_day{chrono::year{CivilPattern::year_max} / 12 / 31};

}  // namespace

std::uint32_t DayPattern::in(chrono::year_month month) const {
    const unsigned first = chrono::weekday{local_days{month / 1}}.c_encoding();
    const int length = static_cast<int>(unsigned{(month / chrono::last).day()});
    const std::uint64_t last_week = std::uint64_t{0x7F} << (length - 6);

    std::uint64_t by_date = dates;
    for (std::uint32_t rest = dates_from_end; rest != 0; rest &= rest - 1) {
        const int from_end = std::countr_zero(rest);
        if (from_end <= length) by_date |= std::uint64_t{1} << (length + 1 - from_end);
    }
    if (last_workday) by_date |= std::uint64_t{1} << highest(spread(0b0111110, first), length);

    std::uint64_t by_weekday =
        spread(weekdays, first) | (spread(weekdays_nth[0], first) & last_week);
    for (int n = 1; n <= 5; ++n) {
        const unsigned nth = weekdays_nth[static_cast<std::size_t>(n)];
        if (nth != 0) by_weekday |= spread(nth, first) & std::uint64_t{0x7F} << (7 * n - 6);
    }
    const std::uint64_t fitting = join == Join::all ? by_date & by_weekday : by_date | by_weekday;
    return static_cast<std::uint32_t>(fitting & ((std::uint64_t{2} << length) - 2));
}

std::optional<LocalSeconds> CivilPattern::at_or_after(LocalSeconds time) const {
    if (time < first_day) time = first_day;
    if (time >= last_day + chrono::days{1}) return std::nullopt;
    const local_days day = chrono::floor<chrono::days>(time);
    const chrono::year_month_day date{day};
    if (fits_day(*this, date)) {
        if (const auto later = time_at_or_after(*this, time - day)) return day + *later;
    }
    const auto next = day_after(*this, date);
    if (!next) return std::nullopt;
    return *next + time_of_day(lowest(hours, 0), lowest(minutes, 0), lowest(seconds, 0));
}

std::optional<LocalSeconds> CivilPattern::at_or_before(LocalSeconds time) const {
    if (time >= last_day + chrono::days{1}) time = last_day + chrono::days{1} - chrono::seconds{1};
    if (time < first_day) return std::nullopt;
    const local_days day = chrono::floor<chrono::days>(time);
    const chrono::year_month_day date{day};
    if (fits_day(*this, date)) {
        if (const auto earlier = time_at_or_before(*this, time - day)) return day + *earlier;
    }
    const auto previous = day_before(*this, date);
    if (!previous) return std::nullopt;
    return *previous + time_of_day(highest(hours, 23), highest(minutes, 59), highest(seconds, 59));
}

}  // namespace cronmon
