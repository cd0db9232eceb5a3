#include "http/ping_route.h"

#include "base/utf8.h"
#include "http/ask.h"
#include "http/json.h"
#include "net/reactor.h"

#include <algorithm>
#include <string>

namespace cronmon {
namespace {

constexpr std::string_view root = "/api/monlink";
constexpr std::string_view prefix = "/api/monlink/";
constexpr std::string_view html = "text/html; charset=utf-8";
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

std::string without_doubled_slashes(std::string_view path) {
    std::string result;
    for (const char c : path)
        if (c != '/' || !result.ends_with('/')) result += c;
    return result;
}

PingTarget read_unusual_target(std::string_view path) {
    using Place = PingTarget::Place;
    const std::string plain = without_doubled_slashes(percent_decoded(path));
    if (!plain.starts_with(root)) return {};
    std::string_view id = std::string_view(plain).substr(root.size());
    if (id.empty()) return {Place::nowhere, {}};
    if (id.front() != '/') return {};
    id.remove_prefix(1);
    if (id.empty() || id.find('/') != std::string_view::npos) return {Place::nowhere, {}};
    while (id.ends_with(' ')) id.remove_suffix(1);
    return {Place::id, Uuid::parse(id)};
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

PingTarget read_ping_target(std::string_view target) {
    const std::string_view path = target.substr(0, target.find('?'));
    if (path.starts_with(prefix) && path.size() == prefix.size() + Uuid::text_bytes)
        if (const auto uuid = Uuid::parse(path.substr(prefix.size())))
            return {PingTarget::Place::id, uuid};
    return read_unusual_target(path);
}

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
      nowhere_html_(404, html, nowhere_page),
      nowhere_json_(404, "application/json", original_error_json("not found", {})),
      wrong_method_(405, html, wrong_method_page, {{"Allow", allowed}}),
      options_(200, html, {}, {{"Allow", allowed}}),
      unavailable_(503, "text/plain; charset=utf-8",
                   "The ping could not be written down. Try again.\n", {{"Retry-After", "1"}}) {
    limit_body(engine.settings().ping_body_bytes());
}

void PingRoute::end_round() {
    if (!batch_.empty() && !inbox_.put(batch_)) {
        for (const PingBatch::Ping& ping : batch_.pings())
            reactor_.answer(unpack(ping.ticket), unavailable_);
        batch_.clear();
    }
    door_.close();
}

bool PingRoute::take(const net::Request& request, net::Ticket ticket) {
    const PingTarget target = read_ping_target(request.target);
    if (target.place == PingTarget::Place::elsewhere) return false;
    const auto method = ping_method_of(request.method);
    if (target.place == PingTarget::Place::nowhere) say_nowhere(request, ticket);
    else if (request.method == "OPTIONS") reactor_.answer(ticket, options_);
    else if (!method) reactor_.answer(ticket, wrong_method_);
    else if (!target.uuid) reactor_.answer(ticket, wrong_id_);
    else record(request, ticket, *method, *target.uuid);
    return true;
}

void PingRoute::record(const net::Request& request, net::Ticket ticket, PingMethod method,
                       Uuid uuid) {
    PingBatch::Ping ping;
    ping.uuid = uuid;
    ping.at = request.arrived;
    ping.ticket = pack(ticket);
    ping.method = method;
    ClientAddress::Buffer buffer;
    batch_.add(ping, client_address_.of(request, buffer),
               stored_user_agent(request.find("user-agent").value_or(""), repaired_),
               request.body.substr(0, body_bytes_kept()));
}

void PingRoute::say_nowhere(const net::Request& request, net::Ticket ticket) {
    reactor_.answer(ticket, wants_json_only(request) ? nowhere_json_ : nowhere_html_);
}

void PingRoute::answered(std::span<const PingAnswer> answers) {
    for (const PingAnswer& answer : answers) {
        switch (answer.outcome) {
            case PingOutcome::recorded: recorded_.push_back(unpack(answer.ticket)); break;
            case PingOutcome::unknown: unknown_.push_back(unpack(answer.ticket)); break;
            case PingOutcome::failed: failed_.push_back(unpack(answer.ticket)); break;
        }
    }
    reactor_.answer(recorded_, *ok_.load());
    reactor_.answer(unknown_, wrong_id_);
    reactor_.answer(failed_, unavailable_);
    for (auto* group : {&recorded_, &unknown_, &failed_}) group->clear();
}

void PingRoute::limit_body(std::size_t bytes) {
    const std::string limit = std::to_string(bytes);
    const std::vector<net::Field> fields{{"Ping-Body-Limit", limit}};
    const auto [ok, is_new] = ok_by_limit_.try_emplace(bytes, 200, html, "OK", fields);
    ok_.store(&ok->second);
    body_bytes_.store(bytes);
}

}  // namespace cronmon
