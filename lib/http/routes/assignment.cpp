// Who is told about which business, as one list. Assignments are made at the businesses.
#include "http/etag.h"
#include "http/find.h"
#include "http/json.h"
#include "http/problem.h"
#include "http/routes.h"

namespace cronmon {
namespace {

Reply list_assignments(const Services& services, const Ask& ask) {
    auto query = read_list_query(
        ask, {.sorts = {"business", "notifier", "email"}, .statuses = {}, .by_business = true},
        services.clock.now());
    if (!query) return problem(query.error());
    const ListTag tag(services, ask,
                      {Topic::assignments, Topic::businesses, Topic::notifiers, Topic::users});
    if (auto unchanged = tag.unchanged()) return *std::move(unchanged);
    const auto snapshot = services.store.snapshot();
    if (const auto error = resolve_business(*snapshot, *ask.who, *query)) return problem(*error);
    return tag.put_on({200, page_json(snapshot->assignments(*query), *query)});
}

}  // namespace

void add_assignment_routes(RouteTable add) {
    add("GET", "/assignments", Action::look, list_assignments);
}

}  // namespace cronmon
