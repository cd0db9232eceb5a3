#include "base/version.h"

#include "cli/commands.h"
#include "cli/context.h"

namespace cronmon {
namespace {

Outcome tell(Context& context) {
    say(context, {{"version", version}}, "cronmon " + std::string(version));
    return std::nullopt;
}

}  // namespace

std::vector<Command> version_commands() {
    return {{"version",
             "",
             "tells which cronmon this is",
             {},
             {json_flag},
             {"cronmon version"},
             "",
             tell}};
}

}  // namespace cronmon
