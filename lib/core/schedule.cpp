#include "core/schedule.h"

#include "base/duration.h"
#include "core/calendar.h"
#include "core/cron.h"
#include "core/schedule_words.h"

#include <algorithm>

namespace cronmon {
namespace {

std::string join(const std::vector<std::string_view>& parts, char separator) {
    std::string text;
    for (const std::string_view part : parts)
        text.append(text.empty() ? "" : std::string(1, separator)).append(part);
    return text;
}

// One blank between words, no empty lines.
std::string tidy(std::string_view text) {
    std::string tidied;
    for (const std::string_view line : split(text, '\n')) {
        const std::string words = join(split_words(line), ' ');
        if (!words.empty()) tidied.append(tidied.empty() ? "" : "\n").append(words);
    }
    return tidied;
}

// `90s`, `1h 30m` and `90`, but not `10:00`, `1-1` or `0 2 * *`.
bool looks_like_duration(std::string_view text) {
    const auto fits = [](char c) { return c == ' ' || is_digit(c) || is_letter(c); };
    const bool number = std::ranges::all_of(text, is_digit);
    return is_digit(text[0]) && std::ranges::all_of(text, fits) &&
           (number || std::ranges::any_of(text, is_letter));
}

bool looks_like_cron(std::string_view text) {
    return text[0] == '@' || (text.find('\n') == text.npos && split_words(text).size() >= 5);
}

bool looks_like_calendar(std::string_view text) {
    return std::ranges::any_of(text, is_letter) || text.find_first_of(":~") != text.npos;
}

Error no_schedule(std::string_view text) {
    return bad_schedule(
        "text", text,
        "must be a duration (1h30m), 5 fields of cron (0 2 * * *) or a calendar event "
        "(Mon..Fri 10:00)");
}

}  // namespace

Result<Schedule> Schedule::cron(std::string_view text, Zone zone) {
    const auto rule = parse_cron(text, zone);
    if (!rule) return rule.error();
    return Schedule(Body{Kind::cron, tidy(text), zone, Millis{0}, {*rule}});
}

Result<Schedule> Schedule::every(Millis period) { return every(period, duration_text(period)); }

Result<Schedule> Schedule::every(std::string_view text) {
    const auto period = parse_duration("schedule", trim(text));
    return period ? every(*period, std::string(trim(text))) : Result<Schedule>(period.error());
}

Result<Schedule> Schedule::every(Millis period, std::string text) {
    if (period < schedule_period_min || period > schedule_period_max) {
        return Error{Code::invalid,
                     "schedule: period must be " + duration_text(schedule_period_min) + " to " +
                         duration_text(schedule_period_max) + ", got " + duration_text(period)};
    }
    return Schedule(Body{Kind::interval, std::move(text), Zone(), period, {}});
}

Result<Schedule> Schedule::calendar(std::string_view text, Zone zone) {
    auto rules = parse_calendar(text, zone);
    if (!rules) return rules.error();
    return Schedule(Body{Kind::calendar, tidy(text), zone, Millis{0}, *std::move(rules)});
}

Result<Schedule> Schedule::parse(std::string_view text, Zone zone) {
    const std::string_view trimmed = trim(text);
    if (trimmed.empty()) return Error{Code::invalid, "schedule: must not be empty"};
    const bool every = trimmed.starts_with("every ");
    if (every || looks_like_duration(trimmed))
        return Schedule::every(trimmed.substr(every ? 6 : 0));
    if (looks_like_cron(trimmed)) return cron(trimmed, zone);
    auto found = calendar(trimmed, zone);
    return found || looks_like_calendar(trimmed) ? found : no_schedule(trimmed);
}

std::optional<Instant> Schedule::next(Instant after) const {
    if (body_->kind == Kind::interval) return after + body_->period;
    std::optional<UtcSeconds> first;
    for (const ScheduleRule& rule : body_->rules) {
        const auto at = rule.next(std::chrono::floor<std::chrono::seconds>(after));
        if (at && (!first || *at < *first)) first = at;
    }
    if (!first) return std::nullopt;
    return Instant{*first};
}

std::optional<Instant> Schedule::previous(Instant at) const {
    std::optional<UtcSeconds> last;
    for (const ScheduleRule& rule : body_->rules) {
        const auto found = rule.previous(std::chrono::floor<std::chrono::seconds>(at));
        if (found && (!last || *found > *last)) last = found;
    }
    if (!last) return std::nullopt;
    return Instant{*last};
}

}  // namespace cronmon
