// Who changed what, from where.
#include "http/etag.h"
#include "http/find.h"
#include "http/json_account.h"
#include "http/problem.h"
#include "http/routes.h"

namespace cronmon {
namespace {

Reply list_audit(const Services& services, const Ask& ask) {
    const std::vector<std::string> known{"search", "action", "page", "length"};
    if (const auto error = check_parameters(ask, known)) return problem(*error);
    const auto page = read_number(ask, "page", 1, INT32_MAX, 1);
    if (!page) return problem(page.error());
    const auto length = read_number(ask, "length", 1, list_length_max, AuditQuery{}.length);
    if (!length) return problem(length.error());
    const auto search = read_search(ask);
    if (!search) return problem(search.error());
    const ListTag tag(services, ask, {Topic::audit, Topic::users});
    if (auto unchanged = tag.unchanged()) return *std::move(unchanged);
    const AuditQuery query{*search, ask.parameter("action").value_or(""), *page, *length};
    return tag.put_on({200, audit_page_json(services.store.snapshot()->audit(query), query)});
}

}  // namespace

void add_audit_routes(RouteTable add) { add("GET", "/audit", Action::see_audit, list_audit); }

}  // namespace cronmon
