// The hot path: GET, HEAD, POST or PUT of a ping's URL (http/ping_target).
//
// On the reactor's thread, from the request's own bytes to the engine's inbox: no library, no
// lock and no allocation for one ping. A round's pings are handed over together, and what became
// of them comes back as groups of tickets for the same rendered response.
//
// What is answered is the original's, byte by byte where programs may look (spec/original.md), or
// what Healthchecks' clients expect (spec/healthchecks-api.md), by the family of the URL.
//
// Thread-safety: confined to the reactor's thread, but answered() and limit_*() are called on
// the engine's (they never throw away a response that may still be on its way).
#pragma once

#include "base/counter.h"
#include "engine/engine.h"
#include "http/client_address.h"
#include "http/ping_limit.h"
#include "http/ping_target.h"
#include "net/canned.h"
#include "net/handler.h"

#include <array>
#include <atomic>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cronmon::net {
class Reactor;
}

namespace cronmon {

// A body that is longer than this is refused; of what is shorter the first bytes are kept.
constexpr std::uint64_t ping_body_accepted_bytes = 2'621'440;  // 2.5 MiB

// As it is stored: valid UTF-8, at most user_agent_bytes_max. The result is a view of `text`, or
// of `buffer` where the text had to be repaired.
std::string_view stored_user_agent(std::string_view text, std::string& buffer);

class PingRoute {
public:
    // The reactor, the door and the rest must outlive the route.
    PingRoute(net::Reactor& reactor, Engine& engine, const ClientAddress& client_address,
              const Clock& clock);

    // Before the first request of a round, and after the last.
    void begin_round() { door_.open(clock_); }
    void end_round();

    std::size_t body_bytes_kept() const { return body_bytes_.load(std::memory_order_relaxed); }

    // Answers it, now or when the engine has. False if the request is not for us.
    bool take(const net::Request& request, net::Ticket ticket);

    void answered(std::span<const PingAnswer> answers);
    void limit_body(std::size_t bytes);
    void limit_pace(std::int64_t per_address, std::int64_t per_task) {
        limit_.set(per_address, per_task);
    }

    // Refused because they were too many. Any thread.
    std::uint64_t limited() const { return limited_.read(); }

private:
    // Rendered for one limit of bodies.
    struct Success {
        explicit Success(std::size_t body_bytes);
        net::Canned original_ok, check_ok, check_created;
    };

    void take_ping(const net::Request& request, net::Ticket ticket, const PingTarget& target);
    void record(const net::Request& request, net::Ticket ticket, PingMethod method,
                const PingTarget& target);
    const net::Canned* too_many(const net::Request& request, const PingTarget& target);
    void say_nowhere(const net::Request& request, net::Ticket ticket, PingFamily family);
    const net::Canned& response(PingFamily family, PingOutcome outcome) const;

    net::Reactor& reactor_;
    Inbox& inbox_;
    Door& door_;
    const ClientAddress& client_address_;
    const Clock& clock_;

    // Responses; they must outlive the reactor's mail, so a replaced one is kept.
    const net::Canned wrong_id_;
    const net::Canned wrong_exit_status_;
    const net::Canned wrong_run_id_;
    const net::Canned nowhere_html_;
    const net::Canned nowhere_json_;
    const net::Canned wrong_method_;
    const net::Canned options_;
    const net::Canned check_unknown_;
    const net::Canned check_ambiguous_;
    const net::Canned check_bad_url_;
    const net::Canned check_bad_run_id_;
    const net::Canned check_options_;
    const net::Canned unavailable_;
    std::map<std::size_t, Success> success_by_limit_;  // touched by limit_body() only
    std::atomic<const Success*> success_{nullptr};
    std::atomic<std::size_t> body_bytes_{0};

    // The reactor's thread.
    PingBatch batch_;
    std::string repaired_;
    PingLimit limit_;
    Counter limited_;

    // The engine's thread.
    static constexpr std::size_t outcomes = static_cast<std::size_t>(PingOutcome::count_);
    std::array<std::array<std::vector<net::Ticket>, outcomes>, 2> answered_;  // by family
};

}  // namespace cronmon
