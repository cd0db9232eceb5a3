#include "http/site.h"

#include "http/problem.h"
#include "http/request_log.h"

namespace cronmon {
namespace {

constexpr std::string_view configuration_path = "/api/cronmon/v1/configuration";

net::Canned busy_response() {
    const Reply reply = problem(Error{Code::busy, "server: too many requests are waiting"});
    return {reply.status, reply.content_type, reply.body, {{"Retry-After", "1"}}};
}

std::string_view path_of(const net::Request& request) {
    return request.target.substr(0, request.target.find('?'));
}

}  // namespace

Site::Site(const Services& services, const net::Options& options, TrustedProxies trusted,
           const std::string& web_dir, bool logs_requests)
    : clock_(services.clock),
      logs_requests_(logs_requests),
      router_(all_routes(services)),
      reception_(router_, services.doorkeeper, services.clock,
                 [&engine = services.engine] { return engine.settings().site_url(); }),
      bridge_([this](Ask ask) { return reception_.answer(std::move(ask)); }),
      busy_(busy_response()),
      client_address_(std::move(trusted)),
      reactor_(options, *this, services.clock),
      pings_(reactor_, services.engine, client_address_, services.clock),
      gate_(reactor_, client_address_, services.clock,
            [&engine = services.engine] { return engine.settings().site_url(); }),
      pages_(
          reactor_, client_address_, services.clock,
          [this](net::Ticket ticket, Workers::Job job) { put(workers_, ticket, std::move(job)); },
          web_dir),
      workers_(worker_threads, worker_jobs_waiting_max),
      login_workers_(login_workers, logins_waiting_max, Workers::Rank::background) {}

Site::~Site() = default;

Result<std::vector<std::uint16_t>> Site::listen(const net::Endpoint& operators,
                                                std::span<const net::Endpoint> everybody,
                                                net::Inheritance inherited) {
    std::vector<net::Endpoint> endpoints{operators};
    endpoints.insert(endpoints.end(), everybody.begin(), everybody.end());
    return reactor_.listen(endpoints, std::move(inherited));
}

void Site::run(std::stop_token stop) {
    reactor_.run(std::move(stop));
    workers_.stop();
    login_workers_.stop();
}

net::BodyPolicy Site::on_head(const net::Head& head, int) {
    if (read_ping_target(head.target).place != PingTarget::Place::elsewhere)
        return {pings_.body_bytes_kept(), ping_body_accepted_bytes};
    if (head.target.starts_with(configuration_path))
        return {configuration_body_bytes, configuration_body_bytes};
    return {management_body_bytes, management_body_bytes};
}

void Site::on_request(const net::Request& request, net::Ticket ticket) {
    if (pings_.take(request, ticket)) return;
    if (request.listener != operators_listener && !gate_.let_in(request, ticket)) return;
    if (pages_.take(request, ticket)) return;
    if (path_of(request) != "/healthz") return hand_over(request, ticket);
    WholeRequest health = whole(request);
    const net::KeepOpen keep = health.keep;
    reactor_.answer(ticket, bridge_.respond(std::move(health)), keep);
}

WholeRequest Site::whole(const net::Request& request) const {
    WholeRequest result(request);
    result.at_operators_socket = request.listener == operators_listener;
    if (result.at_operators_socket) return result;
    ClientAddress::Buffer buffer;
    result.address = client_address_.of(request, buffer);
    result.by_https = client_address_.came_by_https(request);
    return result;
}

void Site::hand_over(const net::Request& request, net::Ticket ticket) {
    const bool slow = Doorkeeper::is_slow(request.method, path_of(request),
                                          request.find("authorization").value_or(""));
    WholeRequest asked = whole(request);
    std::optional<RequestLine> line;
    if (logs_requests_) line.emplace(request, asked.address, clock_);
    auto job = [this, ticket, asked = std::move(asked), line = std::move(line)]() mutable {
        const net::KeepOpen keep = asked.keep;
        std::string response = bridge_.respond(std::move(asked));
        if (line) line->write(response);
        reactor_.answer(ticket, std::move(response), keep);
    };
    const bool to_login = slow && request.listener != operators_listener;
    put(to_login ? login_workers_ : workers_, ticket, std::move(job));
}

void Site::put(Workers& workers, net::Ticket ticket, Workers::Job job) {
    if (!workers.put(std::move(job))) reactor_.answer(ticket, busy_);
}

}  // namespace cronmon
