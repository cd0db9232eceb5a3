// Schedules against the simplest program that could be right: it goes through a month minute by
// minute, with the C library's clock, and asks of each whether it fits. The expressions are random;
// what fits is made beside the text, so that the parsers are tested too.
#include "core/schedule.h"

#include <doctest/doctest.h>
#include <time.h>

#include <cstdlib>
#include <filesystem>
#include <random>
#include <set>

namespace cronmon {
namespace {

using namespace std::chrono;

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr int expressions_per_window = 25;
#else
constexpr int expressions_per_window = 150;
#endif

constexpr std::int64_t minutes_in_window = 35 * 24 * 60;

struct Field {
    std::string text;
    std::set<int> values;
};

struct Expression {
    Field minute, hour, date, month, weekday;

    bool fits_day(const tm& local) const {
        const bool by_date = date.values.contains(local.tm_mday);
        const bool by_weekday = weekday.values.contains(local.tm_wday);
        const bool star = date.text[0] == '*' || weekday.text[0] == '*';
        return month.values.contains(local.tm_mon + 1) &&
               (star ? by_date && by_weekday : by_date || by_weekday);
    }
    bool fits(const tm& local) const {
        return fits_day(local) && hour.values.contains(local.tm_hour) &&
               minute.values.contains(local.tm_min);
    }
};

class Dice {
public:
    explicit Dice(unsigned seed) : generator_(seed) {}

    int roll(int low, int high) { return std::uniform_int_distribution(low, high)(generator_); }

    // A field of cron; `stars` in ten are a star.
    Field field(int low, int high, int stars) {
        if (roll(1, 10) <= stars) return item("*", low, high, roll(1, 2) == 1 ? 1 : roll(2, high));
        Field field;
        for (int items = roll(1, 3); items > 0; --items) {
            const int first = roll(low, high);
            const int last = roll(1, 3) == 1 ? roll(first, high) : first;
            const std::string text = std::to_string(first);
            const bool range = last != first;
            const Field one = item(range ? text + "-" + std::to_string(last) : text, first, last,
                                   range ? roll(1, 3) : 1);
            field.text += (field.text.empty() ? "" : ",") + one.text;
            field.values.insert(one.values.begin(), one.values.end());
        }
        return field;
    }

private:
    static Field item(std::string text, int low, int high, int step) {
        Field field{std::move(text), {}};
        if (step > 1) field.text += "/" + std::to_string(step);
        for (int value = low; value <= high; value += step) field.values.insert(value);
        return field;
    }

