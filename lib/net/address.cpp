#include "net/address.h"

#include <arpa/inet.h>
#include <sys/un.h>

#include <algorithm>
#include <charconv>
#include <cstring>

namespace cronmon::net {
namespace {

constexpr std::array<std::uint8_t, 12> mapped_prefix{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
constexpr int mapped_prefix_bits = 96;
constexpr std::size_t unix_path_bytes_max = sizeof(sockaddr_un{}.sun_path) - 1;

// Decimal digits only: no sign, no space, nothing behind.
std::optional<int> parse_number(std::string_view text, int max) {
    int value = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || problem != std::errc{} || end != text.data() + text.size()) return {};
    if (text.front() == '-' || value > max) return {};
    return value;
}

std::optional<Ip> parse_host(std::string_view host) {
    if (host.empty()) return Ip{};
    if (host == "localhost") return Ip::from_v4({127, 0, 0, 1});
    if (host.front() == '[' && host.back() == ']') {
        const auto ip = Ip::parse(host.substr(1, host.size() - 2));
        return ip && !ip->is_v4() ? ip : std::nullopt;
    }
    const auto ip = Ip::parse(host);
    return ip && ip->is_v4() ? ip : std::nullopt;
}

Error bad(std::string_view field, std::string_view rule, std::string_view got) {
    return Error{Code::invalid, std::string(field) + ": must be " + std::string(rule) + ", got '" +
                                    std::string(got) + "'"};
}

Result<Endpoint> parse_unix(std::string_view path, std::string_view field) {
    if (path.empty() || path.size() > unix_path_bytes_max || path.find('\0') != path.npos)
        return bad(field, "unix:PATH with a path of 1 to 107 bytes", "unix:" + std::string(path));
    Endpoint endpoint;
    endpoint.unix_path = path;
    return endpoint;
}

constexpr std::string_view plain_prefix = "http://";
constexpr std::string_view tls_prefix = "https://";

Wire take_wire(std::string_view& text) {
    if (text.starts_with(plain_prefix)) return text.remove_prefix(plain_prefix.size()), Wire::plain;
    if (text.starts_with(tls_prefix)) return text.remove_prefix(tls_prefix.size()), Wire::tls;
    return Wire::as_usual;
}

std::string_view prefix_of(Wire wire) {
    switch (wire) {
        case Wire::plain: return plain_prefix;
        case Wire::tls: return tls_prefix;
        case Wire::as_usual: break;
    }
    return {};
}

}  // namespace

std::optional<Ip> Ip::parse(std::string_view text) {
    char copy[text_bytes_max] = {};
    if (text.size() >= sizeof copy || text.find('\0') != text.npos) return {};
    text.copy(copy, text.size());
    if (std::array<std::uint8_t, 4> v4; inet_pton(AF_INET, copy, v4.data()) == 1)
        return from_v4(v4);
    if (Ip ip; inet_pton(AF_INET6, copy, ip.bytes.data()) == 1) return ip;
    return {};
}

Ip Ip::from_v4(std::array<std::uint8_t, 4> octets) {
    Ip ip;
    std::ranges::copy(mapped_prefix, ip.bytes.begin());
    std::ranges::copy(octets, ip.bytes.begin() + mapped_prefix.size());
    return ip;
}

bool Ip::is_v4() const {
    return std::equal(mapped_prefix.begin(), mapped_prefix.end(), bytes.begin());
}

std::string_view Ip::to_text(std::span<char, text_bytes_max> buffer) const {
    const bool v4 = is_v4();
    return inet_ntop(v4 ? AF_INET : AF_INET6, bytes.data() + (v4 ? mapped_prefix.size() : 0),
                     buffer.data(), text_bytes_max);
}

std::string Ip::to_text() const {
    std::array<char, text_bytes_max> buffer;
    return std::string(to_text(buffer));
}

Result<Network> Network::parse(std::string_view text, std::string_view field) {
    const auto slash = text.find('/');
    const auto ip = Ip::parse(text.substr(0, slash));
    if (!ip) return bad(field, "a numeric address or ADDRESS/PREFIX", text);
    if (slash == text.npos) return Network(*ip, 128);

    const int bits_max = ip->is_v4() ? 32 : 128;
    const auto bits = parse_number(text.substr(slash + 1), bits_max);
    if (!bits)
        return bad(field, "ADDRESS/PREFIX with a prefix of 0 to " + std::to_string(bits_max), text);
    return Network(*ip, *bits + 128 - bits_max);
}

bool Network::contains(const Ip& ip) const {
    const auto whole = static_cast<std::size_t>(prefix_bits_ / 8);
    if (std::memcmp(ip.bytes.data(), base_.bytes.data(), whole) != 0) return false;
    if (prefix_bits_ % 8 == 0) return true;
    return ((ip.bytes[whole] ^ base_.bytes[whole]) >> (8 - prefix_bits_ % 8)) == 0;
}

std::string Network::to_text() const {
    const bool v4 = base_.is_v4() && prefix_bits_ >= mapped_prefix_bits;
    return base_.to_text() + "/" + std::to_string(prefix_bits_ - (v4 ? mapped_prefix_bits : 0));
}

Result<Endpoint> Endpoint::parse(std::string_view text, std::string_view field) {
    if (text.starts_with("unix:")) return parse_unix(text.substr(5), field);
    std::string_view place = text;
    const Wire wire = take_wire(place);
    const auto colon = place.rfind(':');
    if (colon != place.npos) {
        const auto ip = parse_host(place.substr(0, colon));
        const auto port = parse_number(place.substr(colon + 1), 65535);
        if (ip && port) return Endpoint{*ip, static_cast<std::uint16_t>(*port), {}, wire};
    }
    return bad(field, "ADDRESS:PORT, [ADDRESS]:PORT or unix:PATH with a numeric address", text);
}

std::string Endpoint::to_text() const {
    if (is_unix()) return "unix:" + unix_path;
    const std::string host = ip.is_v4() ? ip.to_text() : "[" + ip.to_text() + "]";
    return std::string(prefix_of(wire)) + host + ":" + std::to_string(port);
}

}  // namespace cronmon::net
