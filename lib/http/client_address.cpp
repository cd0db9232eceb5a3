#include "http/client_address.h"

#include <algorithm>
#include <ranges>

namespace cronmon {
namespace {

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view blanks = " \t";
    const auto from = text.find_first_not_of(blanks);
    if (from == std::string_view::npos) return {};
    return text.substr(from, text.find_last_not_of(blanks) - from + 1);
}

// `10.0.0.1`, `::1`, and with a port, as some proxies write it: `10.0.0.1:5000`, `[::1]:5000`.
std::optional<net::Ip> parse_hop(std::string_view text) {
    text = trimmed(text);
    if (text.starts_with('[')) return net::Ip::parse(text.substr(1, text.find(']') - 1));
    if (std::ranges::count(text, ':') == 1) text = text.substr(0, text.find(':'));
    return net::Ip::parse(text);
}

// Takes the last element off a list that is separated by commas.
std::string_view take_last(std::string_view& list) {
    const auto comma = list.rfind(',');
    const auto last = comma == std::string_view::npos ? list : list.substr(comma + 1);
    list = comma == std::string_view::npos ? std::string_view{} : list.substr(0, comma);
    return last;
}

}  // namespace

bool Neighbours::contains(const net::Ip& ip) const {
    return std::ranges::any_of(networks, [&](const auto& network) { return network.contains(ip); });
}

net::Ip forwarded_for(std::span<const net::Field> fields, const net::Ip& peer,
                      const TrustedProxies& trusted) {
    net::Ip nearest = peer;  // the farthest address that somebody we trust has seen
    for (auto field = fields.rbegin(); field != fields.rend(); ++field) {
        if (!net::same_word(field->name, "x-forwarded-for")) continue;
        for (auto list = field->value; !list.empty();) {
            const auto hop = parse_hop(take_last(list));
            if (!hop) return nearest;
            nearest = *hop;
            if (!trusted.contains(nearest)) return nearest;
        }
    }
    return nearest;
}

bool ClientAddress::is_by_proxy(const net::Request& request, const TrustedProxies& trusted) const {
    return request.from_unix_socket ? trusted.unix_sockets : trusted.contains(request.peer);
}

bool ClientAddress::came_by_https(const net::Request& request) const {
    if (!is_by_proxy(request, trusted_.read())) return request.by_tls;
    const auto told = request.find("x-forwarded-proto");
    return told ? net::same_word(*told, "https") : request.by_tls;
}

std::optional<net::Ip> ClientAddress::ip_of(const net::Request& request) const {
    const TrustedProxies& trusted = trusted_.read();
    const net::Ip client = is_by_proxy(request, trusted)
                               ? forwarded_for(request.fields, request.peer, trusted)
                               : request.peer;
    if (request.from_unix_socket && client == request.peer) return std::nullopt;
    return client;
}

std::string_view ClientAddress::of(const net::Request& request, Buffer& buffer) const {
    const auto client = ip_of(request);
    return client ? client->to_text(buffer) : "unix";
}

}  // namespace cronmon
