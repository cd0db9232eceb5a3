// The keys of a business: for programs that know the management API of Healthchecks.
#include "http/find.h"
#include "http/healthchecks/api_key.h"
#include "http/json.h"
#include "http/json_account.h"
#include "http/problem.h"
#include "http/read_words.h"
#include "http/routes.h"
#include "http/setup_link.h"

namespace cronmon {
namespace {

Result<BusinessView> asked_business(const Services& services, const Ask& ask) {
    return find_business(*services.store.snapshot(), *ask.who, ask.names[0]);
}

Reply list_keys(const Services& services, const Ask& ask) {
    const auto business = asked_business(services, ask);
    return business ? Reply{200, keys_json(*business)} : problem(business.error());
}

// The one that was saved, with the time that the engine gave it.
Reply show_once(const Services& services, const CheckKey& saved, std::string_view secret) {
    if (const auto business = services.store.snapshot()->business(saved.business))
        for (const CheckKey& key : business->keys)
            if (key.may == saved.may && key.hint == saved.hint)
                return {201, key_json(business->business, key, secret)};
    return problem({Code::not_found, "key: was removed meanwhile"});
}

// A token must not make a key: one that has leaked would live on in it.
Reply add_key(const Services& services, const Ask& ask) {
    if (const auto error = refuse(*ask.who, Action::keep_tokens)) return problem(*error);
    const auto word = read_text_body(ask.body, "may");
    if (!word) return problem(word.error());
    const auto may = read_key_may(*word);
    if (!may) return problem(may.error());
    const auto business = asked_business(services, ask);
    if (!business) return problem(business.error());
    const std::string secret = fresh_api_key(*may);
    const CheckKey key{business->business.id, *may, digest_bytes(secret),
                       secret.substr(0, api_key_hint_chars), Instant{}};
    const auto done = await(services, ask, SaveCheckKey{key});
    return done ? show_once(services, key, secret) : problem(done.error());
}

Reply remove_key(const Services& services, const Ask& ask) {
    const auto business = asked_business(services, ask);
    if (!business) return problem(business.error());
    const auto may = read_key_may(ask.names[1]);
    if (!may) return problem(may.error());
    const BusinessId id = business->business.id;
    const auto done = await(services, ask, RemoveCheckKey{id, *may});
    return done ? Reply{200, removed_json(raw(id), business->business.name)}
                : problem(done.error());
}

}  // namespace

void add_check_key_routes(RouteTable add) {
    add("GET", "/businesses/{}/keys", Action::manage_tasks, list_keys);
    add("POST", "/businesses/{}/keys", Action::manage_tasks, add_key);
    add("DELETE", "/businesses/{}/keys/{}", Action::manage_tasks, remove_key);
}

}  // namespace cronmon
