// Which local times a schedule names: the common ground of cron lines and calendar events.
//
// Each field is a set of bits, so that "the next minute that fits" is one instruction. The search
// goes from the large to the small (month, day, time of day) and never steps through what does not
// fit: the next time costs a fraction of a microsecond, also that of `0 0 29 2 *`
// (test/bench/schedule_bench.cpp). Time zones are not known here: see schedule_rule.h.
//
// Thread-safety: value.
#pragma once

#include "core/zone.h"

#include <array>
#include <bitset>
#include <chrono>
#include <cstdint>
#include <optional>

namespace cronmon {

// The days of a month that fit. Days count from 1, weekdays from 0 = Sunday.
struct DayPattern {
    enum class Join {
        all,  // a day must fit the date fields and the weekday fields
        any,  // one of them is enough
    };

    static constexpr std::uint32_t every_date = 0xFFFFFFFE;
    static constexpr std::uint8_t every_weekday = 0x7F;

    std::uint32_t dates = 0;                     // bit 1..31: the day of the month
    std::uint32_t dates_from_end = 0;            // bit 1..31: 1 is the last day
    bool last_workday = false;                   // the last of Monday to Friday
    std::uint8_t weekdays = 0;                   // bit 0..6
    std::array<std::uint8_t, 6> weekdays_nth{};  // [n]: weekdays on their n-th; [0]: on their last
    Join join = Join::all;

    // The days of this month that fit, as bits 1..31.
    std::uint32_t in(std::chrono::year_month month) const;

    bool operator==(const DayPattern&) const = default;
};

struct CivilPattern {
    static constexpr int year_min = 1970;
    static constexpr int year_max = 2199;  // as systemd
    using Years = std::bitset<year_max - year_min + 1>;

    std::uint64_t seconds = 1;  // bit 0..59
    std::uint64_t minutes = 0;  // bit 0..59
    std::uint32_t hours = 0;    // bit 0..23
    DayPattern days;
    std::uint16_t months = 0;                 // bit 1..12
    Years years = Years().set();              // bit 0 is year_min
    int horizon_years = year_max - year_min;  // how far a search looks before it says never

    // The first fitting time that is not before `time`; nothing within the horizon.
    std::optional<LocalSeconds> at_or_after(LocalSeconds time) const;

    // The last fitting time that is not after `time`; nothing within the horizon.
    std::optional<LocalSeconds> at_or_before(LocalSeconds time) const;

    bool has_year(int year) const {
        return year >= year_min && year <= year_max &&
               years[static_cast<std::size_t>(year - year_min)];
    }
    bool operator==(const CivilPattern&) const = default;
};

}  // namespace cronmon
