#include "base/nearest.h"
#include "base/quote.h"
#include "cli/commands.h"
#include "cli/context.h"
#include "cli/table.h"
#include "core/settings.h"

#include <algorithm>

namespace cronmon {
namespace {

// Options belong to the process that was started (app/config), settings to the database
// (core/settings). A reader wants to see both in one list: name, value, origin.
Json as_row(const Json& one, std::string_view origin) {
    return {{"name", text_of(one, "name")},
            {"value", one.contains("value") ? one["value"] : Json()},
            {"origin", origin},
            {"secret", truth_of(one, "secret")},
            {"set", origin != "default"}};
}

Result<std::vector<Json>> all_rows(Context& context) {
    std::vector<Json> rows;
    const auto options = context.client.get("/config");
    if (!options) return options.error();
    for (const Json& option : array_of(*options, "rows"))
        rows.push_back(as_row(option, text_of(option, "origin")));
    const auto settings = context.client.get("/settings");
    if (!settings) return settings.error();
    for (const Json& setting : array_of(*settings, "rows"))
        rows.push_back(as_row(setting, truth_of(setting, "set") ? "database" : "default"));
    return rows;
}

std::string shown_value(const Json& row) {
    if (!truth_of(row, "secret")) return text_of(row, "value");
    return truth_of(row, "set") ? "(hidden)" : "";
}

Outcome list(Context& context) {
    const auto rows = all_rows(context);
    if (!rows) return rows.error();
    if (context.json()) {
        context.out() << dump(Json(*rows)) << '\n';
        return std::nullopt;
    }
    Table table({{"NAME"}, {"VALUE"}, {"FROM"}});
    for (const Json& row : *rows) {
        const std::string origin = text_of(row, "origin");
        table.add({text_of(row, "name"),
                   shown_value(row),
                   {origin, origin == "default" ? Colour::faint : Colour::plain}});
    }
    table.print(context.terminal);
    return std::nullopt;
}

const Json* find_row(const std::vector<Json>& rows, std::string_view name) {
    const auto found =
        std::ranges::find_if(rows, [&](const Json& row) { return text_of(row, "name") == name; });
    return found == rows.end() ? nullptr : &*found;
}

Error unknown_name(const std::vector<Json>& rows, std::string_view name) {
    std::vector<std::string> names;
    for (const Json& row : rows) names.push_back(text_of(row, "name"));
    return {Code::not_found, "config: there is no " + quote(name) + did_you_mean(name, names)};
}

Outcome get(Context& context) {
    const std::string name = context.args.argument("NAME");
    const auto rows = all_rows(context);
    if (!rows) return rows.error();
    const Json* row = find_row(*rows, name);
    if (row == nullptr) return unknown_name(*rows, name);
    say(context, *row, shown_value(*row));
    return std::nullopt;
}

// What is no setting may be an option, which no command can change while cronmon runs.
Error not_a_setting(Context& context, const std::string& name) {
    const auto rows = all_rows(context);
    if (!rows) return rows.error();
    if (find_row(*rows, name) == nullptr) return unknown_name(*rows, name);
    std::string variable = "CRONMON_";
    for (const char c : name)
        variable += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c == '-' ? '_' : c;
    return {Code::invalid, name + ": is fixed when cronmon starts: give it as --" + name + ", as " +
                               variable + " or in the file of --config, and restart"};
}

Result<std::string> wanted_value(Context& context, const std::string& name) {
    const std::string value = context.args.argument("VALUE");
    if (value != "-") return value;
    const auto line = read_secret(context.terminal, name);
    if (!line) return Error{Code::invalid, name + ": there is no line on the standard input"};
    return *line;
}

Outcome set(Context& context) {
    const std::string name = context.args.argument("NAME");
    const bool reset = context.args.has("default");
    if (reset == context.args.has_argument("VALUE"))
        return context.usage(reset ? "takes VALUE or --default, not both"
                                   : "VALUE is missing: the value, or --default");
    if (find_setting(name) == nullptr) return not_a_setting(context, name);
    const auto path = path_of("settings", name);
    if (reset) {
        const auto answer = context.client.remove(path);
        if (!answer) return answer.error();
        say(context, *answer, name + " is back to its default");
        return std::nullopt;
    }
    const auto value = wanted_value(context, name);
    if (!value) return value.error();
    const auto answer = context.client.put(path, {{"value", *value}});
    if (!answer) return answer.error();
    say(context, *answer,
        find_setting(name)->secret ? name + " is set" : name + " is " + quote(*value));
    return std::nullopt;
}

std::string_view setting_notes() {
    static const std::string notes = [] {
        std::string text = "settings:";
        for (const SettingRule& rule : setting_rules())
            text.append("\n  ").append(rule.name).append(": ").append(rule.help);
        return text;
    }();
    return notes;
}

}  // namespace

std::vector<Command> config_commands() {
    const Argument name{"NAME", "such as smtp.host"};
    return {
        {"config",
         "list",
         "lists options and settings, and where each value came from",
         {},
         {json_flag},
         {"cronmon config list"},
         "Options are fixed when cronmon starts; settings are kept in the database.",
         list},
        {"config",
         "get",
         "tells the value of an option or a setting",
         {name},
         {json_flag},
         {"cronmon config get smtp.host"},
         "",
         get},
        {"config",
         "set",
         "changes a setting, at once",
         {name, {"VALUE", "its value; - reads it from the standard input", Need::optional}},
         {{"default", "", "back to the default"}, json_flag},
         {"cronmon config set smtp.host mail.example.com",
          "cronmon config set smtp.password - < password.txt",
          "cronmon config set smtp.port --default"},
         setting_notes(),
         set},
    };
}

}  // namespace cronmon
