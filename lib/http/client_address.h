// Who sent a request, when proxies stand between.
//
// X-Forwarded-For is a list that each proxy appends to, and whose front anybody can invent. So it
// is believed only if the socket's own peer is one of our proxies, and then only back to the
// first address that is not: that one was seen by a proxy we trust.
//
// Thread-safety: of() on a reactor's thread, trust() from any.
#pragma once

#include "http/latest.h"
#include "net/address.h"
#include "net/request.h"

#include <array>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace cronmon {

struct Neighbours {
    std::vector<net::Network> networks;
    bool unix_sockets = false;  // whoever on this machine comes in through a Unix socket

    bool contains(const net::Ip& ip) const;
    bool empty() const { return networks.empty() && !unix_sockets; }
};

using TrustedProxies = Neighbours;

class ClientAddress {
public:
    using Buffer = std::array<char, net::Ip::text_bytes_max>;

    explicit ClientAddress(TrustedProxies trusted) : trusted_(std::move(trusted)) {}

    // Replaces what is trusted.
    void trust(TrustedProxies trusted) { trusted_.replace(std::move(trusted)); }

    // The client's address; nothing for a Unix socket's own peer.
    std::optional<net::Ip> ip_of(const net::Request& request) const;

    // The client's address as text, a view of `buffer`; `unix` for a Unix socket's own peer.
    std::string_view of(const net::Request& request, Buffer& buffer) const;

    // Whether the client came by https: to us, or as a proxy says that we trust.
    bool came_by_https(const net::Request& request) const;

private:
    bool is_by_proxy(const net::Request& request, const TrustedProxies& trusted) const;

    Latest<TrustedProxies> trusted_;
};

// The address that `fields` tell for a request that came from `peer`, which is trusted.
net::Ip forwarded_for(std::span<const net::Field> fields, const net::Ip& peer,
                      const TrustedProxies& trusted);

}  // namespace cronmon
