#include "cli/commands.h"
#include "cli/list.h"
#include "cli/task_view.h"
#include "cli/when.h"

#include <algorithm>
#include <functional>
#include <limits>

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
    const auto task = context.client.get(path_of("tasks", context.args.argument("NAME")));
    if (!task) return task.error();
    if (context.json()) context.out() << dump(*task) << '\n';
    else print_task(context, *task);
    return std::nullopt;
}

using Take = std::function<void(const Json&)>;

// From newest to oldest, at most `most` rows; the id below which there is more, or nothing.
Result<std::int64_t> each_ping(Context& context, std::int64_t before, std::int64_t most,
                               const Take& take) {
    const std::string path = path_of("tasks", context.args.argument("NAME"), "log");
    while (most > 0) {
        const std::int64_t length = std::min(most, list_request_rows);
        const auto rows = context.client.get(
            path + query_of({{"before", before > 0 ? std::to_string(before) : ""},
                             {"length", std::to_string(length)}}));
        if (!rows) return rows.error();
        const auto count = static_cast<std::int64_t>(rows->size());
        for (const Json& row : *rows) take(row);
        if (count < length) return 0;
        before = number_of(rows->back(), "id");
        most -= count;
    }
    return before;
}

std::string number_or_dash(const Json& row, std::string_view field, std::string_view unit = {}) {
    std::string text = text_of(row, field);
    return text.empty() ? "-" : text.append(unit);
}

std::vector<Cell> ping_row(const Json& ping, std::string_view zone) {
    const std::string kind = text_of(ping, "kind");
    return {local_time(instant_of(ping, "at_ms"), zone),
            {kind, kind == "fail" ? Colour::red : Colour::plain},
            text_of(ping, "method"),
            text_of(ping, "client_ip"),
            number_or_dash(ping, "exit_status"),
            number_or_dash(ping, "duration_ms", " ms"),
            text_of(ping, "body_bytes"),
            text_of(ping, "user_agent")};
}

Outcome print_log(Context& context, std::int64_t before, std::int64_t most) {
    const std::string name = context.args.argument("NAME");
    const auto task = context.client.get(path_of("tasks", name));
    if (!task) return task.error();
    const std::string zone = text_of(*task, "tz");
    Table table({{"AT"},
                 {"KIND"},
                 {"METHOD", Column::Side::left, Column::Keep::if_there_is_room},
                 {"FROM"},
                 {"EXIT", Column::Side::right},
                 {"DURATION", Column::Side::right},
                 {"BODY", Column::Side::right},
                 {"USER AGENT"}});
    const auto more = each_ping(context, before, most,
                                [&](const Json& ping) { table.add(ping_row(ping, zone)); });
    if (!more) return more.error();
    if (table.empty()) {
        context.out() << (before > 0 ? "no older pings" : "no pings yet") << '\n';
        return std::nullopt;
    }
    table.print(context.terminal);
    if (*more > 0)
        context.out() << coloured(context.terminal, Colour::faint,
                                  "older ones: --before " + std::to_string(*more))
                      << '\n';
    return std::nullopt;
}

Outcome log(Context& context) {
    constexpr std::int64_t all = std::numeric_limits<std::int64_t>::max();
    const bool on_screen = context.terminal.columns.has_value() && !context.json();
    const auto before = context.args.number("before", 0, 1, all);
    if (!before) return before.error();
    const auto most = context.args.number("length", on_screen ? list_page_rows : all, 1, all);
    if (!most) return most.error();
    if (!context.json()) return print_log(context, *before, *most);
    ArrayPrinter array(context.out());
    const auto more =
        each_ping(context, *before, *most, [&](const Json& ping) { array.add(ping); });
    if (!more) return more.error();
    array.end();
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
                     {"business", "B", "only of this business"}}),
         {"cronmon task list --status down", "cronmon task list --search backup --json"},
         "",
         list},
        {"task",
         "show",
         "tells all about a task",
         {name},
         {json_flag},
         {"cronmon task show nightly-backup"},
         "",
         show},
        {"task",
         "log",
         "lists a task's pings, newest first",
         {name},
         {{"length", "N", "at most so many (on a terminal 50, else all)"},
          {"before", "ID", "only those before the ping of this id"},
          json_flag},
         {"cronmon task log nightly-backup", "cronmon task log nightly-backup --length 1 --json"},
         "",
         log},
    };
}

}  // namespace cronmon
