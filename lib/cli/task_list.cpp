#include "cli/commands.h"
#include "cli/list.h"
#include "cli/suspicion.h"
#include "cli/task_view.h"
#include "cli/when.h"

namespace cronmon {
namespace {

std::vector<Cell> task_row(const Context& context, const Json& task) {
    const Instant now = context.clock.now();
    const std::string state = text_of(task, "state");
    return {text_of(task, "name"),
            {state, colour_of_state(state)},
            text_of(task, "business"),
            text_of(task, "schedule"),
            text_of(task, "tz"),
            from_now(instant_of(task, "last_ping_ms"), now),
            from_now(instant_of(task, "deadline_ms"), now)};
}

Outcome list(Context& context) {
    return print_list(
        context,
        {"/tasks",
         "task",
         "no tasks yet; add one with: cronmon task add NAME --business B --cron '0 2 * * *'",
         {{"NAME"},
          {"STATE"},
          {"BUSINESS"},
          {"SCHEDULE"},
          {"ZONE", Column::Side::left, Column::Keep::if_there_is_room},
          {"LAST PING"},
          {"GOES DOWN"}},
         task_row});
}

Outcome show(Context& context) {
    const std::string name = context.args.argument("NAME");
    auto task = context.client.get(path_of("tasks", name));
    if (!task) return task.error();
    auto suspicions = suspicions_of(context.client, name);
    if (!suspicions) return suspicions.error();
    (*task)["suspicions"] = *std::move(suspicions);
    if (context.json()) context.out() << dump(*task) << '\n';
    else print_task(context, *task);
    return std::nullopt;
}

}  // namespace

std::vector<Command> task_list_commands() {
    const Argument name{"NAME", "the task, by its name or id"};
    return {
        {"task",
         "list",
         "lists tasks",
         {},
         list_flags("name, state, business, last_ping, deadline or created",
                    {{"status", "STATE", "only new, up, late, down or paused"},
                     {"business", "B", "only of this business"},
                     {"tag", "TAGS", "only with each of these tags"}}),
         {"cronmon task list --status down", "cronmon task list --search backup --json"},
         "",
         list},
        {"task",
         "show",
         "tells all about a task, and what looks wrong with it",
         {name},
         {json_flag},
         {"cronmon task show nightly-backup", "cronmon task show nightly-backup --json"},
         "",
         show},
    };
}

}  // namespace cronmon
