// A whole configuration at once: businesses, notifiers, assignments, tasks, settings.
#include "http/find.h"
#include "http/json_configuration.h"
#include "http/problem.h"
#include "http/routes.h"

namespace cronmon {
namespace {

Reply configure(const Services& services, const Ask& ask) {
    const std::vector<std::string> known{"dry_run", "prune"};
    if (const auto error = check_parameters(ask, known)) return problem(*error);
    const auto dry_run = read_number(ask, "dry_run", 0, 1, 0);
    if (!dry_run) return problem(dry_run.error());
    const auto prune = read_number(ask, "prune", 0, 1, 0);
    if (!prune) return problem(prune.error());
    auto wanted = read_configuration(ask.body);
    if (!wanted) return problem(wanted.error());
    const Configure change{std::make_shared<const Configuration>(*std::move(wanted)), *prune == 1,
                           *dry_run == 1};
    const auto done = await(services, ask, change);
    if (!done) return problem(done.error());
    return {200, steps_json(*change.steps, change.dry_run)};
}

}  // namespace

void add_configuration_routes(RouteTable add) {
    add("POST", "/configuration", Action::manage_settings, configure);
}

}  // namespace cronmon
