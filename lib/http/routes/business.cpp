// Businesses, and who is told about them.
#include "http/find.h"
#include "http/json.h"
#include "http/problem.h"
#include "http/routes.h"

namespace cronmon {
namespace {

// The business as it is after a change.
Reply show(const Services& services, BusinessId id, std::string_view name, int status = 200) {
    const auto business = services.store.snapshot()->business_named(name);
    if (!business || business->business.id != id)
        return problem({Code::not_found, "business: it was renamed or removed meanwhile"});
    return {status, business_json(*business)};
}

Reply list_businesses(const Services& services, const Ask& ask) {
    const auto query = read_list_query(ask, {}, services.clock.now());
    if (!query) return problem(query.error());
    return {200, page_json(services.store.snapshot()->businesses(*query), *query)};
}

Reply add_business(const Services& services, const Ask& ask) {
    const auto body = read_business_body(ask.body);
    if (!body) return problem(body.error());
    if (!body->name) return problem({Code::invalid, "name: is missing"});
    const auto done = await(services.engine, AddBusiness{*body->name});
    if (!done) return problem(done.error());
    const BusinessId id{done->id};
    if (body->enabled == false) {
        const auto disabled = await(services.engine, EditBusiness{id, std::nullopt, false});
        if (!disabled) return problem(disabled.error());
    }
    return show(services, id, *body->name, 201);
}

Reply show_business(const Services& services, const Ask& ask) {
    const auto business = find_business(*services.store.snapshot(), ask.names[0]);
    if (!business) return problem(business.error());
    return {200, business_json(*business)};
}

Reply edit_business(const Services& services, const Ask& ask) {
    const auto body = read_business_body(ask.body);
    if (!body) return problem(body.error());
    const auto found = find_business(*services.store.snapshot(), ask.names[0]);
    if (!found) return problem(found.error());
    const Business& business = found->business;
    const auto done = await(services.engine, EditBusiness{business.id, body->name, body->enabled});
    if (!done) return problem(done.error());
    return show(services, business.id, body->name.value_or(business.name));
}

Reply remove_business(const Services& services, const Ask& ask) {
    const auto found = find_business(*services.store.snapshot(), ask.names[0]);
    if (!found) return problem(found.error());
    const auto done = await(services.engine, RemoveBusiness{found->business.id});
    if (!done) return problem(done.error());
    return {200, removed_json(raw(found->business.id), found->business.name)};
}

// Assign or Unassign: from now on the notifier is told, or is not.
template <class Assignment>
Reply change_notifiers(const Services& services, const Ask& ask) {
    const auto snapshot = services.store.snapshot();
    const auto business = find_business(*snapshot, ask.names[0]);
    if (!business) return problem(business.error());
    const auto notifier = find_notifier(*snapshot, ask.names[1]);
    if (!notifier) return problem(notifier.error());
    const BusinessId id = business->business.id;
    const auto done = await(services.engine, Assignment{id, notifier->notifier.id});
    if (!done) return problem(done.error());
    return show(services, id, business->business.name);
}

}  // namespace

void add_business_routes(Router& router, const Services& services) {
    const auto add = [&](std::string_view method, std::string_view path, auto route) {
        router.add(method, std::string(api_root).append(path),
                   [&services, route](const Ask& ask) { return route(services, ask); });
    };
    add("GET", "/businesses", list_businesses);
    add("POST", "/businesses", add_business);
    add("GET", "/businesses/{}", show_business);
    add("PATCH", "/businesses/{}", edit_business);
    add("DELETE", "/businesses/{}", remove_business);
    add("PUT", "/businesses/{}/notifiers/{}", change_notifiers<Assign>);
    add("DELETE", "/businesses/{}/notifiers/{}", change_notifiers<Unassign>);
}

}  // namespace cronmon
