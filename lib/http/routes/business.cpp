// Businesses, and who is told about them.
#include "http/etag.h"
#include "http/find.h"
#include "http/json.h"
#include "http/problem.h"
#include "http/routes.h"

namespace cronmon {
namespace {

Reply show(const BusinessView& view, int status = 200) {
    const Business& business = view.business;
    return with_revision({status, business_json(view)}, "business", raw(business.id),
                         business.revision);
}

// The business as it is after a change.
Reply show(const Services& services, BusinessId id, int status = 200) {
    const auto business = services.store.snapshot()->business(id);
    if (!business) return problem({Code::not_found, "business: was removed meanwhile"});
    return show(*business, status);
}

Reply list_businesses(const Services& services, const Ask& ask) {
    const auto query = read_list_query(ask, {.sorts = {"name", "tasks", "created"}, .statuses = {}},
                                       services.clock.now());
    if (!query) return problem(query.error());
    const ListTag tag(
        services, ask,
        {Topic::businesses, Topic::notifiers, Topic::assignments, Topic::tasks, Topic::users});
    if (auto unchanged = tag.unchanged()) return *std::move(unchanged);
    return tag.put_on({200, page_json(services.store.snapshot()->businesses(*query), *query)});
}

Reply add_business(const Services& services, const Ask& ask) {
    const auto body = read_business_body(ask.body);
    if (!body) return problem(body.error());
    if (!body->name) return problem({Code::invalid, "name: is missing"});
    const auto done = await(services, ask, AddBusiness{*body->name, body->enabled.value_or(true)});
    return done ? show(services, BusinessId{done->id}, 201) : problem(done.error());
}

Reply show_business(const Services& services, const Ask& ask) {
    const auto business = find_business(*services.store.snapshot(), *ask.who, ask.names[0]);
    return business ? show(*business) : problem(business.error());
}

Reply edit_business(const Services& services, const Ask& ask) {
    const auto body = read_business_body(ask.body);
    if (!body) return problem(body.error());
    const auto found = find_business(*services.store.snapshot(), *ask.who, ask.names[0]);
    if (!found) return problem(found.error());
    const BusinessId id = found->business.id;
    const auto done = await(
        services, ask,
        EditBusiness{id, body->name, body->enabled, wanted_revision(ask, "business", raw(id))});
    return done ? show(services, id) : problem(done.error());
}

Reply remove_business(const Services& services, const Ask& ask) {
    const auto found = find_business(*services.store.snapshot(), *ask.who, ask.names[0]);
    if (!found) return problem(found.error());
    const BusinessId id = found->business.id;
    const auto done =
        await(services, ask, RemoveBusiness{id, wanted_revision(ask, "business", raw(id))});
    return done ? Reply{200, removed_json(raw(id), found->business.name)} : problem(done.error());
}

// Assign or Unassign: from now on the notifier is told, or is not.
template <class Assignment>
Reply change_notifiers(const Services& services, const Ask& ask) {
    const auto snapshot = services.store.snapshot();
    const auto business = find_business(*snapshot, *ask.who, ask.names[0]);
    if (!business) return problem(business.error());
    const auto notifier = find_notifier(*snapshot, *ask.who, ask.names[1]);
    if (!notifier) return problem(notifier.error());
    const BusinessId id = business->business.id;
    const auto done = await(services, ask, Assignment{id, notifier->notifier.id});
    return done ? show(services, id) : problem(done.error());
}

// RenewPingKey or RemovePingKey.
template <class KeyChange>
Reply change_ping_key(const Services& services, const Ask& ask) {
    const auto found = find_business(*services.store.snapshot(), *ask.who, ask.names[0]);
    if (!found) return problem(found.error());
    const BusinessId id = found->business.id;
    const auto done = await(services, ask, KeyChange{id});
    return done ? show(services, id) : problem(done.error());
}

}  // namespace

void add_business_routes(RouteTable add) {
    add("GET", "/businesses", Action::look, list_businesses);
    add("POST", "/businesses", Action::manage_businesses, add_business);
    add("GET", "/businesses/{}", Action::look, show_business);
    add("PATCH", "/businesses/{}", Action::manage_businesses, edit_business);
    add("DELETE", "/businesses/{}", Action::manage_businesses, remove_business);
    add("PUT", "/businesses/{}/notifiers/{}", Action::manage_assignments, change_notifiers<Assign>);
    add("DELETE", "/businesses/{}/notifiers/{}", Action::manage_assignments,
        change_notifiers<Unassign>);
    add("POST", "/businesses/{}/ping-key", Action::manage_tasks, change_ping_key<RenewPingKey>);
    add("DELETE", "/businesses/{}/ping-key", Action::manage_tasks, change_ping_key<RemovePingKey>);
}

}  // namespace cronmon
