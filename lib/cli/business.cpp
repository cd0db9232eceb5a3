#include "cli/commands.h"
#include "cli/list.h"

namespace cronmon {
namespace {

const Argument business_argument{"BUSINESS", "the business, by its name or id"};
const Argument notifier_argument{"NOTIFIER", "the notifier, by its name or id"};

std::vector<Cell> business_row(const Context&, const Json& business) {
    const bool enabled = truth_of(business, "enabled");
    return {text_of(business, "name"), enabled ? Cell("yes") : Cell("no", Colour::yellow),
            text_of(business, "tasks"), names_of(business, "notifiers")};
}

Outcome list(Context& context) {
    return print_list(context, {"/businesses",
                                "business",
                                "no businesses yet; add one with: cronmon business add NAME",
                                {{"NAME"}, {"ENABLED"}, {"TASKS", Column::Side::right}, {"TELLS"}},
                                business_row});
}

Outcome add(Context& context) {
    const auto business =
        context.client.post("/businesses", {{"name", context.args.argument("NAME")}});
    if (!business) return business.error();
    say(context, *business, "added business " + text_of(*business, "name"));
    return std::nullopt;
}

Outcome edit(Context& context) {
    Json body = Json::object();
    if (const auto name = context.args.value("name")) body["name"] = *name;
    if (context.args.has("enable")) body["enabled"] = true;
    if (context.args.has("disable")) body["enabled"] = false;
    if (body.empty()) return context.usage("say what to change: --name, --enable or --disable");
    const auto path = path_of("businesses", context.args.argument("BUSINESS"));
    const auto business = context.client.patch(path, body);
    if (!business) return business.error();
    std::string sentence = "changed business " + text_of(*business, "name");
    if (context.args.has("disable")) sentence += ", its tasks are paused";
    if (context.args.has("enable")) sentence += ", its tasks stay as they are until resumed";
    say(context, *business, sentence);
    return std::nullopt;
}

Outcome remove(Context& context) {
    const auto business =
        context.client.get(path_of("businesses", context.args.argument("BUSINESS")));
    if (!business) return business.error();
    const std::string name = text_of(*business, "name");
    const std::string tasks = counted(number_of(*business, "tasks"), "task");
    if (auto no =
            confirm(context, "remove business " + name + " with " + tasks + " and their logs?"))
        return no;
    const auto removed = context.client.remove(path_of("businesses", name));
    if (!removed) return removed.error();
    say(context, *business, "removed business " + name + " with " + tasks);
    return std::nullopt;
}

// The path of who is told by which business.
std::string assignment(const Context& context) {
    return path_of("businesses", context.args.argument("BUSINESS"),
                   "notifiers/" + percent_encoded(context.args.argument("NOTIFIER")));
}

Outcome notify(Context& context) {
    const auto answer = context.client.put(assignment(context));
    if (!answer) return answer.error();
    say(context, *answer,
        context.args.argument("BUSINESS") + " tells " + context.args.argument("NOTIFIER"));
    return std::nullopt;
}

Outcome unnotify(Context& context) {
    const auto answer = context.client.remove(assignment(context));
    if (!answer) return answer.error();
    say(context, *answer,
        context.args.argument("BUSINESS") + " no longer tells " +
            context.args.argument("NOTIFIER"));
    return std::nullopt;
}

}  // namespace

std::vector<Command> business_commands() {
    return {
        {"business",
         "add",
         "adds a business",
         {{"NAME", "what to call it, 2 to 64 characters"}},
         {json_flag},
         {"cronmon business add payments"},
         "",
         add},
        {"business",
         "list",
         "lists businesses, with those they tell",
         {},
         list_flags("name, tasks or created", {}),
         {"cronmon business list"},
         "",
         list},
        {"business",
         "edit",
         "renames, disables or enables a business",
         {business_argument},
         {{"name", "NAME", "another name"},
          {"enable", "", "may alert again; its tasks stay paused until resumed", Need::at_most_one},
          {"disable", "", "alerts nobody, and pauses all its tasks", Need::at_most_one},
          json_flag},
         {"cronmon business edit payments --disable"},
         "",
         edit},
        {"business",
         "remove",
         "removes a business with its tasks and their logs",
         {business_argument},
         {yes_flag, json_flag},
         {"cronmon business remove payments --yes"},
         "",
         remove},
        {"business",
         "notify",
         "tells a notifier of all alerts of a business",
         {business_argument, notifier_argument},
         {json_flag},
         {"cronmon business notify payments alice"},
         "",
         notify},
        {"business",
         "unnotify",
         "tells the notifier no longer",
         {business_argument, notifier_argument},
         {json_flag},
         {"cronmon business unnotify payments alice"},
         "",
         unnotify},
    };
}

}  // namespace cronmon
