#include "http/reception.h"

#include "http/problem.h"
#include "net/request.h"

namespace cronmon {
namespace {

bool changes_something(const Ask& ask) { return ask.method != "GET" && ask.method != "OPTIONS"; }

bool is_json(std::string_view content_type) {
    auto type = content_type.substr(0, content_type.find(';'));
    while (type.ends_with(' ')) type.remove_suffix(1);
    return net::same_word(type, "application/json");
}

// `https://cron.example.org:8443/x` -> `https://cron.example.org:8443`
std::string_view origin_of(std::string_view url) {
    const auto scheme = url.find("://");
    if (scheme == std::string_view::npos) return {};
    return url.substr(0, url.find('/', scheme + 3));
}

}  // namespace

Reply Reception::answer(Ask ask) {
    if (OriginalApi::is_asked(ask.target)) return original_.answer(ask);
    if (HealthchecksApi::is_asked(ask.target)) return healthchecks_.answer(ask);
    Reply reply = admit(ask);
    return in_language(std::move(reply), ask.language());
}

Reply Reception::admit(Ask& ask) {
    auto who = doorkeeper_.identify(ask);
    if (!who) return problem(who.error());
    ask.who = *std::move(who);
    if (auto refused = refuse_form(ask)) return *std::move(refused);
    return route(ask);
}

std::optional<Reply> Reception::refuse_form(const Ask& ask) const {
    if (!changes_something(ask) || ask.at_operators_socket) return std::nullopt;
    const bool by_browser = ask.who && ask.who->way == Way::session;
    const bool signs_in = !ask.who;
    if ((by_browser || signs_in || !ask.body.empty()) && !is_json(ask.field("Content-Type")))
        return problem(415, "content_type: must be application/json");
    if ((by_browser || (signs_in && !ask.field("Origin").empty())) && !is_from_our_site(ask))
        return problem({Code::forbidden, "origin: the request does not come from this site"});
    return std::nullopt;
}

// The Host that the browser itself has named is ours; behind a proxy that changes it the site's
// address is.
bool Reception::is_from_our_site(const Ask& ask) const {
    const std::string_view origin = ask.field("Origin");
    const auto scheme = origin.find("://");
    if (scheme == std::string_view::npos) return false;
    if (net::same_word(origin.substr(scheme + 3), ask.field("Host"))) return true;
    const std::string site = site_url_();
    return !site.empty() && net::same_word(origin, origin_of(site));
}

Reply Reception::route(Ask& ask) {
    const std::string_view key = ask.field("Idempotency-Key");
    if (ask.method != "POST" || key.empty() || !ask.who) return router_.answer(ask);
    auto place = book_.look(ask, key);
    if (place.reply) return *std::move(place.reply);
    try {
        Reply reply = router_.answer(ask);
        book_.keep(place.key, reply);
        return reply;
    } catch (...) {
        book_.forget(place.key);
        throw;
    }
}

}  // namespace cronmon
