// What cronmon is to the network: one reactor, and whoever understands what it reads.
//
// Pings go the short way, on the reactor's thread, and so do /healthz and the pages, which need
// nothing but memory. Everything else goes to the workers and comes back through the reactor: what
// may have to verify a password to one that works in the background, so that neither pings nor the
// other workers wait for it.
//
// Before all but pings stands the gate. One listener is the operators': who can open that socket
// may manage. At all others somebody has to say who they are.
//
// Thread-safety: on_* are called on the reactor's thread, answered() and settings_changed() on
// the engine's, trust() to redirect_to() on any; the rest belongs to the thread that owns the site.
#pragma once

#include "http/bridge.h"
#include "http/client_address.h"
#include "http/gate.h"
#include "http/page_route.h"
#include "http/ping_route.h"
#include "http/reception.h"
#include "http/routes.h"
#include "http/workers.h"
#include "net/options.h"
#include "net/reactor.h"

#include <span>
#include <stop_token>
#include <vector>

namespace cronmon {

// Of a request that is no ping.
constexpr std::size_t management_body_bytes = 1 << 20;
// Of a whole configuration: some thousand tasks.
constexpr std::size_t configuration_body_bytes = 4 << 20;
constexpr std::size_t worker_threads = 3;
constexpr std::size_t worker_jobs_waiting_max = 64;
constexpr std::size_t login_workers = 1;
constexpr std::size_t logins_waiting_max = 32;

class Site final : public net::Handler {
public:
    // Services must outlive the site. Before the engine is started. `web_dir`: where the pages are
    // served from, if not from the executable. `logs_requests`: those that are no pings, see
    // http/request_log.h.
    Site(const Services& services, const net::Options& options, TrustedProxies trusted,
         const std::string& web_dir = {}, bool logs_requests = false);
    ~Site() override;

    // Opens all or none, or takes over what is inherited; the operators' listener comes first. Back
    // come their ports.
    Result<std::vector<std::uint16_t>> listen(const net::Endpoint& operators,
                                              std::span<const net::Endpoint> everybody,
                                              net::Inheritance inherited = {});

    // Serves until a stop is requested and what is in flight has been answered.
    void run(std::stop_token stop);

    // See net::Reactor: the sockets are left to somebody else.
    void retire() { reactor_.retire(); }
    net::Inheritance take_left() { return reactor_.take_left(); }

    void trust(TrustedProxies trusted) { client_address_.trust(std::move(trusted)); }
    void allow(Neighbours allowed) { gate_.allow(std::move(allowed)); }
    void present(std::shared_ptr<net::TlsContext> context) { reactor_.present(std::move(context)); }

    void redirect_to(std::uint16_t https_port) { gate_.redirect_to(https_port); }
    net::Stats stats() const { return reactor_.stats(); }
    std::uint64_t pings_limited() const { return pings_.limited(); }

    // For the engine.
    void answered(std::span<const PingAnswer> answers) { pings_.answered(answers); }
    void settings_changed(const Settings& settings) {
        pings_.limit_body(settings.ping_body_bytes());
        pings_.limit_pace(settings.pings_per_address(), settings.pings_per_task());
    }

    void on_round_begin() override { pings_.begin_round(); }
    net::BodyPolicy on_head(const net::Head& head, int listener) override;
    void on_request(const net::Request& request, net::Ticket ticket) override;
    void on_round_end() override { pings_.end_round(); }

private:
    static constexpr int operators_listener = 0;

    WholeRequest whole(const net::Request& request) const;
    void hand_over(const net::Request& request, net::Ticket ticket);
    void put(Workers& workers, net::Ticket ticket, Workers::Job job);

    const Clock& clock_;
    const bool logs_requests_;
    const Router router_;
    Reception reception_;
    const Bridge bridge_;
    const net::Canned busy_;
    ClientAddress client_address_;
    net::Reactor reactor_;
    PingRoute pings_;
    Gate gate_;
    PageRoute pages_;
    Workers workers_;  // last, like the next: they answer through the reactor
    Workers login_workers_;
};

}  // namespace cronmon
