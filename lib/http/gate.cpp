#include "http/gate.h"

#include "http/problem.h"
#include "net/canned.h"
#include "net/date.h"
#include "net/reactor.h"

#include <algorithm>
#include <vector>

namespace cronmon {
namespace {

constexpr std::uint16_t usual_https_port = 443;

// Besides pings, which do not come here.
bool is_for_everybody(std::string_view target) {
    const auto path = target.substr(0, target.find('?'));
    return path == "/healthz" || path.starts_with("/badge/") || path.starts_with("/b/");
}

Language language_of(const net::Request& request) {
    Ask ask;
    ask.fields.emplace_back("Accept-Language", request.find("accept-language").value_or(""));
    return ask.language();
}

void answer(net::Reactor& reactor, const net::Request& request, net::Ticket ticket,
            const net::Canned& canned) {
    using net::Canned;
    std::string text;
    canned.append_to(text, request.keep_alive ? Canned::Then::keep : Canned::Then::close,
                     request.method == "HEAD" ? Canned::Part::head_only : Canned::Part::whole,
                     net::DateText().at(request.arrived));
    reactor.answer(ticket, std::move(text),
                   request.keep_alive ? net::KeepOpen::yes : net::KeepOpen::no);
}

// `https://cron.example.org/` -> `https://cron.example.org`
std::string_view without_slash(std::string_view url) {
    while (url.ends_with('/')) url.remove_suffix(1);
    return url;
}

}  // namespace

std::string_view host_without_port(std::string_view host) {
    if (host.starts_with('[')) return host.substr(0, host.find(']') + 1);
    return host.substr(0, host.find(':'));
}

bool Gate::let_in(const net::Request& request, net::Ticket ticket) {
    if (is_for_everybody(request.target)) return true;
    if (!is_allowed(request)) return refuse(request, ticket), false;
    const bool is_plain = !request.from_unix_socket && !client_address_.came_by_https(request);
    if (https_port_ == 0 || !is_plain) return true;
    redirect(request, ticket);
    return false;
}

bool Gate::is_allowed(const net::Request& request) const {
    const Neighbours& allowed = allowed_.read();
    if (allowed.empty()) return true;
    const auto client = client_address_.ip_of(request);
    return client ? allowed.contains(*client) : allowed.unix_sockets;
}

void Gate::refuse(const net::Request& request, net::Ticket ticket) {
    ClientAddress::Buffer buffer;
    const std::string client(client_address_.of(request, buffer));
    const Reply reply = in_language(
        problem({Code::forbidden,
                 "address: must be in a network of --admin-allow, got '" + client + "'"}),
        language_of(request));
    answer(
        reactor_, request, ticket,
        net::Canned(reply.status, reply.content_type, reply.body, {{"Cache-Control", "no-store"}}));
}

// 308: the method stays what it was (RFC 9110, 15.4.9).
void Gate::redirect(const net::Request& request, net::Ticket ticket) {
    const std::string url = https_url(request);
    answer(reactor_, request, ticket,
           net::Canned(308, "text/plain; charset=utf-8", "This is served at https only.\n",
                       {{"Location", url}, {"Cache-Control", "no-store"}}));
}

// Where people are told to find us; else the host that they named, at the port that speaks TLS.
std::string Gate::https_url(const net::Request& request) const {
    const std::string site = site_url_();
    const std::string target(request.target == "*" ? "/" : request.target);
    if (site.starts_with("https://")) return std::string(without_slash(site)) + target;
    std::string url =
        "https://" + std::string(host_without_port(request.find("host").value_or("")));
    if (https_port_ != usual_https_port) url += ":" + std::to_string(https_port_);
    return url + target;
}

}  // namespace cronmon
