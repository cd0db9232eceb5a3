#include "core/schedule_text_parts.h"

#include <algorithm>
#include <cstdio>
#include <optional>

namespace cronmon {
namespace {

using Numbers = std::vector<int>;

constexpr std::size_t moments_max = 6;  // more are told as a repetition, if they are one
constexpr std::size_t stretches_max = 3;

std::string text(int number) { return std::to_string(number); }

// `09:00`, with seconds if there are any.
std::string clock(int hour, int minute, int second) {
    char shown[48];
    if (second == 0) std::snprintf(shown, sizeof shown, "%02d:%02d", hour, minute);
    else std::snprintf(shown, sizeof shown, "%02d:%02d:%02d", hour, minute, second);
    return shown;
}

// The distance when all neighbours have the same one.
std::optional<int> step_of(const Numbers& numbers) {
    if (numbers.size() < 2) return std::nullopt;
    const int step = numbers[1] - numbers[0];
    for (std::size_t i = 2; i < numbers.size(); ++i) {
        if (numbers[i] - numbers[i - 1] != step) return std::nullopt;
    }
    return step;
}

// The distance when it also holds from the last to the first of the next round.
std::optional<int> even_step(const Numbers& numbers, int size) {
    const auto step = step_of(numbers);
    return step && numbers.front() + size - numbers.back() == *step ? step : std::nullopt;
}

bool is_full(const Numbers& numbers, int size) { return static_cast<int>(numbers.size()) == size; }

// `every 5 minutes`, `every minute`.
Sentence every(int step, std::string_view en, std::string_view zh) {
    if (step == 1) return {"every " + std::string(en), "每" + std::string(zh)};
    return {"every " + text(step) + " " + std::string(en) + "s",
            "每 " + text(step) + " " + std::string(zh)};
}
Sentence every_minutes(int step) { return every(step, "minute", "分钟"); }
Sentence every_hours(int step) { return every(step, "hour", "小时"); }

Sentence from(const Sentence& what, const std::string& first) {
    return {what.en + " from " + first, "从 " + first + " 起" + what.zh};
}

Sentence plural(std::string_view noun, const Numbers& numbers) {
    return {std::string(noun) + (numbers.size() == 1 ? " " : "s ") + numbers_text(numbers).en,
            numbers_text(numbers).zh};
}

// The hours, minutes and seconds of a day, and the shortest true way to tell them.
class Times {
public:
    explicit Times(const CivilPattern& pattern)
        : hours_(members(pattern.hours)),
          minutes_(members(pattern.minutes)),
          seconds_(members(pattern.seconds)) {}

    TimesText describe() const {
        const bool few = !is_full(hours_, 24) && count() <= moments_max;
        if (seconds_.size() > 1)
            return few ? TimesText{moments(), true} : TimesText{within_minutes(), false};
        if (is_full(hours_, 24)) return {every_hour(), false};
        if (const auto repetition = repetition_within_day()) return {*repetition, false};
        if (minutes_.size() == 1 || few) return {moments(), true};
        return {minutes_of_hours(), false};
    }

private:
    std::size_t count() const { return hours_.size() * minutes_.size() * seconds_.size(); }

    std::string first() const { return clock(hours_.front(), minutes_.front(), seconds_.front()); }

    // Every minute of the hours, or evenly spaced ones.
    std::optional<int> minute_step() const { return even_step(minutes_, 60); }

    Sentence moments() const {
        std::vector<Sentence> parts;
        for (const int hour : hours_) {
            for (const int minute : minutes_) {
                for (const int second : seconds_) {
                    const std::string shown = clock(hour, minute, second);
                    parts.push_back({shown, shown});
                }
            }
        }
        return list_text(parts);
    }

