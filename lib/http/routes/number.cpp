// The numbers of the first page, what has changed since, and what this server is.
#include "http/etag.h"
#include "http/find.h"
#include "http/json_numbers.h"
#include "http/problem.h"
#include "http/routes.h"

namespace cronmon {
namespace {

constexpr std::chrono::days trend_days{30};
constexpr std::int64_t chart_months = 12;
constexpr std::chrono::days failed_days{7};

// Numbers of what they see. The requests of the original's API are of interest to administrators.
Dashboard dashboard(const Services& services, const Who& who) {
    const Instant now = services.clock.now();
    const auto snapshot = present(services);
    Dashboard board;
    board.counts = snapshot->counts(who.businesses, now - trend_days, now);
    board.alerts = snapshot->alert_counts(who.businesses, now - failed_days);
    board.first_day = day_of(now - trend_days);
    board.today = day_of(now);
    board.states = snapshot->state_days(who.businesses, board.first_day, board.today);
    board.pings = snapshot->ping_counts(who.businesses, 0);
    board.this_month = month_of(now);
    board.first_month = board.this_month - chart_months + 1;
    board.api_requests = snapshot->api_request_counts(board.first_month);
    ListQuery newest;
    newest.length = 10;
    board.blind = snapshot->blind_times(newest).rows;
    board.businesses_without_notifier = snapshot->businesses_without_notifier(who.businesses);
    return board;
}

// When the charts begin a new day.
Instant next_day(Instant now) {
    return std::chrono::floor<std::chrono::days>(now) + std::chrono::days{1};
}

Reply show_dashboard(const Services& services, const Ask& ask) {
    const ListTag tag(services, ask,
                      {Topic::businesses, Topic::assignments, Topic::tasks, Topic::pings,
                       Topic::alerts, Topic::blind, Topic::users});
    if (auto unchanged = tag.unchanged()) return *std::move(unchanged);
    const Instant now = services.clock.now();
    const auto lateness = services.store.snapshot()->next_lateness(now);
    const Instant until = std::min(lateness.value_or(next_day(now)), next_day(now));
    return tag.put_on({200, dashboard_json(dashboard(services, *ask.who))}, until);
}

// Which topics have changed since a version that this answered with before.
Reply list_changes(const Services& services, const Ask& ask) {
    const std::vector<std::string> known{"since"};
    if (const auto error = check_parameters(ask, known)) return problem(*error);
    const auto since = read_number(ask, "since", 0, INT64_MAX, 0);
    if (!since) return problem(since.error());
    return {200, changes_json(services.engine.versions(), *since)};
}

// What only an administrator can do something about is told to nobody else.
Reply show_about(const Services& services, const Ask& ask) {
    About about{services.engine.health(), services.store.size_bytes(), {}, {}, 0,
                services.clock.now()};
    if (may(*ask.who, Action::manage_settings)) {
        about.storage = services.store.snapshot()->storage();
        about.certificates = services.certificates();
        about.pings_limited = services.pings_limited();
    }
    return {200, about_json(about)};
}

// What only an administrator can mend, again.
Reply examine(const Services& services, const Ask& ask) {
    return {200, findings_json(services.examine(), ask.language())};
}

}  // namespace

void add_number_routes(RouteTable add) {
    add("GET", "/dashboard", Action::look, show_dashboard);
    add("GET", "/changes", Action::look, list_changes);
    add("GET", "/about", Action::look, show_about);
    add("GET", "/doctor", Action::manage_settings, examine);
}

}  // namespace cronmon
