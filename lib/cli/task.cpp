#include "cli/commands.h"
#include "cli/context.h"
#include "cli/task_view.h"
#include "core/model.h"

namespace cronmon {
namespace {

const Argument name_argument{"NAME", "the task, by its name or id"};
constexpr std::string_view durations =
    "DUR is 90s, 5m, 1h30m, 2d. ZONE is a name such as Asia/Shanghai. A calendar EXPR is that of\n"
    "systemd's OnCalendar.";

const Flag tz_flag{"tz", "ZONE", "time zone of the schedule (UTC)"};
const Flag grace_flag{"grace", "DUR", "how late a ping may come (5m)"};
const Flag tolerance_flag{"tolerance", "DUR", "how early a ping may come; auto: by the schedule"};
const Flag max_run_flag{"max-run", "DUR", "how long a run may take; none: as long as the grace"};
const Flag min_run_flag{"min-run", "DUR", "a run that takes less has failed; none"};
const Flag alert_after_flag{"alert-after", "N", "so many failures in a row make it go down (1)"};
const Flag recover_after_flag{"recover-after", "N", "so many successes bring it up again (1)"};
const Flag slug_flag{"slug", "SLUG", "its place behind the ping key of its business"};
const Flag tags_flag{"tags", "TAGS", "words separated by blanks"};
const Flag description_flag{"description", "TEXT", "what it is for"};
const Flag quiet_flag{"quiet-until-first-ping", "", "owes nothing before its first ping"};

// Flags whose values the server takes as they are, under the same name.
constexpr std::string_view as_given[] = {"name", "business", "cron", "every", "calendar",
                                         "tz",   "grace",    "slug", "tags",  "description"};

Result<Json> body_of(const Context& context) {
    Json body = Json::object();
    for (const std::string_view flag : as_given)
        if (const auto value = context.args.value(flag)) body[std::string(flag)] = *value;
    if (const auto tolerance = context.args.value("tolerance"))
        body["tolerance"] = *tolerance == "auto" ? Json() : Json(*tolerance);
    if (const auto run = context.args.value("max-run"))
        body["max_run"] = *run == "none" ? Json() : Json(*run);
    if (const auto run = context.args.value("min-run"))
        body["min_run"] = *run == "none" ? Json() : Json(*run);
    if (context.args.has("quiet-until-first-ping")) body["quiet_until_first_ping"] = true;
    if (context.args.has("no-quiet-until-first-ping")) body["quiet_until_first_ping"] = false;
    for (const auto& [flag, field] :
         {std::pair{"alert-after", "alert_after"}, std::pair{"recover-after", "recover_after"}}) {
        if (!context.args.has(flag)) continue;
        const auto number = context.args.number(flag, 1, 1, in_a_row_max);
        if (!number) return number.error();
        body[field] = *number;
    }
    return body;
}

Outcome add(Context& context) {
    auto read = body_of(context);
    if (!read) return read.error();
    Json& body = *read;
    body["name"] = context.args.argument("NAME");
    for (const char* field : {"tolerance", "max_run", "min_run"})
        if (body.contains(field) && body[field].is_null()) body.erase(field);
    const auto task = context.client.post("/tasks", body);
    if (!task) return task.error();
    const std::string name = text_of(*task, "name");
    const std::string words = schedule_words(context, *task);
    say(context, *task, "added " + name + ": " + words);
    if (context.json()) return std::nullopt;
    if (text_of(*task, "state") == "paused")
        context.out() << "it is paused, because its business is disabled\n";
    print_how_to_ping(context, *task);
    return std::nullopt;
}

Outcome edit(Context& context) {
    const auto body = body_of(context);
    if (!body) return body.error();
    if (body->empty()) return context.usage("say what to change, for example --grace 10m");
    const auto task = context.client.patch(path_of("tasks", context.args.argument("NAME")), *body);
    if (!task) return task.error();
    say(context, *task,
        "changed " + text_of(*task, "name") + ": " + schedule_words(context, *task));
    return std::nullopt;
}

Outcome tell(Context& context, std::string_view verb, std::string_view done) {
    const auto task = context.client.post(path_of("tasks", context.args.argument("NAME"), verb));
    if (!task) return task.error();
    say(context, *task, std::string(done) + " " + text_of(*task, "name"));
    return std::nullopt;
}

Outcome pause(Context& context) { return tell(context, "pause", "paused"); }
Outcome resume(Context& context) { return tell(context, "resume", "resumed"); }

Outcome remove(Context& context) {
    const auto task = context.client.get(path_of("tasks", context.args.argument("NAME")));
    if (!task) return task.error();
    const std::string name = text_of(*task, "name");
    if (auto no = confirm(context, "remove task " + name + " with its log and alerts?")) return no;
    // Not by its id, which may be the name of another.
    const auto removed = context.client.remove(path_of("tasks", name));
    if (!removed) return removed.error();
    say(context, *task, "removed " + name);
    return std::nullopt;
}

}  // namespace

std::vector<Command> task_commands() {
    return {
        {"task",
         "add",
         "adds a task and prints how to ping it",
         {{"NAME", "what to call it, 3 to 64 characters"}},
         {{"business", "B", "the business it belongs to", Need::required},
          {"cron", "EXPR", "five fields of cron, or a word such as @daily", Need::one_of},
          {"every", "DUR", "so long after each ping, 5s to 365d", Need::one_of},
          {"calendar", "EXPR", "a calendar event", Need::one_of},
          tz_flag,
          grace_flag,
          tolerance_flag,
          quiet_flag,
          max_run_flag,
          min_run_flag,
          alert_after_flag,
          recover_after_flag,
          slug_flag,
          tags_flag,
          description_flag,
          json_flag},
         {"cronmon task add nightly-backup --business db --cron '0 2 * * *' --tz Asia/Shanghai "
          "--grace 30m",
          "cronmon task add heartbeat --business web --every 90s --grace 30s",
          "cronmon task add payroll --business hr --calendar 'Mon..Fri 18:00'"},
         durations,
         add},
        {"task",
         "edit",
         "changes a task",
         {name_argument},
         {{"name", "NAME", "another name"},
          {"business", "B", "another business"},
          {"cron", "EXPR", "another schedule: five fields of cron", Need::at_most_one},
          {"every", "DUR", "another schedule: so long after each ping", Need::at_most_one},
          {"calendar", "EXPR", "another schedule: a calendar event", Need::at_most_one},
          {"tz", "ZONE", "time zone of the schedule"},
          {"grace", "DUR", "how late a ping may come"},
          tolerance_flag,
          quiet_flag,
          {"no-quiet-until-first-ping", "", "owes its first run like any other"},
          max_run_flag,
          min_run_flag,
          alert_after_flag,
          recover_after_flag,
          slug_flag,
          tags_flag,
          description_flag,
          json_flag},
         {"cronmon task edit nightly-backup --grace 1h",
          "cronmon task edit nightly-backup --cron '30 3 * * *' --tolerance auto"},
         durations,
         edit},
        {"task",
         "pause",
         "owes nothing and alerts nobody; its pings are still logged",
         {name_argument},
         {json_flag},
         {"cronmon task pause nightly-backup"},
         "",
         pause},
        {"task",
         "resume",
         "owes its next run again",
         {name_argument},
         {json_flag},
         {"cronmon task resume nightly-backup"},
         "",
         resume},
        {"task",
         "remove",
         "removes a task with its log and alerts",
         {name_argument},
         {yes_flag, json_flag},
         {"cronmon task remove nightly-backup --yes"},
         "",
         remove},
    };
}

}  // namespace cronmon
