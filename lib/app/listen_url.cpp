#include "app/listen_url.h"

#include <algorithm>

namespace cronmon {
namespace {

bool is_every_address(const net::Ip& ip) {
    return ip == net::Ip{} || ip == net::Ip::from_v4({0, 0, 0, 0});
}

// The name that the first certificate is good for; empty if there is none to be written.
std::string certified_name(const std::vector<net::CertificateView>& certificates) {
    if (certificates.empty()) return {};
    const std::string& name = certificates[0].names[0];
    return name.find_first_of("*:") == std::string::npos ? name : std::string{};
}

}  // namespace

std::string listen_url(const std::vector<net::Endpoint>& addresses,
                       const std::vector<net::CertificateView>& certificates) {
    auto first = std::ranges::find_if(addresses, speaks_tls);
    if (first == addresses.end())
        first = std::ranges::find_if_not(addresses, &net::Endpoint::is_unix);
    if (first == addresses.end()) return "http://127.0.0.1";
    net::Endpoint shown = *first;
    shown.wire = speaks_tls(shown) ? net::Wire::tls : net::Wire::plain;
    if (!is_every_address(shown.ip)) return shown.to_text();
    const std::string name = certified_name(certificates);
    if (speaks_tls(shown) && !name.empty())
        return "https://" + name + ":" + std::to_string(shown.port);
    shown.ip = net::Ip::from_v4({127, 0, 0, 1});
    return shown.to_text();
}

std::string joined(const std::vector<net::Endpoint>& addresses) {
    std::string text;
    for (const auto& address : addresses)
        text.append(text.empty() ? "" : " ").append(address.to_text());
    return text;
}

}  // namespace cronmon
