// What is owed, was sent or failed, and when nobody was listening.
#include "http/find.h"
#include "http/json.h"
#include "http/problem.h"
#include "http/routes.h"

namespace cronmon {
namespace {

Reply list_alerts(const Services& services, const Ask& ask) {
    const auto query = read_list_query(ask, {.sorts = {}, .statuses = {"owed", "sent", "failed"}},
                                       services.clock.now());
    if (!query) return problem(query.error());
    return {200, page_json(services.store.snapshot()->alerts(*query), *query)};
}

Reply list_blind_times(const Services& services, const Ask& ask) {
    const auto query = read_list_query(ask, {}, services.clock.now());
    if (!query) return problem(query.error());
    return {200, page_json(services.store.snapshot()->blind_times(*query), *query)};
}

}  // namespace

void add_alert_routes(Router& router, const Services& services) {
    router.add("GET", std::string(api_root) + "/alerts",
               [&services](const Ask& ask) { return list_alerts(services, ask); });
    router.add("GET", std::string(api_root) + "/blind",
               [&services](const Ask& ask) { return list_blind_times(services, ask); });
}

}  // namespace cronmon
