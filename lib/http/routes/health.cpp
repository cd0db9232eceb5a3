// /healthz: whether this process answers, and whether what it is told is written down.
#include "http/json.h"
#include "http/routes.h"

namespace cronmon {
namespace {

// The writer ends a round at least every second.
constexpr Millis round_within{5000};

std::string_view complaint(const Engine::Health& health) {
    if (!health.writing) return "the last commit failed, pings are refused";
    if (health.since_round >= round_within) return "the writer has not moved for 5 seconds";
    return {};
}

Reply health_reply(const Engine& engine, const Ask& ask) {
    const Engine::Health health = engine.health();
    const std::string_view reason = complaint(health);
    Reply reply{reason.empty() ? 200 : 503, {}, "text/plain; charset=utf-8", {}};
    if (!reason.empty()) reply.fields.emplace_back("Retry-After", "1");
    if (ask.field("Accept").find("json") != std::string::npos) {
        reply.body = health_json(health, reason);
        reply.content_type = "application/json";
    } else {
        reply.body = reason.empty() ? "ok" : reason;
    }
    return reply;
}

}  // namespace

void add_health_route(Router& router, const Engine& engine) {
    router.add("GET", "/healthz", anybody,
               [&engine](const Ask& ask) { return health_reply(engine, ask); });
}

}  // namespace cronmon
