// What a business's tasks are pinged and asked about by, without a user.
#include "cli/commands.h"
#include "cli/list.h"
#include "cli/secret.h"
#include "cli/when.h"

#include <algorithm>

namespace cronmon {
namespace {

const Argument business_argument{"BUSINESS", "the business, by its name or id"};

// Whoever pings by the old key is a stranger afterwards.
Outcome ping_key(Context& context) {
    const std::string path = path_of("businesses", context.args.argument("BUSINESS"));
    const auto business = context.client.get(path);
    if (!business) return business.error();
    const std::string name = text_of(*business, "name");
    if (!text_of(*business, "ping_key").empty())
        if (auto no = confirm(context, "end the ping key of " + name + " that is in use?"))
            return no;
    const bool off = context.args.has("off");
    const auto after =
        off ? context.client.remove(path + "/ping-key") : context.client.post(path + "/ping-key");
    if (!after) return after.error();
    const std::string key = text_of(*after, "ping_key");
    say(context, *after, off ? name + " has no ping key any more" : key);
    return std::nullopt;
}

std::string path_of_keys(const Context& context, std::string_view may = {}) {
    std::string path = path_of("businesses", context.args.argument("BUSINESS"), "keys");
    return may.empty() ? path : path.append("/").append(may);
}

std::vector<Cell> key_row(const Context& context, const Json& key) {
    return {text_of(key, "may"), text_of(key, "hint") + "...",
            from_now(instant_of(key, "created_ms"), context.clock.now())};
}

Outcome keys(Context& context) {
    return print_list(context, {path_of_keys(context),
                                "key",
                                "no keys yet; make one with: cronmon business key BUSINESS --may "
                                "write",
                                {{"MAY"}, {"BEGINS"}, {"MADE"}},
                                key_row,
                                Paged::by_command});
}

Outcome remove_key(Context& context, const std::string& may) {
    const std::string which = "the " + may + " key of " + context.args.argument("BUSINESS");
    if (auto no = confirm(context, "end " + which + "?")) return no;
    const auto removed = context.client.remove(path_of_keys(context, may));
    if (!removed) return removed.error();
    say(context, *removed, "removed " + which);
    return std::nullopt;
}

bool has_key(const Json& list, const std::string& may) {
    return std::ranges::any_of(array_of(list, "rows"),
                               [&](const Json& key) { return text_of(key, "may") == may; });
}

// A program with the old key is a stranger afterwards.
Outcome key(Context& context) {
    const std::string may = context.args.value("may").value_or("");
    if (context.args.has("remove")) return remove_key(context, may);
    const auto list = context.client.get(path_of_keys(context));
    if (!list) return list.error();
    const std::string name = context.args.argument("BUSINESS");
    if (has_key(*list, may))
        if (auto no = confirm(context, "end the " + may + " key of " + name + " that is in use?"))
            return no;
    const auto made = context.client.post(path_of_keys(context), {{"may", may}});
    if (!made) return made.error();
    const std::string prometheus =
        may == "read" ? "; Prometheus reads " + text_of(*made, "metrics_path") + " with it" : "";
    tell_once(
        context, *made,
        name + " is asked with this key; it may " + may + ", and is shown only now" + prometheus,
        text_of(*made, "key"));
    return std::nullopt;
}

}  // namespace

std::vector<Command> business_key_commands() {
    return {
        {"business",
         "ping-key",
         "makes the key of the URLs by which its tasks are pinged by slug",
         {business_argument},
         {{"off", "", "takes it away"}, yes_flag, json_flag},
         {"cronmon business ping-key payments", "cronmon business ping-key payments --off --yes"},
         "A ping goes to SERVER/ping/KEY/SLUG then. With ?create=1 it makes the task, if there is\n"
         "none with that slug. A new key ends the old one.",
         ping_key},
        {"business",
         "key",
         "makes a key for programs that know the management API of Healthchecks",
         {business_argument},
         {{"may", "write|read", "change its tasks, or only look at them", Need::required},
          {"remove", "", "take it away"},
          yes_flag,
          json_flag},
         {"cronmon business key payments --may write",
          "cronmon business key payments --may read --remove --yes"},
         "They ask SERVER/api/v3/ with it, in X-Api-Key. A new key ends the old one that may the\n"
         "same.",
         key},
        {"business",
         "keys",
         "lists these keys, as far as they are known",
         {business_argument},
         list_flags("", {}),
         {"cronmon business keys payments"},
         "",
         keys},
    };
}

}  // namespace cronmon
