#include "http/site.h"

#include "http/problem.h"

namespace cronmon {
namespace {

net::Canned busy_response() {
    const Reply reply = problem(Error{Code::busy, "server: too many requests are waiting"});
    return {reply.status, reply.content_type, reply.body, {{"Retry-After", "1"}}};
}

}  // namespace

Site::Site(const Services& services, const net::Options& options, TrustedProxies trusted)
    : public_router_(public_routes(services.engine)),
      management_router_(management_routes(services)),
      public_bridge_(public_router_),
      management_bridge_(management_router_),
      busy_(busy_response()),
      client_address_(std::move(trusted)),
      reactor_(options, *this, services.clock),
      pings_(reactor_, services.engine, client_address_, services.clock),
      workers_(worker_threads, worker_jobs_waiting_max) {}

Site::~Site() = default;

Result<std::vector<std::uint16_t>> Site::listen(const net::Endpoint& operators,
                                                std::span<const net::Endpoint> everybody) {
    std::vector<net::Endpoint> endpoints{operators};
    endpoints.insert(endpoints.end(), everybody.begin(), everybody.end());
    return reactor_.listen(endpoints);
}

void Site::run(std::stop_token stop) {
    reactor_.run(std::move(stop));
    workers_.stop();
}

net::BodyPolicy Site::on_head(const net::Head& head, int listener) {
    if (read_ping_target(head.target).place != PingTarget::Place::elsewhere)
        return {pings_.body_bytes_kept(), ping_body_accepted_bytes};
    return {listener == operators_listener ? management_body_bytes : 0, management_body_bytes};
}

void Site::on_request(const net::Request& request, net::Ticket ticket) {
    if (pings_.take(request, ticket)) return;
    if (request.listener == operators_listener) return manage(request, ticket);
    WholeRequest whole(request);
    const net::KeepOpen keep = whole.keep;
    reactor_.answer(ticket, public_bridge_.respond(std::move(whole)), keep);
}

void Site::manage(const net::Request& request, net::Ticket ticket) {
    auto job = [this, ticket, whole = WholeRequest(request)]() mutable {
        const net::KeepOpen keep = whole.keep;
        reactor_.answer(ticket, management_bridge_.respond(std::move(whole)), keep);
    };
    if (!workers_.put(std::move(job))) reactor_.answer(ticket, busy_);
}

}  // namespace cronmon