    // Around the clock.
    Sentence every_hour() const {
        const Sentence hourly = every_hours(1);
        const Sentence numbers = numbers_text(minutes_);
        const auto step = minute_step();
        if (minutes_.size() == 1 && minutes_[0] == 0) return at_second(hourly);
        if (step && minutes_[0] == 0) return at_second(every_minutes(*step));
        if (step) {
            return at_second(
                {every_minutes(*step).en + " from minute " + text(minutes_[0]) + " of every hour",
                 "从每小时第 " + text(minutes_[0]) + " 分起" + every_minutes(*step).zh});
        }
        return at_second({"every hour at " + plural("minute", minutes_).en,
                          hourly.zh + "第 " + numbers.zh + " 分"});
    }

    // What is more readable as a repetition than as a list of moments.
    std::optional<Sentence> repetition_within_day() const {
        const auto hour_step = step_of(hours_);
        if (minutes_.size() == 1 && hours_.size() >= 4 && hour_step) {
            if (even_step(hours_, 24) != hour_step)
                return during(every_hours(*hour_step), {whole_day()});
            const bool from_midnight = first() == "00:00";
            return from_midnight ? every_hours(*hour_step) : from(every_hours(*hour_step), first());
        }
        const auto stretches = runs(hours_, 1);
        if (stretches.size() > stretches_max) return std::nullopt;
        if (minutes_.size() == 1 && count() > moments_max) {
            const bool single =
                std::ranges::any_of(stretches, [](Stretch r) { return r.first == r.last; });
            return single ? std::nullopt : std::optional(during(every_hours(1), stretches));
        }
        if (minute_step() && count() > 3) return during(every_minutes(*minute_step()), stretches);
        return std::nullopt;
    }

    // The hours as one stretch, whatever lies between.
    Stretch whole_day() const { return {hours_.front(), hours_.back()}; }

    // `every hour from 00:00 to 05:00 and from 20:00 to 23:00`
    Sentence during(const Sentence& what, const std::vector<Stretch>& stretches) const {
        std::vector<Sentence> parts;
        for (const Stretch& hours : stretches) {
            const std::string first = clock(hours.first, minutes_.front(), seconds_.front());
            const std::string last = clock(hours.last, minutes_.back(), seconds_.back());
            parts.push_back({"from " + first + " to " + last, first + " 至 " + last});
        }
        const Sentence when = list_text(parts);
        return {what.en + " " + when.en, join_zh(when.zh, what.zh)};
    }

    Sentence minutes_of_hours() const {
        const Sentence hours = plural("hour", hours_);
        return at_second({"at " + plural("minute", minutes_).en + " of " + hours.en,
                          hours.zh + " 点的第 " + numbers_text(minutes_).zh + " 分"});
    }

    // Several seconds of a minute.
    Sentence within_minutes() const {
        const auto step = even_step(seconds_, 60);
        const bool even = step && seconds_[0] == 0;
        const Sentence list{"at seconds " + numbers_text(seconds_).en,
                            "第 " + numbers_text(seconds_).zh + " 秒"};
        const Sentence which = even ? every(*step, "second", "秒") : list;
        if (is_full(hours_, 24) && is_full(minutes_, 60)) {
            return even ? which : Sentence{"every minute " + which.en, "每分钟" + which.zh};
        }
        const Sentence minutes = is_full(minutes_, 60)
                                     ? Sentence{"every minute", "每分钟"}
                                     : Sentence{plural("minute", minutes_).en,
                                                "第 " + numbers_text(minutes_).zh + " 分"};
        const Sentence hours = is_full(hours_, 24) ? Sentence{"every hour", "每小时"}
                                                   : Sentence{plural("hour", hours_).en,
                                                              numbers_text(hours_).zh + " 点的"};
        return {which.en + " of " + minutes.en + " of " + hours.en,
                hours.zh + minutes.zh + "内" + which.zh};
    }

    // For sentences that show no clock.
    Sentence at_second(Sentence what) const {
        if (seconds_[0] == 0) return what;
        const std::string second = text(seconds_[0]);
        return std::move(what) + Sentence{", at second " + second, "（第 " + second + " 秒）"};
    }

    Numbers hours_;
    Numbers minutes_;
    Numbers seconds_;
};

}  // namespace

TimesText describe_times(const CivilPattern& pattern) { return Times(pattern).describe(); }

}  // namespace cronmon