    std::mt19937 generator_;
};

// A month of minutes, as the C library sees it.
struct Minute {
    std::int64_t utc_s;
    tm local;
    std::int64_t clock_s;  // the local reading, counted as if it were UTC
};

std::vector<Minute> window(const char* zone, std::int64_t start_s) {
    setenv("TZ", zone, 1);
    tzset();
    std::vector<Minute> minutes;
    for (std::int64_t i = 0; i < minutes_in_window; ++i) {
        const time_t at = start_s + 60 * i;
        tm local{};
        localtime_r(&at, &local);
        minutes.push_back({at, local, at + local.tm_gmtoff});
    }
    return minutes;
}

// When the rule comes within the window, minute by minute.
std::vector<Instant> expected_times(const Expression& expression, ClockChange rule,
                                    const std::vector<Minute>& window) {
    std::vector<Instant> times;
    std::int64_t shown_s = window[0].clock_s;  // the latest that the clock has shown
    for (const Minute& minute : window) {
        bool comes = expression.fits(minute.local);
        if (rule == ClockChange::calendar) comes = comes && minute.clock_s > shown_s;
        if (rule == ClockChange::fixed) {
            comes = false;
            for (time_t reading = shown_s + 60; reading <= minute.clock_s; reading += 60) {
                tm local{};
                gmtime_r(&reading, &local);
                comes = comes || expression.fits(local);
            }
        }
        if (comes && minute.utc_s > window[0].utc_s) times.push_back(from_ms(minute.utc_s * 1000));
        shown_s = std::max(shown_s, minute.clock_s);
    }
    return times;
}

// Both directions: the chain of next times, and the previous time at a few places.
void compare(const Schedule& schedule, const std::vector<Instant>& expected,
             const std::vector<Minute>& window, Dice& dice) {
    const Instant end = from_ms(window.back().utc_s * 1000);
    Instant at = from_ms(window[0].utc_s * 1000);
    for (const Instant time : expected) {
        const auto next = schedule.next(at + Millis{dice.roll(0, 1)});
        if (next != time)
            FAIL_CHECK(schedule.text(), " ", schedule.zone().name(), " after ",
                       schedule.zone().format(at), ": expected ", schedule.zone().format(time),
                       ", got ", next ? schedule.zone().format(*next) : "nothing");
        if (next != time) return;
        if (schedule.previous(time + Millis{dice.roll(0, 59'999)}) < time)
            FAIL_CHECK(schedule.text(), " previous at ", to_ms(time));
        at = time;
    }
    const auto beyond = schedule.next(at);
    CHECK((!beyond || *beyond > end));
}

std::string calendar_text(const Expression& e) {
    const auto list = [](const Field& field) {
        std::string text;
        for (const int value : field.values)
            text += (text.empty() ? "" : ",") + std::to_string(value);
        return text;
    };
    constexpr std::array names = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    std::string weekdays;
    for (const int day : e.weekday.values)
        weekdays +=
            (weekdays.empty() ? "" : ",") + std::string(names.at(static_cast<std::size_t>(day)));
    return weekdays + " *-" + list(e.month) + "-" + list(e.date) + " " + list(e.hour) + ":" +
           list(e.minute);
}

void compare_random_expressions(const Zone& zone, const std::vector<Minute>& minutes, Dice& dice) {
    for (int i = 0; i < expressions_per_window; ++i) {
        Expression e{dice.field(0, 59, 3), dice.field(0, 23, 4), dice.field(1, 31, 6),
                     dice.field(1, 12, 8), dice.field(0, 6, 6)};
        const std::string line = e.minute.text + " " + e.hour.text + " " + e.date.text + " " +
                                 e.month.text + " " + e.weekday.text;
        const auto cron = Schedule::cron(line, zone);
        REQUIRE_MESSAGE(cron, line);
        const bool wildcard = e.minute.text[0] == '*' || e.hour.text[0] == '*';
        compare(*cron,
                expected_times(e, wildcard ? ClockChange::wildcard : ClockChange::fixed, minutes),
                minutes, dice);

        e.date.text = "*";  // calendar events always need both
        const auto calendar = Schedule::calendar(calendar_text(e), zone);
        REQUIRE_MESSAGE(calendar, calendar_text(e));
        compare(*calendar, expected_times(e, ClockChange::calendar, minutes), minutes, dice);
    }
}

TEST_CASE("random schedules come when a walk through every minute says so") {
    struct Window {
        const char* zone;
        year_month_day start;
    };
    constexpr Window windows[] = {
        {"UTC", 2024y / 2 / 10},
        {"Europe/Berlin", 2026y / 3 / 10},
        {"Europe/Berlin", 2026y / 10 / 10},
        {"America/New_York", 2024y / 10 / 20},
        {"America/Sao_Paulo", 2018y / 10 / 20},
        {"America/Sao_Paulo", 2018y / 2 / 5},
        {"America/St_Johns", 2006y / 10 / 15},
        {"Australia/Lord_Howe", 2026y / 3 / 20},
        {"Australia/Lord_Howe", 2026y / 9 / 20},
        {"Pacific/Apia", 2011y / 12 / 15},
        {"Pacific/Kwajalein", 1993y / 8 / 10},
        {"Africa/Cairo", 2026y / 4 / 10},
        {"Africa/Casablanca", 2025y / 2 / 15},
        {"Asia/Beirut", 2025y / 10 / 10},
        {"Asia/Kathmandu", 1985y / 12 / 20},
        {"Antarctica/Troll", 2026y / 3 / 10},
    };
    if (!std::filesystem::exists("/usr/share/zoneinfo/Europe/Berlin")) {
        MESSAGE("the C library has no zones here: nothing to compare with");
        return;
    }
    Dice dice(20261123);
    for (const auto& [name, start] : windows) {
        const auto minutes = window(name, sys_days{start}.time_since_epoch() / 1s);
        compare_random_expressions(*Zone::find(name), minutes, dice);
    }
    unsetenv("TZ");
    tzset();
}

TEST_CASE("every zone shows what the C library shows") {
    if (!std::filesystem::exists("/usr/share/zoneinfo/Europe/Berlin")) return;
    for (const std::string_view name : Zone::names()) {
        const Zone zone = *Zone::find(name);
        if (!std::filesystem::exists("/usr/share/zoneinfo/" + zone.name())) continue;
        setenv("TZ", zone.name().c_str(), 1);
        tzset();
        int differences = 0;
        for (time_t at = 0; at < 4102444800; at += 10 * 86400 + 3601) {  // 1970 to 2100
            tm local{};
            localtime_r(&at, &local);
            differences += zone.ahead(UtcSeconds{seconds{at}}).count() != local.tm_gmtoff;
        }
        CHECK_MESSAGE(differences == 0, name);
    }
    unsetenv("TZ");
    tzset();
}

}  // namespace
}  // namespace cronmon
