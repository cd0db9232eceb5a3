// Notifiers: the people who are told.
#include "http/etag.h"
#include "http/find.h"
#include "http/json.h"
#include "http/problem.h"
#include "http/read_words.h"
#include "http/routes.h"

namespace cronmon {
namespace {

Reply show(const NotifierView& view, int status = 200) {
    const Notifier& notifier = view.notifier;
    return with_revision({status, notifier_json(view)}, "notifier", raw(notifier.id),
                         notifier.revision);
}

// The notifier as it is after a change.
Reply show(const Services& services, NotifierId id, int status = 200) {
    const auto notifier = services.store.snapshot()->notifier(id);
    if (!notifier) return problem({Code::not_found, "notifier: was removed meanwhile"});
    return show(*notifier, status);
}

Reply list_notifiers(const Services& services, const Ask& ask) {
    const auto query = read_list_query(ask, {.sorts = {"name", "email", "created"}, .statuses = {}},
                                       services.clock.now());
    if (!query) return problem(query.error());
    const ListTag tag(services, ask,
                      {Topic::notifiers, Topic::businesses, Topic::assignments, Topic::users});
    if (auto unchanged = tag.unchanged()) return *std::move(unchanged);
    const auto snapshot = services.store.snapshot();
    auto page = snapshot->notifiers(*query);
    for (NotifierView& row : page.rows) hide_foreign_businesses(*snapshot, *ask.who, row);
    return tag.put_on({200, page_json(page, *query)});
}

Reply add_notifier(const Services& services, const Ask& ask) {
    const auto body = read_notifier_body(ask.body);
    if (!body) return problem(body.error());
    if (!body->name) return problem({Code::invalid, "name: is missing"});
    if (!body->email) return problem({Code::invalid, "email: is missing"});
    const auto language = read_language(body->lang);
    if (!language) return problem(language.error());
    AddNotifier add{*body->name, *body->email, body->phone};
    if (add.phone && add.phone->empty()) add.phone.reset();
    add.language = language->value_or(add.language);
    add.enabled = body->enabled.value_or(true);
    const auto done = await(services, ask, std::move(add));
    return done ? show(services, NotifierId{done->id}, 201) : problem(done.error());
}

Reply show_notifier(const Services& services, const Ask& ask) {
    const auto notifier = find_notifier(*services.store.snapshot(), *ask.who, ask.names[0]);
    return notifier ? show(*notifier) : problem(notifier.error());
}

Reply edit_notifier(const Services& services, const Ask& ask) {
    const auto body = read_notifier_body(ask.body);
    if (!body) return problem(body.error());
    const auto language = read_language(body->lang);
    if (!language) return problem(language.error());
    const auto found = find_notifier(*services.store.snapshot(), *ask.who, ask.names[0]);
    if (!found) return problem(found.error());
    const NotifierId id = found->notifier.id;
    const auto done = await(services, ask,
                            EditNotifier{id, body->name, body->email, body->phone, *language,
                                         body->enabled, wanted_revision(ask, "notifier", raw(id))});
    return done ? show(services, id) : problem(done.error());
}

Reply remove_notifier(const Services& services, const Ask& ask) {
    const auto found = find_notifier(*services.store.snapshot(), *ask.who, ask.names[0]);
    if (!found) return problem(found.error());
    const NotifierId id = found->notifier.id;
    const auto done =
        await(services, ask, RemoveNotifier{id, wanted_revision(ask, "notifier", raw(id))});
    return done ? Reply{200, removed_json(raw(id), found->notifier.name)} : problem(done.error());
}

// A letter that shows whether this person can be told.
Reply test_notifier(const Services& services, const Ask& ask) {
    const auto found = find_notifier(*services.store.snapshot(), *ask.who, ask.names[0]);
    if (!found) return problem(found.error());
    return {200, mail_test_json(services.send_test_letter(found->notifier.email))};
}

}  // namespace

void add_notifier_routes(RouteTable add) {
    add("GET", "/notifiers", Action::look, list_notifiers);
    add("POST", "/notifiers", Action::manage_notifiers, add_notifier);
    add("GET", "/notifiers/{}", Action::look, show_notifier);
    add("PATCH", "/notifiers/{}", Action::manage_notifiers, edit_notifier);
    add("DELETE", "/notifiers/{}", Action::manage_notifiers, remove_notifier);
    add("POST", "/notifiers/{}/test", Action::manage_notifiers, test_notifier);
}

}  // namespace cronmon
