// When a task should run: every so often, by a line of cron, or by calendar events of systemd.
//
// Text comes in once and is judged; what remains can only be asked for times. The rules of time
// are in schedule_rule.h (what happens when the clock is moved), the languages in cron.h and
// calendar.h, the sentence for people in schedule_text.h.
//
// Thread-safety: immutable value; copies share what they point to.
#pragma once

#include "base/clock.h"
#include "base/error.h"
#include "core/schedule_rule.h"
#include "core/zone.h"

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cronmon {

constexpr Millis schedule_period_min = std::chrono::seconds{5};
constexpr Millis schedule_period_max = std::chrono::days{365};

class Schedule {
public:
    enum class Kind { interval, cron, calendar };

    // Five fields, or @hourly @daily @midnight @weekly @monthly @yearly @annually.
    static Result<Schedule> cron(std::string_view text, Zone zone);

    // schedule_period_min to schedule_period_max; the text is kept as it was given.
    static Result<Schedule> every(Millis period);
    static Result<Schedule> every(std::string_view text);

    // OnCalendar=; several lines are a union, and each may end in a zone of its own.
    static Result<Schedule> calendar(std::string_view text, Zone zone);

    // Guesses: `90s` or `every 90s`, five fields or a @word, else a calendar event.
    static Result<Schedule> parse(std::string_view text, Zone zone);

    Kind kind() const { return body_->kind; }
    const std::string& text() const { return body_->text; }  // its form gives this schedule again
    const Zone& zone() const { return body_->zone; }         // UTC for an interval
    Millis period() const { return body_->period; }          // zero but for an interval

    // What a cron line or the lines of a calendar say; empty for an interval.
    std::span<const ScheduleRule> rules() const { return body_->rules; }

    // The first scheduled time that is later than `after`: whole seconds, or `after` and a period.
    // Nothing: it never comes (within 50 years for cron, before 2200 for a calendar). Allocates
    // nothing.
    std::optional<Instant> next(Instant after) const;

    // The last scheduled time that is not later than `at`. Nothing: there was none (within 50
    // years for cron, since 1970 for a calendar), or this is an interval, which has no fixed times.
    std::optional<Instant> previous(Instant at) const;

private:
    struct Body {
        Kind kind;
        std::string text;
        Zone zone;
        Millis period{0};
        std::vector<ScheduleRule> rules;
    };

    static Result<Schedule> every(Millis period, std::string text);

    explicit Schedule(Body body) : body_(std::make_shared<const Body>(std::move(body))) {}

    std::shared_ptr<const Body> body_;
};

}  // namespace cronmon
