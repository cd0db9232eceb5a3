#include "http/ping_route.h"

#include "base/utf8.h"
#include "http/ask.h"
#include "http/json.h"
#include "net/reactor.h"

#include <algorithm>
#include <string>

namespace cronmon {
namespace {

constexpr std::string_view html = "text/html; charset=utf-8";
constexpr std::string_view plain = "text/plain; charset=utf-8";
constexpr std::string_view allowed = "GET, HEAD, POST, PUT, OPTIONS";

constexpr std::string_view wrong_method_page =
    "<!doctype html>\n<html lang=en>\n<title>405 Method Not Allowed</title>\n"
    "<h1>Method Not Allowed</h1>\n<p>The method is not allowed for the requested URL.</p>\n";
constexpr std::string_view nowhere_page =
    "<!doctype html>\n<html lang=en>\n<title>404 Not Found</title>\n<h1>Not Found</h1>\n"
    "<p>There is nothing here. A ping goes to /api/monlink/ and the id of its task.</p>\n";

std::uint64_t pack(net::Ticket ticket) {
    return std::uint64_t{ticket.slot} << 32 | ticket.generation;
}

net::Ticket unpack(std::uint64_t number) {
    return {static_cast<std::uint32_t>(number >> 32), static_cast<std::uint32_t>(number)};
}

std::optional<PingMethod> ping_method_of(std::string_view method) {
    if (method == "GET") return PingMethod::get;
    if (method == "POST") return PingMethod::post;
    if (method == "HEAD") return PingMethod::head;
    if (method == "PUT") return PingMethod::put;
    return std::nullopt;
}

// Programs in a browser may ping, and nothing on the way may keep the answer.
std::vector<net::Field> check_fields(std::string_view body_limit) {
    return {{"Ping-Body-Limit", body_limit},
            {"Access-Control-Allow-Origin", "*"},
            {"Cache-Control", "max-age=0, no-cache, no-store, must-revalidate, private"},
            {"Expires", "Thu, 01 Jan 1970 00:00:00 GMT"}};
}

std::vector<net::Field> options_fields() {
    return {{"Allow", allowed},
            {"Access-Control-Allow-Origin", "*"},
            {"Access-Control-Allow-Methods", allowed},
            {"Access-Control-Max-Age", "600"}};
}

bool has(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

// The original's rule: a client that takes anything gets the page.
bool wants_json_only(const net::Request& request) {
    const auto accept = request.find("accept").value_or("");
    return has(accept, "application/json") && !has(accept, "text/html") && !has(accept, "*/*");
}

}  // namespace

std::string_view stored_user_agent(std::string_view text, std::string& buffer) {
    const bool ascii =
        std::ranges::none_of(text, [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
    if (ascii) return text.substr(0, user_agent_bytes_max);
    buffer = utf8::repaired(text);
    return utf8::first_bytes(buffer, user_agent_bytes_max);
}

PingRoute::PingRoute(net::Reactor& reactor, Engine& engine, const ClientAddress& client_address,
                     const Clock& clock)
    : reactor_(reactor),
      inbox_(engine.inbox()),
      door_(engine.inbox().add_door()),
      client_address_(client_address),
      clock_(clock),
      wrong_id_(400, "application/json", original_error_json("Bad Request", "Wrong Id")),
      wrong_exit_status_(400, "application/json",
                         original_error_json("Bad Request", "exit status: must be 0 to 255")),
      wrong_run_id_(400, "application/json",
                    original_error_json("Bad Request", "rid: must be a UUID")),
      nowhere_html_(404, html, nowhere_page),
      nowhere_json_(404, "application/json", original_error_json("not found", {})),
      wrong_method_(405, html, wrong_method_page, {{"Allow", allowed}}),
      options_(200, html, {}, {{"Allow", allowed}}),
      check_unknown_(404, plain, "not found"),
      check_ambiguous_(409, plain, "ambiguous slug"),
      check_bad_url_(400, plain, "invalid url format"),
      check_bad_run_id_(400, plain, "invalid uuid format"),
      check_options_(204, {}, {}, options_fields()),
      unavailable_(503, plain, "The ping could not be written down. Try again.\n",
                   {{"Retry-After", "1"}}) {
    const Settings settings = engine.settings();
    limit_body(settings.ping_body_bytes());
    limit_pace(settings.pings_per_address(), settings.pings_per_task());
}

PingRoute::Success::Success(std::size_t body_bytes)
    : original_ok(200, html, "OK", {{"Ping-Body-Limit", std::to_string(body_bytes)}}),
      check_ok(200, plain, "OK", check_fields(std::to_string(body_bytes))),
      check_created(201, plain, "Created", check_fields(std::to_string(body_bytes))) {}

void PingRoute::end_round() {
    if (!batch_.empty() && !inbox_.put(batch_)) {
        for (const PingBatch::Ping& ping : batch_.pings())
            reactor_.answer(unpack(ping.ticket), unavailable_);
        door_.count_refused(batch_.pings().size());
        batch_.clear();
    }
    door_.close();
}

bool PingRoute::take(const net::Request& request, net::Ticket ticket) {
    const PingTarget target = read_ping_target(request.target);
    switch (target.place) {
        case PingTarget::Place::elsewhere: return false;
        case PingTarget::Place::nowhere: say_nowhere(request, ticket, target.family); break;
        case PingTarget::Place::bad_slug: reactor_.answer(ticket, check_bad_url_); break;
        case PingTarget::Place::ping: take_ping(request, ticket, target); break;
    }
    return true;
}

void PingRoute::take_ping(const net::Request& request, net::Ticket ticket,
                          const PingTarget& target) {
    const auto method = ping_method_of(request.method);
    const bool by_check = target.family == PingFamily::check;
    if (request.method == "OPTIONS") reactor_.answer(ticket, by_check ? check_options_ : options_);
    else if (!method) reactor_.answer(ticket, wrong_method_);
    else if (!by_check && !target.uuid) reactor_.answer(ticket, wrong_id_);
    else if (std::max(target.key.size(), target.slug.size()) > url_word_bytes_max)
        reactor_.answer(ticket, check_unknown_);
    else record(request, ticket, *method, target);
}

void PingRoute::record(const net::Request& request, net::Ticket ticket, PingMethod method,
                       const PingTarget& target) {
    if (const net::Canned* refusal = too_many(request, target))
        return reactor_.answer(ticket, *refusal);
    PingBatch::Ping ping;
    ping.uuid = target.uuid.value_or(Uuid{});
    ping.at = request.arrived;
    ping.ticket = pack(ticket);
    ping.kind = target.kind;
    ping.method = method;
    ping.family = target.family;
    ping.defect = target.defect;
    ping.provision = target.provision;
    ping.exit_status = target.exit_status;
    ping.has_run = target.run.has_value();
    ping.run = target.run.value_or(Uuid{});
    ping.by_https = client_address_.came_by_https(request);
    ClientAddress::Buffer buffer;
    batch_.add(ping, client_address_.of(request, buffer),
               stored_user_agent(request.find("user-agent").value_or(""), repaired_),
               request.body.substr(0, body_bytes_kept()), target.key, target.slug);
}

const net::Canned* PingRoute::too_many(const net::Request& request, const PingTarget& target) {
    if (!limit_.is_on()) return nullptr;
    const net::Canned* const refusal =
        limit_.refuse(client_address_.ip_of(request), target, clock_.steady());
    if (refusal) ++limited_;
    return refusal;
}

void PingRoute::say_nowhere(const net::Request& request, net::Ticket ticket, PingFamily family) {
    const bool json = family == PingFamily::original && wants_json_only(request);
    reactor_.answer(ticket, json ? nowhere_json_ : nowhere_html_);
}

const net::Canned& PingRoute::response(PingFamily family, PingOutcome outcome) const {
    const Success& success = *success_.load();
    const bool by_check = family == PingFamily::check;
    switch (outcome) {
        case PingOutcome::recorded: return by_check ? success.check_ok : success.original_ok;
        case PingOutcome::created: return success.check_created;
        case PingOutcome::unknown: return by_check ? check_unknown_ : wrong_id_;
        case PingOutcome::ambiguous: return check_ambiguous_;
        case PingOutcome::bad_exit_status: return by_check ? check_bad_url_ : wrong_exit_status_;
        case PingOutcome::bad_run_id: return by_check ? check_bad_run_id_ : wrong_run_id_;
        case PingOutcome::failed:
        case PingOutcome::count_: break;
    }
    return unavailable_;
}

void PingRoute::answered(std::span<const PingAnswer> answers) {
    for (const PingAnswer& answer : answers)
        answered_[static_cast<std::size_t>(answer.family)][static_cast<std::size_t>(answer.outcome)]
            .push_back(unpack(answer.ticket));
    for (std::size_t family = 0; family < answered_.size(); ++family) {
        for (std::size_t outcome = 0; outcome < outcomes; ++outcome) {
            auto& group = answered_[family][outcome];
            if (group.empty()) continue;
            reactor_.answer(group, response(static_cast<PingFamily>(family),
                                            static_cast<PingOutcome>(outcome)));
            group.clear();
        }
    }
}

void PingRoute::limit_body(std::size_t bytes) {
    const auto [success, is_new] = success_by_limit_.try_emplace(bytes, bytes);
    success_.store(&success->second);
    body_bytes_.store(bytes);
}

}  // namespace cronmon
