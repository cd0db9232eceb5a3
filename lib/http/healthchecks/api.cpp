#include "http/healthchecks/api.h"

#include "http/healthchecks/api_key.h"
#include "http/healthchecks/check_spec.h"
#include "http/healthchecks/open_door.h"
#include "http/setup_link.h"

#include <algorithm>
#include <optional>

namespace cronmon {
namespace {

using Words = std::vector<std::string>;

enum class Needs : std::uint8_t { nothing, read, write };  // a key that may

struct Route {
    std::string_view path;  // behind /api/v3/
    std::string_view method;
    Needs needs;
    Reply (*handler)(const CheckCall&);
};

constexpr Route routes[] = {
    {"checks/", "GET", Needs::read, list_checks},
    {"checks/", "POST", Needs::write, create_check},
    {"checks/{uuid}", "GET", Needs::read, show_check},
    {"checks/{uuid}", "POST", Needs::write, update_check},
    {"checks/{uuid}", "DELETE", Needs::write, delete_check},
    {"checks/{key}", "GET", Needs::read, show_check},
    {"checks/{uuid}/pause", "POST", Needs::write, pause_check},
    {"checks/{uuid}/resume", "POST", Needs::write, resume_check},
    {"checks/{uuid}/pings/", "GET", Needs::write, list_pings},
    {"checks/{uuid}/pings/{n}/body", "GET", Needs::write, show_ping_body},
    {"checks/{uuid}/flips/", "GET", Needs::read, list_flips},
    {"checks/{key}/flips/", "GET", Needs::read, list_flips},
    {"channels/", "GET", Needs::write, list_channels},
    {"badges/", "GET", Needs::read, list_badges},
    {"status/", "GET", Needs::nothing, show_status},
    {"metrics/", "GET", Needs::nothing, show_system_metrics},
};

Words split(std::string_view path) {
    Words words;
    while (true) {
        const auto slash = path.find('/');
        words.emplace_back(path.substr(0, slash));
        if (slash == path.npos) return words;
        path.remove_prefix(slash + 1);
    }
}

// The words of a target's path without its first slash, decoded before it is cut.
Words words_of(std::string_view target) {
    const std::string path = percent_decoded(target.substr(0, target.find('?')));
    return split(std::string_view(path).substr(std::min<std::size_t>(1, path.size())));
}

bool fits(const Route& route, const Words& words) {
    const Words places = split(route.path);
    return std::ranges::equal(
        places, words, [](const auto& place, const auto& word) { return fits_place(place, word); });
}

Words names_in(const Route& route, const Words& words) {
    Words names;
    const Words places = split(route.path);
    for (std::size_t i = 0; i < places.size(); ++i)
        if (places[i].starts_with('{')) names.push_back(words[i]);
    return names;
}

// The routes of a path, whatever their method.
std::vector<const Route*> routes_at(const Words& words) {
    std::vector<const Route*> found;
    for (const Route& route : routes)
        if (fits(route, words)) found.push_back(&route);
    return found;
}

// Programs in a browser may ask.
void allow_everywhere(Reply& reply, const std::string& methods) {
    reply.fields.emplace_back("Access-Control-Allow-Origin", "*");
    reply.fields.emplace_back("Access-Control-Allow-Headers", "X-Api-Key");
    reply.fields.emplace_back("Access-Control-Allow-Methods", methods);
    reply.fields.emplace_back("Access-Control-Max-Age", "600");
}

bool is_page(const Reply& reply) { return reply.content_type.starts_with("text/html"); }

// The answer to a method that nobody has; else nothing.
std::optional<Reply> answer_by_method(const Ask& ask, bool known) {
    if (ask.method == "OPTIONS") return say_nothing(204);
    if (ask.head_only || !known) return say_nothing(405);
    return std::nullopt;
}

// Sets who asks; or says why they may not. A key in the field counts for more than one in the
// body, and in a request that has no body there is none.
std::optional<Reply> admit(CheckCall& call, Needs needs) {
    if (needs == Needs::nothing) return std::nullopt;
    std::string key;
    if (call.ask.method != "GET") {
        auto in_body = read_body_key(call.ask.body);
        if (!in_body) return refuse_check(400, in_body.error().message);
        key = *std::move(in_body);
    }
    if (const std::string_view field = call.ask.field("X-Api-Key"); !field.empty()) key = field;
    if (key.size() != api_key_chars) return refuse_check(401, "missing api key");
    const auto known = call.store.snapshot()->check_key(digest_bytes(key));
    if (!known || (needs == Needs::write && known->may != CheckKey::May::write))
        return refuse_check(401, "wrong api key");
    call.key = *known;
    return std::nullopt;
}

Reply call_route(const Route& route, CheckCall& call, const Words& words) {
    call.names = names_in(route, words);
    if (auto refusal = admit(call, route.needs)) return *std::move(refusal);
    return route.handler(call);
}

// A collection is asked for with a slash behind it.
Reply answer_nothing_there(const Ask& ask, Words words) {
    words.emplace_back();
    if (routes_at(words).empty()) return nowhere_page();
    const auto path = ask.target.substr(0, ask.target.find('?'));
    Reply reply = say_nothing(301);
    reply.fields.emplace_back("Location", path + "/" + ask.target.substr(path.size()));
    return reply;
}

// `words`: behind the version.
Reply answer_api(CheckCall& call, const Words& words) {
    const auto at_path = routes_at(words);
    if (at_path.empty()) return answer_nothing_there(call.ask, words);
    std::string methods;
    const Route* route = nullptr;
    for (const Route* each : at_path) {
        methods.append(each->method).append(", ");
        if (each->method == call.ask.method) route = each;
    }
    auto at_once = answer_by_method(call.ask, route != nullptr);
    Reply reply = at_once ? *std::move(at_once) : call_route(*route, call, words);
    if (!is_page(reply)) allow_everywhere(reply, methods + "OPTIONS");
    return reply;
}

// What everybody may look at, and nobody may keep.
Reply answer_open(const CheckCall& call, const std::string& place, const Words& words) {
    auto at_once = answer_by_method(call.ask, call.ask.method == "GET");
    Reply reply = at_once               ? *std::move(at_once)
                  : place == "badge"    ? answer_badge(call, words)
                  : place == "projects" ? answer_metrics(call, words)
                                        : answer_check_badge(call, words);
    if (is_page(reply)) return reply;
    allow_everywhere(reply, "GET, OPTIONS");
    reply.fields.emplace_back("Cache-Control",
                              "max-age=0, no-cache, no-store, must-revalidate, private");
    return reply;
}

// 1 to 3; 0 for what is none.
int version_of(const std::string& word) {
    const bool is_version = word.size() == 2 && word[0] == 'v' && word[1] >= '1' && word[1] <= '3';
    return is_version ? word[1] - '0' : 0;
}

}  // namespace

bool HealthchecksApi::is_asked(std::string_view target) {
    const Words words = words_of(target);
    if (words.size() > 2 && words[0] == "api") return version_of(words[1]) > 0;
    return words.size() > 1 && (words[0] == "badge" || words[0] == "b" || words[0] == "projects");
}

Reply HealthchecksApi::answer(const Ask& ask) const {
    const Words words = words_of(ask.target);
    CheckCall call{ask, doorkeeper_.engine(), doorkeeper_.store(), clock_.now(), base_url(ask)};
    if (words[0] != "api") return answer_open(call, words[0], {words.begin() + 1, words.end()});
    call.version = version_of(words[1]);
    return answer_api(call, {words.begin() + 2, words.end()});
}

// As people find this server, else as the caller reached it.
std::string HealthchecksApi::base_url(const Ask& ask) const {
    std::string site = site_url_();
    const std::string_view host = ask.field("Host");
    if (!site.empty() || host.empty()) return site;
    return std::string(ask.by_https ? "https://" : "http://").append(host);
}

}  // namespace cronmon
