// What a schedule means, before a task is made of it.
#include "http/etag.h"
#include "http/find.h"
#include "http/json.h"
#include "http/problem.h"
#include "http/read_schedule.h"
#include "http/routes.h"

namespace cronmon {
namespace {

constexpr std::int64_t times_usual = 5;
constexpr std::int64_t times_max = 100;

std::vector<Instant> times_after(const Schedule& schedule, Instant from, std::int64_t count) {
    std::vector<Instant> found;
    for (auto at = schedule.next(from); at && count > 0; at = schedule.next(*at), --count)
        found.push_back(*at);
    return found;
}

Reply preview(const Services& services, const Ask& ask) {
    const std::vector<std::string> known{"cron", "every", "calendar", "tz", "count"};
    if (const auto error = check_parameters(ask, known)) return problem(*error);
    const auto count = read_number(ask, "count", 1, times_max, times_usual);
    if (!count) return problem(count.error());
    const auto schedule = read_schedule({ask.parameter("cron"), ask.parameter("every"),
                                         ask.parameter("calendar"), ask.parameter("tz")},
                                        nullptr);
    if (!schedule) return problem(schedule.error());
    const auto times = times_after(**schedule, services.clock.now(), *count);
    if (times.empty())
        return problem(
            {Code::invalid, "schedule: '" + (*schedule)->text() + "' has no time in the future"});
    return {200, schedule_json(**schedule, times)};
}

// The names are part of the program.
Reply list_zones(const Services&, const Ask& ask) {
    if (const auto error = check_parameters(ask, {})) return problem(*error);
    static const std::string names = zones_json(Zone::names());
    return with_content_tag(ask, {200, names});
}

}  // namespace

void add_schedule_routes(RouteTable add) {
    add("GET", "/schedule", Action::look, preview);
    add("GET", "/zones", Action::look, list_zones);
}

}  // namespace cronmon
