// What a task has said, and what came of it.
#include "cli/commands.h"
#include "cli/list.h"
#include "cli/task_view.h"
#include "cli/when.h"

#include <algorithm>
#include <functional>
#include <limits>
#include <sstream>

namespace cronmon {
namespace {

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
    return {text_of(ping, "id"),
            local_time(instant_of(ping, "at_ms"), zone),
            {kind, kind == "fail" ? Colour::red : Colour::plain},
            text_of(ping, "method"),
            text_of(ping, "client_ip"),
            number_or_dash(ping, "exit_status"),
            number_or_dash(ping, "duration_ms", " ms"),
            text_of(ping, "body_bytes"),
            text_of(ping, "user_agent")};
}

Result<std::string> zone_of_task(Context& context) {
    const auto task = context.client.get(path_of("tasks", context.args.argument("NAME")));
    if (!task) return task.error();
    return text_of(*task, "tz");
}

Outcome print_log(Context& context, std::int64_t before, std::int64_t most) {
    const auto zone = zone_of_task(context);
    if (!zone) return zone.error();
    Table table({{"ID", Column::Side::right, Column::Keep::if_there_is_room},
                 {"AT"},
                 {"KIND"},
                 {"METHOD", Column::Side::left, Column::Keep::if_there_is_room},
                 {"FROM"},
                 {"EXIT", Column::Side::right},
                 {"DURATION", Column::Side::right},
                 {"BODY", Column::Side::right},
                 {"USER AGENT"}});
    const auto more = each_ping(context, before, most,
                                [&](const Json& ping) { table.add(ping_row(ping, *zone)); });
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

std::vector<Cell> flip_row(const Context& context, const Json& flip, std::string_view zone) {
    const std::string to = text_of(flip, "to_state");
    const auto at = instant_of(flip, "at_ms"), down_since = instant_of(flip, "down_since_ms");
    const bool was_down = at && down_since && *down_since < *at;
    return {local_time(at, zone),
            from_now(at, context.clock.now()),
            text_of(flip, "from_state"),
            {to, colour_of_state(to)},
            text_of(flip, "reason"),
            local_time(instant_of(flip, "slot_ms"), zone),
            was_down ? rough(*at - *down_since) : "-"};
}

Outcome flips(Context& context) {
    const auto zone = context.json() ? Result<std::string>(std::string{}) : zone_of_task(context);
    if (!zone) return zone.error();
    return print_list(
        context, {path_of("tasks", context.args.argument("NAME"), "flips") +
                      query_of({{"length", std::to_string(list_request_rows)}}),
                  "flip",
                  "no flips yet: it has not changed its state",
                  {{"AT"},
                   {"AGO", Column::Side::left, Column::Keep::if_there_is_room},
                   {"FROM"},
                   {"TO"},
                   {"WHY"},
                   {"RUN EXPECTED"},
                   {"WAS DOWN FOR"}},
                  [&zone](const Context& c, const Json& flip) { return flip_row(c, flip, *zone); },
                  Paged::by_command});
}

// For a pipe the very bytes; for a screen without what could command it.
Outcome body(Context& context) {
    const auto path = path_of("tasks", context.args.argument("NAME"),
                              "log/" + percent_encoded(context.args.argument("PING_ID")) + "/body");
    const auto bytes = context.client.bytes(path);
    if (!bytes) return bytes.error();
    if (!context.terminal.columns) {
        context.out() << *bytes;
        return std::nullopt;
    }
    std::istringstream lines(*bytes);
    for (std::string line; std::getline(lines, line);) context.out() << printable(line) << '\n';
    return std::nullopt;
}

}  // namespace

std::vector<Command> task_log_commands() {
    const Argument name{"NAME", "the task, by its name or id"};
    return {
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
        {"task",
         "flips",
         "lists when a task changed its state and why, newest first",
         {name},
         list_flags("", {}),
         {"cronmon task flips nightly-backup"},
         "It goes back for 1000 flips.",
         flips},
        {"task",
         "body",
         "writes what a ping sent as its body, byte for byte",
         {name, {"PING_ID", "the ping, by its id in the log"}},
         {},
         {"cronmon task body nightly-backup 4611686018427 > output.txt"},
         "",
         body},
    };
}

}  // namespace cronmon
