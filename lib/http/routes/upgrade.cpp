// Another program in the place of this one. Only who can open the operators' socket may choose
// what this machine executes.
#include "http/find.h"
#include "http/json_upgrade.h"
#include "http/problem.h"
#include "http/routes.h"

namespace cronmon {
namespace {

std::optional<Error> refuse(const Services& services, const Ask& ask) {
    if (!ask.at_operators_socket)
        return Error{Code::forbidden, "upgrade: only by the socket in the data folder"};
    if (services.upgrader == nullptr)
        return Error{Code::conflict, "upgrade: no server is running here"};
    return check_parameters(ask, {});
}

Reply show_upgrade(const Services& services, const Ask& ask) {
    if (const auto error = refuse(services, ask)) return problem(*error);
    return {200, upgrade_json(services.upgrader->facts())};
}

Reply begin_upgrade(const Services& services, const Ask& ask) {
    if (const auto error = refuse(services, ask)) return problem(*error);
    const auto program = read_upgrade_body(ask.body);
    if (!program) return problem(program.error());
    if (const auto error = services.upgrader->begin(*program)) return problem(*error);
    return {202, upgrade_json(services.upgrader->facts())};
}

}  // namespace

void add_upgrade_routes(RouteTable add) {
    add("GET", "/upgrade", Action::manage_settings, show_upgrade);
    add("POST", "/upgrade", Action::manage_settings, begin_upgrade);
}

}  // namespace cronmon
