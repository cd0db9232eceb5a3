// The routes, one file a family. Who asks, what do they ask, ask the core or submit, render.
//
// Thread-safety: a Router that is built may be asked from any thread; Services must outlive it.
#pragma once

#include "http/router.h"
#include "http/services.h"

namespace cronmon {

constexpr std::string_view api_root = "/api/cronmon/v1";

// What anybody may ask: /healthz.
Router public_routes(const Engine& engine);

// What an operator may ask, and what anybody may. Only for whoever has proved to be one: the
// file permissions of a Unix socket are the login.
Router management_routes(const Services& services);

void add_health_route(Router& router, const Engine& engine);
void add_business_routes(Router& router, const Services& services);
void add_notifier_routes(Router& router, const Services& services);
void add_task_routes(Router& router, const Services& services);
void add_alert_routes(Router& router, const Services& services);
void add_setting_routes(Router& router, const Services& services);

}  // namespace cronmon
