// Who may reach what, before anybody is asked who they are.
//
// Pings, /healthz and badges are for everybody, over whatever they came: a job that was set up with
// an http:// URL must not fall silent because its administrator has got a certificate, and curl
// does not follow a redirect unless it is told to. All else, which is management, can be kept to
// some networks (--admin-allow) and to https (--redirect-http).
//
// The operators' socket is nobody's business here: its file's permissions say who may.
//
// Thread-safety: let_in() on the reactor's thread, the rest on any.
#pragma once

#include "http/client_address.h"
#include "http/latest.h"
#include "net/handler.h"

#include <atomic>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace cronmon::net {
class Reactor;
}

namespace cronmon {

class Gate {
public:
    // All must outlive it. `site_url`: where people find this server; may give an empty text.
    Gate(net::Reactor& reactor, const ClientAddress& client_address, const Clock& clock,
         std::function<std::string()> site_url)
        : reactor_(reactor),
          client_address_(client_address),
          clock_(clock),
          site_url_(std::move(site_url)) {}

    // From where management is allowed; empty: from everywhere.
    void allow(Neighbours allowed) { allowed_.replace(std::move(allowed)); }

    // Sends those who came by http to the same address at https. 0: nobody.
    void redirect_to(std::uint16_t https_port) { https_port_ = https_port; }

    // False: it has been answered, 403 or 308.
    bool let_in(const net::Request& request, net::Ticket ticket);

private:
    bool is_allowed(const net::Request& request) const;
    void refuse(const net::Request& request, net::Ticket ticket);
    void redirect(const net::Request& request, net::Ticket ticket);
    std::string https_url(const net::Request& request) const;

    net::Reactor& reactor_;
    const ClientAddress& client_address_;
    const Clock& clock_;
    const std::function<std::string()> site_url_;
    Latest<Neighbours> allowed_{Neighbours{}};
    std::atomic<std::uint16_t> https_port_{0};
};

// The host in a `Host` field, without its port.
std::string_view host_without_port(std::string_view host);

}  // namespace cronmon
