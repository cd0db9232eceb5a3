// Notifiers: the people who are told.
#include "base/quote.h"
#include "http/find.h"
#include "http/json.h"
#include "http/problem.h"
#include "http/routes.h"

namespace cronmon {
namespace {

// The notifier as it is after a change.
Reply show(const Services& services, NotifierId id, std::string_view name, int status = 200) {
    const auto notifier = services.store.snapshot()->notifier_named(name);
    if (!notifier || notifier->notifier.id != id)
        return problem({Code::not_found, "notifier: it was renamed or removed meanwhile"});
    return {status, notifier_json(*notifier)};
}

Result<std::optional<Language>> read_language(const std::optional<std::string>& lang) {
    if (!lang) return std::optional<Language>{};
    if (const auto language = language_of(*lang)) return language;
    return Error{Code::invalid, "lang: must be zh or en, got " + quote(*lang)};
}

Reply list_notifiers(const Services& services, const Ask& ask) {
    const auto query = read_list_query(ask, {}, services.clock.now());
    if (!query) return problem(query.error());
    return {200, page_json(services.store.snapshot()->notifiers(*query), *query)};
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
    if (*language) add.language = **language;
    const auto done = await(services.engine, std::move(add));
    if (!done) return problem(done.error());
    const NotifierId id{done->id};
    if (body->enabled == false) {
        EditNotifier disable;
        disable.id = id;
        disable.enabled = false;
        const auto disabled = await(services.engine, std::move(disable));
        if (!disabled) return problem(disabled.error());
    }
    return show(services, id, *body->name, 201);
}

Reply show_notifier(const Services& services, const Ask& ask) {
    const auto notifier = find_notifier(*services.store.snapshot(), ask.names[0]);
    if (!notifier) return problem(notifier.error());
    return {200, notifier_json(*notifier)};
}

Reply edit_notifier(const Services& services, const Ask& ask) {
    const auto body = read_notifier_body(ask.body);
    if (!body) return problem(body.error());
    const auto language = read_language(body->lang);
    if (!language) return problem(language.error());
    const auto found = find_notifier(*services.store.snapshot(), ask.names[0]);
    if (!found) return problem(found.error());
    const Notifier& notifier = found->notifier;
    const auto done = await(services.engine, EditNotifier{notifier.id, body->name, body->email,
                                                          body->phone, *language, body->enabled});
    if (!done) return problem(done.error());
    return show(services, notifier.id, body->name.value_or(notifier.name));
}

Reply remove_notifier(const Services& services, const Ask& ask) {
    const auto found = find_notifier(*services.store.snapshot(), ask.names[0]);
    if (!found) return problem(found.error());
    const auto done = await(services.engine, RemoveNotifier{found->notifier.id});
    if (!done) return problem(done.error());
    return {200, removed_json(raw(found->notifier.id), found->notifier.name)};
}

}  // namespace

void add_notifier_routes(Router& router, const Services& services) {
    const auto add = [&](std::string_view method, std::string_view path, auto route) {
        router.add(method, std::string(api_root).append(path),
                   [&services, route](const Ask& ask) { return route(services, ask); });
    };
    add("GET", "/notifiers", list_notifiers);
    add("POST", "/notifiers", add_notifier);
    add("GET", "/notifiers/{}", show_notifier);
    add("PATCH", "/notifiers/{}", edit_notifier);
    add("DELETE", "/notifiers/{}", remove_notifier);
}

}  // namespace cronmon
