// The routes, one file a family in routes/. Who asks, what do they ask, ask the core or submit,
// render.
//
// Thread-safety: a Router that is built may be asked from any thread; Services must outlive it.
#pragma once

#include "http/router.h"
#include "http/services.h"

#include <string>

namespace cronmon {

constexpr std::string_view api_root = "/api/cronmon/v1";

// All of them.
Router all_routes(const Services& services);

// Adds the routes of one family: paths begin after api_root.
class RouteTable {
public:
    using Handler = Reply (*)(const Services&, const Ask&);

    RouteTable(Router& router, const Services& services) : router_(router), services_(services) {}

    void operator()(std::string_view method, std::string_view path, std::optional<Action> action,
                    Handler handler) {
        router_.add(
            method, std::string(api_root).append(path), action,
            [&services = services_, handler](const Ask& ask) { return handler(services, ask); });
    }

private:
    Router& router_;
    const Services& services_;
};

// Anybody may ask, known or not.
constexpr std::optional<Action> anybody = std::nullopt;

void add_health_route(Router& router, const Engine& engine);
void add_openapi_route(Router& router);
void add_metrics_route(Router& router, const Services& services);
void add_session_routes(RouteTable add);
void add_account_routes(RouteTable add);
void add_user_routes(RouteTable add);
void add_token_routes(RouteTable add);
void add_business_routes(RouteTable add);
void add_check_key_routes(RouteTable add);
void add_assignment_routes(RouteTable add);
void add_notifier_routes(RouteTable add);
void add_task_routes(RouteTable add);
void add_task_log_routes(RouteTable add);
void add_late_ping_route(RouteTable add);
void add_history_routes(RouteTable add);
void add_schedule_routes(RouteTable add);
void add_alert_routes(RouteTable add);
void add_setting_routes(RouteTable add);
void add_configuration_routes(RouteTable add);
void add_audit_routes(RouteTable add);
void add_number_routes(RouteTable add);
void add_upgrade_routes(RouteTable add);

}  // namespace cronmon
