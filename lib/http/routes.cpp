#include "http/routes.h"

namespace cronmon {

Router all_routes(const Services& services) {
    Router router;
    add_health_route(router, services.engine);
    add_openapi_route(router);
    add_metrics_route(router, services);
    for (const auto add_family :
         {add_session_routes, add_account_routes, add_user_routes, add_token_routes,
          add_business_routes, add_check_key_routes, add_assignment_routes, add_notifier_routes,
          add_task_routes, add_task_log_routes, add_late_ping_route, add_history_routes,
          add_schedule_routes, add_alert_routes, add_setting_routes, add_configuration_routes,
          add_audit_routes, add_number_routes, add_upgrade_routes})
        add_family(RouteTable(router, services));
    return router;
}

}  // namespace cronmon
