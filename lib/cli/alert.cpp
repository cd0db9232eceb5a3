#include "cli/commands.h"
#include "cli/list.h"
#include "cli/task_view.h"
#include "cli/when.h"

namespace cronmon {
namespace {

Colour colour_of_status(std::string_view status) {
    if (status == "sent") return Colour::green;
    return status == "failed" ? Colour::red : Colour::yellow;
}

std::vector<Cell> alert_row(const Context& context, const Json& alert) {
    const Instant now = context.clock.now();
    const std::string state = text_of(alert, "to_state");
    const std::string status = text_of(alert, "status");
    return {text_of(alert, "id"),
            text_of(alert, "task"),
            {state, colour_of_state(state)},
            from_now(instant_of(alert, "at_ms"), now),
            text_of(alert, "recipient"),
            {status, colour_of_status(status)},
            text_of(alert, "attempts"),
            from_now(instant_of(alert, "sent_ms"), now),
            from_now(instant_of(alert, "next_try_ms"), now),
            text_of(alert, "error")};
}

Outcome list(Context& context) {
    return print_list(context, {"/alerts",
                                "alert",
                                "no alerts yet: nothing went down",
                                {{"ID", Column::Side::right, Column::Keep::if_there_is_room},
                                 {"TASK"},
                                 {"TO"},
                                 {"AT"},
                                 {"RECIPIENT"},
                                 {"STATUS"},
                                 {"TRIES", Column::Side::right},
                                 {"SENT", Column::Side::left, Column::Keep::if_there_is_room},
                                 {"NEXT TRY"},
                                 {"ERROR"}},
                                alert_row});
}

Outcome retry(Context& context) {
    const std::string id = context.args.argument("ID");
    const auto answer = context.client.post(path_of("alerts", id, "retry"));
    if (!answer) return answer.error();
    say(context, {{"id", id}}, "alert " + id + " is owed again, and tried at once");
    return std::nullopt;
}

}  // namespace

std::vector<Command> alert_commands() {
    return {
        {"alert",
         "list",
         "lists alerts: owed, sent or failed, and why",
         {},
         list_flags("", {{"status", "STATUS", "only owed, sent or failed"}}),
         {"cronmon alert list --status failed", "cronmon alert list --json"},
         "",
         list},
        {"alert",
         "retry",
         "tries an alert again that failed or waits for its next try",
         {{"ID", "the alert, by its id in the list"}},
         {json_flag},
         {"cronmon alert retry 42"},
         "",
         retry},
    };
}

}  // namespace cronmon
