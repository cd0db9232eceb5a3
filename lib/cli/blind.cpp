#include "base/duration.h"
#include "cli/commands.h"
#include "cli/list.h"
#include "cli/when.h"

namespace cronmon {
namespace {

std::vector<Cell> blind_row(const Context&, const Json& blind) {
    const auto from = instant_of(blind, "from_ms");
    const auto to = instant_of(blind, "to_ms");
    const std::string length =
        from && to ? duration_text(std::chrono::round<std::chrono::seconds>(*to - *from)) : "-";
    return {local_time(from, "UTC"), local_time(to, "UTC"), length, text_of(blind, "reason")};
}

Outcome list(Context& context) {
    return print_list(context, {"/blind",
                                "blind time",
                                "no blind times: cronmon was always listening",
                                {{"FROM"}, {"TO"}, {"LENGTH", Column::Side::right}, {"REASON"}},
                                blind_row});
}

}  // namespace

std::vector<Command> blind_commands() {
    return {
        {"blind",
         "list",
         "lists times in which cronmon was not listening, so no task was late",
         {},
         list_flags("", {}),
         {"cronmon blind list"},
         "",
         list},
    };
}

}  // namespace cronmon
