#include "cli/commands.h"
#include "cli/list.h"

namespace cronmon {
namespace {

const Argument notifier_argument{"NOTIFIER", "the notifier, by its name or id"};

std::vector<Cell> notifier_row(const Context&, const Json& notifier) {
    const bool enabled = truth_of(notifier, "enabled");
    return {text_of(notifier, "name"),
            text_of(notifier, "email"),
            text_of(notifier, "phone"),
            text_of(notifier, "lang"),
            enabled ? Cell("yes") : Cell("no", Colour::yellow),
            names_of(notifier, "businesses")};
}

Outcome list(Context& context) {
    return print_list(context,
                      {"/notifiers",
                       "notifier",
                       "no notifiers yet; add one with: cronmon notifier add NAME --email ADDRESS",
                       {{"NAME"},
                        {"E-MAIL"},
                        {"PHONE", Column::Side::left, Column::Keep::if_there_is_room},
                        {"LANG"},
                        {"ENABLED"},
                        {"TOLD BY"}},
                       notifier_row});
}

Json body_of(const Context& context) {
    Json body = Json::object();
    for (const std::string flag : {"name", "email", "phone", "lang"})
        if (const auto value = context.args.value(flag)) body[flag] = *value;
    if (context.args.has("enable")) body["enabled"] = true;
    if (context.args.has("disable")) body["enabled"] = false;
    return body;
}

Outcome add(Context& context) {
    Json body = body_of(context);
    body["name"] = context.args.argument("NAME");
    const auto notifier = context.client.post("/notifiers", body);
    if (!notifier) return notifier.error();
    const std::string name = text_of(*notifier, "name");
    say(context, *notifier,
        "added notifier " + name +
            "; a business tells them after: cronmon business notify BUSINESS " + name);
    return std::nullopt;
}

Outcome edit(Context& context) {
    const Json body = body_of(context);
    if (body.empty()) return context.usage("say what to change, for example --email ADDRESS");
    const auto path = path_of("notifiers", context.args.argument("NOTIFIER"));
    const auto notifier = context.client.patch(path, body);
    if (!notifier) return notifier.error();
    say(context, *notifier, "changed notifier " + text_of(*notifier, "name"));
    return std::nullopt;
}

Outcome remove(Context& context) {
    const auto notifier =
        context.client.get(path_of("notifiers", context.args.argument("NOTIFIER")));
    if (!notifier) return notifier.error();
    const std::string name = text_of(*notifier, "name");
    const auto businesses = static_cast<std::int64_t>(array_of(*notifier, "businesses").size());
    if (auto no = confirm(context, "remove notifier " + name + ", told by " +
                                       counted(businesses, "business") + "?"))
        return no;
    const auto removed = context.client.remove(path_of("notifiers", name));
    if (!removed) return removed.error();
    say(context, *notifier, "removed notifier " + name);
    return std::nullopt;
}

// The mail server's own words, whichever they are.
Outcome test(Context& context) {
    const std::string name = context.args.argument("NOTIFIER");
    const auto answer =
        context.client.post(path_of("notifiers", name, "test"), Json::object(), patience_for_mail);
    if (!answer) return answer.error();
    if (!truth_of(*answer, "sent")) return Error{Code::invalid, text_of(*answer, "error")};
    say(context, *answer, "the mail server took a letter to " + name);
    return std::nullopt;
}

}  // namespace

std::vector<Command> notifier_commands() {
    const Flag email{"email", "ADDRESS", "where letters go"};
    const Flag phone{"phone", "P", "11 digits, for people to read; empty: none"};
    const Flag lang{"lang", "zh|en", "language of letters (zh)"};
    Flag needed_email = email;
    needed_email.need = Need::required;
    return {
        {"notifier",
         "add",
         "adds somebody who is told",
         {{"NAME", "what to call them, 2 to 64 characters"}},
         {needed_email, phone, lang, json_flag},
         {"cronmon notifier add alice --email alice@example.com --lang en"},
         "",
         add},
        {"notifier",
         "list",
         "lists those who are told",
         {},
         list_flags("name, email or created", {}),
         {"cronmon notifier list --search example.com"},
         "",
         list},
        {"notifier",
         "edit",
         "changes a notifier",
         {notifier_argument},
         {{"name", "NAME", "another name"},
          email,
          phone,
          lang,
          {"enable", "", "is told again", Need::at_most_one},
          {"disable", "", "is told nothing", Need::at_most_one},
          json_flag},
         {"cronmon notifier edit alice --email alice@example.org"},
         "",
         edit},
        {"notifier",
         "remove",
         "removes a notifier",
         {notifier_argument},
         {yes_flag, json_flag},
         {"cronmon notifier remove alice --yes"},
         "",
         remove},
        {"notifier",
         "test",
         "sends a notifier a test letter and tells what the mail server said",
         {notifier_argument},
         {json_flag},
         {"cronmon notifier test alice"},
         "",
         test},
    };
}

}  // namespace cronmon
