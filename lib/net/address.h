// Where a request comes from and where it is listened for: addresses, networks, endpoints.
//
// Numeric only. A name would need the resolver, which a static executable does not have, and a
// listener that waits for DNS at boot is a listener that does not start. IPv4 is held as the
// v4-mapped IPv6 address (RFC 4291, 2.5.5.2), so that one comparison serves both, and a peer on a
// dual stack socket is the same Ip as on a plain one.
//
// Thread-safety: values.
#pragma once

#include "base/error.h"

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace cronmon::net {

struct Ip {
    static constexpr std::size_t text_bytes_max = 46;  // INET6_ADDRSTRLEN

    std::array<std::uint8_t, 16> bytes{};  // Network order; all zero is `::`.

    static std::optional<Ip> parse(std::string_view text);
    static Ip from_v4(std::array<std::uint8_t, 4> octets);

    bool is_v4() const;

    // Plain `10.0.0.1` for IPv4, RFC 5952 for IPv6. The view is into `buffer`.
    std::string_view to_text(std::span<char, text_bytes_max> buffer) const;
    std::string to_text() const;

    friend auto operator<=>(const Ip&, const Ip&) = default;
};

// All addresses that share a prefix. `::/0` is everybody, `0.0.0.0/0` everybody on IPv4.
class Network {
public:
    // `10.0.0.0/8`, `fe80::/10`, or a bare address, which is a network of one. Bits behind the
    // prefix are ignored. `field` is the setting's name, for the error's sentence.
    static Result<Network> parse(std::string_view text, std::string_view field = "network");

    bool contains(const Ip& ip) const;
    std::string to_text() const;

    friend bool operator==(const Network&, const Network&) = default;

private:
    Network(const Ip& base, int prefix_bits) : base_(base), prefix_bits_(prefix_bits) {}

    Ip base_;
    int prefix_bits_;  // Of the 128; an IPv4 prefix counts its 96 mapped bits.
};

// What is spoken at a place. The reactor takes `as_usual` for plain.
enum class Wire : std::uint8_t { as_usual, plain, tls };

// One place to listen at.
struct Endpoint {
    Ip ip;                   // `::` takes IPv4 too.
    std::uint16_t port = 0;  // 0: the kernel chooses; Reactor::listen says which.
    std::string unix_path;   // Not empty: a plain Unix socket; ip and port mean nothing.
    Wire wire = Wire::as_usual;

    // `127.0.0.1:8000`, `[::1]:8000`, `localhost:8000` (127.0.0.1), `:8000` (every address, both
    // families), `unix:PATH`. `http://` in front of an address makes it plain, `https://` TLS.
    static Result<Endpoint> parse(std::string_view text, std::string_view field = "listen");

    bool is_unix() const { return !unix_path.empty(); }
    bool is_same_place(const Endpoint& other) const {
        return ip == other.ip && port == other.port && unix_path == other.unix_path;
    }
    std::string to_text() const;

    friend bool operator==(const Endpoint&, const Endpoint&) = default;
};

}  // namespace cronmon::net
