#include "http/routes.h"

namespace cronmon {

Router public_routes(const Engine& engine) {
    Router router;
    add_health_route(router, engine);
    return router;
}

Router management_routes(const Services& services) {
    Router router;
    add_health_route(router, services.engine);
    add_business_routes(router, services);
    add_notifier_routes(router, services);
    add_task_routes(router, services);
    add_alert_routes(router, services);
    add_setting_routes(router, services);
    return router;
}

}  // namespace cronmon
