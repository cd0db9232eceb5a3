// Who sent a request, when proxies stand between.
//
// X-Forwarded-For is a list that each proxy appends to, and whose front anybody can invent. So it
// is believed only if the socket's own peer is one of our proxies, and then only back to the
// first address that is not: that one was seen by a proxy we trust.
//
// Thread-safety: of() on a reactor's thread, trust() from any.
#pragma once

#include "net/address.h"
#include "net/request.h"

#include <array>
#include <atomic>
#include <deque>
#include <mutex>
#include <span>
#include <string_view>
#include <vector>

namespace cronmon {

struct TrustedProxies {
    std::vector<net::Network> networks;
    bool unix_sockets = false;  // a proxy on this machine that comes in through a Unix socket

    bool contains(const net::Ip& ip) const;
};

class ClientAddress {
public:
    using Buffer = std::array<char, net::Ip::text_bytes_max>;

    explicit ClientAddress(TrustedProxies trusted) { trust(std::move(trusted)); }

    // Replaces what is trusted.
    void trust(TrustedProxies trusted);

    // The client's address as text, a view of `buffer`; `unix` for a Unix socket's own peer.
    std::string_view of(const net::Request& request, Buffer& buffer) const;

    // Whether a proxy that we trust says that the client came by https.
    bool came_by_https(const net::Request& request) const;

private:
    bool is_by_proxy(const net::Request& request, const TrustedProxies& trusted) const;

    // What was replaced stays, because a reactor may still read it; it is little, and rare.
    std::mutex mutex_;
    std::deque<TrustedProxies> all_;  // guarded by mutex_
    std::atomic<const TrustedProxies*> trusted_{nullptr};
};

// The address that `fields` tell for a request that came from `peer`, which is trusted.
net::Ip forwarded_for(std::span<const net::Field> fields, const net::Ip& peer,
                      const TrustedProxies& trusted);

}  // namespace cronmon
