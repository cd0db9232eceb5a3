// Who works with cronmon: who they are and what they see.
#include "core/user.h"

#include "base/quote.h"
#include "cli/commands.h"
#include "cli/list.h"
#include "cli/secret.h"
#include "cli/when.h"

namespace cronmon {
namespace {

const Argument user_argument{"USER", "the user, by their name or id"};

std::string businesses_of(const Json& user) {
    return truth_of(user, "all_businesses") ? "all" : names_of(user, "businesses");
}

std::vector<Cell> user_row(const Context& context, const Json& user) {
    const bool enabled = truth_of(user, "enabled");
    return {text_of(user, "name"),
            text_of(user, "role"),
            enabled ? Cell("yes") : Cell("no", Colour::yellow),
            text_of(user, "email"),
            text_of(user, "phone"),
            from_now(instant_of(user, "last_login_ms"), context.clock.now()),
            businesses_of(user)};
}

// The server calls it a status.
Outcome check_role(const Context& context) {
    const auto role = context.args.value("role");
    if (!role || role_of(*role)) return std::nullopt;
    return Error{Code::invalid, "role: must be admin, manager or reader, got " + quote(*role)};
}

Outcome list(Context& context) {
    if (auto error = check_role(context)) return error;
    return print_list(context, {"/users",
                                "user",
                                "no users yet; add one with: cronmon user add NAME",
                                {{"NAME"},
                                 {"ROLE"},
                                 {"ENABLED"},
                                 {"E-MAIL", Column::Side::left, Column::Keep::if_there_is_room},
                                 {"PHONE", Column::Side::left, Column::Keep::if_there_is_room},
                                 {"LAST LOGIN"},
                                 {"SEES"}},
                                user_row});
}

// How somebody signs in: with a password, or first by a link.
std::string password_words(const Json& user, Instant now) {
    const auto link_until = instant_of(user, "setup_until_ms");
    const bool link = link_until && *link_until > now;
    std::string words = truth_of(user, "has_password") ? "set" : "none";
    if (link) words += ", a set-up link is good for " + rough(*link_until - now);
    return words;
}

void print_user(Context& context, const Json& user) {
    const Instant now = context.clock.now();
    const bool enabled = truth_of(user, "enabled");
    const auto moment = [&](std::string_view field) {
        return local_time_from_now(instant_of(user, field), "UTC", now);
    };
    print_facts(context.terminal,
                {{"name", text_of(user, "name")},
                 {"id", text_of(user, "id")},
                 {"role", text_of(user, "role")},
                 {"sees", businesses_of(user)},
                 {"enabled", enabled ? Cell("yes") : Cell("no", Colour::yellow)},
                 {"e-mail", text_of(user, "email")},
                 {"phone", text_of(user, "phone")},
                 {"language", text_of(user, "lang")},
                 {"password", password_words(user, now)},
                 {"second factor", truth_of(user, "has_totp") ? "on" : "off"},
                 {"API name", text_of(user, "api_name")},
                 {"API password", truth_of(user, "has_api_password") ? "set" : "none"},
                 {"created", moment("created_ms")},
                 {"last login", moment("last_login_ms")}});
}

Outcome show(Context& context) {
    const auto user = context.client.get(path_of("users", context.args.argument("USER")));
    if (!user) return user.error();
    if (context.json()) context.out() << dump(*user) << '\n';
    else print_user(context, *user);
    return std::nullopt;
}

Json body_of(const Context& context) {
    Json body = Json::object();
    for (const std::string flag : {"name", "role", "email", "phone", "lang"})
        if (const auto value = context.args.value(flag)) body[flag] = *value;
    if (const auto api_name = context.args.value("api-name")) body["api_name"] = *api_name;
    if (context.args.has("admin")) body["role"] = "admin";
    if (context.args.has("all-businesses")) body["all_businesses"] = true;
    if (context.args.has("no-all-businesses")) body["all_businesses"] = false;
    if (context.args.has("enable")) body["enabled"] = true;
    if (context.args.has("disable")) body["enabled"] = false;
    return body;
}

// `a manager who sees db, web`
std::string who_they_are(const Json& user) {
    const std::string role = text_of(user, "role");
    if (role == "admin") return "an administrator";
    const std::string businesses = businesses_of(user);
    return "a " + role + " who sees " +
           (businesses.empty()    ? "no business yet"
            : businesses == "all" ? "all businesses"
                                  : businesses);
}

// Nobody knows the password of somebody else: they choose it, by a link that is good once.
Outcome say_added(Context& context, Json user) {
    const std::string name = text_of(user, "name");
    const auto link = context.client.post(path_of("users", name, "setup-link"));
    if (!link)
        return Error{link.error().code, "user " + name + " was added, but without a set-up link: " +
                                            link.error().message};
    user["link"] = text_of(*link, "link");
    user["link_until_ms"] = number_of(*link, "until_ms");
    tell_once(context, user,
              "added user " + name + ", " + who_they_are(user) +
                  "; within 24 hours they choose a password, once, at",
              text_of(user, "link"));
    return std::nullopt;
}

Outcome add(Context& context) {
    Json body = body_of(context);
    body["name"] = context.args.argument("NAME");
    if (const auto names = context.args.values("business"); !names.empty())
        body["businesses"] = names;
    const auto password = wanted_password(context);
    if (!password) return password.error();
    if (*password) body["password"] = **password;
    const auto user = context.client.post("/users", body);
    if (!user) return user.error();
    if (!*password) return say_added(context, *user);
    say(context, *user, "added user " + text_of(*user, "name") + ", " + who_they_are(*user));
    return std::nullopt;
}

Outcome edit(Context& context) {
    const Args& args = context.args;
    if (args.has("all-businesses") && args.has("no-all-businesses"))
        return context.usage("takes only one of --all-businesses and --no-all-businesses");
    if (args.has("enable") && args.has("disable"))
        return context.usage("takes only one of --enable and --disable");
    const Json body = body_of(context);
    if (body.empty()) return context.usage("say what to change, for example --role reader");
    const auto user = context.client.patch(path_of("users", context.args.argument("USER")), body);
    if (!user) return user.error();
    say(context, *user, "changed user " + text_of(*user, "name") + ", " + who_they_are(*user));
    return std::nullopt;
}

Outcome enable(Context& context) {
    const auto user =
        context.client.patch(path_of("users", context.args.argument("USER")), {{"enabled", true}});
    if (!user) return user.error();
    say(context, *user, "user " + text_of(*user, "name") + " may sign in again");
    return std::nullopt;
}

Outcome disable(Context& context) {
    const auto user =
        context.client.patch(path_of("users", context.args.argument("USER")), {{"enabled", false}});
    if (!user) return user.error();
    say(context, *user,
        "user " + text_of(*user, "name") +
            " is disabled: no session, token or password of theirs "
            "opens anything");
    return std::nullopt;
}

Outcome remove(Context& context) {
    const auto user = context.client.get(path_of("users", context.args.argument("USER")));
    if (!user) return user.error();
    const std::string name = text_of(*user, "name");
    if (auto no = confirm(context, "remove user " + name + " with their tokens?")) return no;
    // Not by their id, which may be the name of another.
    const auto removed = context.client.remove(path_of("users", name));
    if (!removed) return removed.error();
    say(context, *user, "removed user " + name);
    return std::nullopt;
}

}  // namespace

std::vector<Command> user_commands() {
    const Flag role{"role", "ROLE", "admin, manager (changes what they see) or reader (looks)",
                    Need::at_most_one};
    const Flag admin{"admin", "", "the same as --role admin", Need::at_most_one};
    const Flag email{"email", "ADDRESS", "for people to read, and to be told of empty businesses"};
    const Flag phone{"phone", "P", "11 digits, for people to read; empty: none"};
    const Flag lang{"lang", "zh|en", "language of their pages (zh)"};
    const Flag api_name{"api-name", "NAME",
                        "who they are to the original's API, 8 to 32 characters"};
    const Flag all{"all-businesses", "", "sees every business, also later ones"};
    return {
        {"user",
         "add",
         "adds somebody who may sign in, and prints a link by which they choose a password",
         {{"NAME", "what to call them, 8 to 64 characters"}},
         {admin,
          role,
          {"business", "B", "sees this business; again for each", Need::optional, true},
          all,
          email,
          phone,
          lang,
          api_name,
          password_flag,
          json_flag},
         {"cronmon user add wang.wei --business payments --business web --lang en",
          "cronmon user add administrator2 --admin",
          "cronmon user add wallboard --role reader --all-businesses --password - < password.txt"},
         "Without --role they are a manager. With --password - there is no link.",
         add},
        {"user",
         "list",
         "lists users",
         {},
         list_flags("name, role, created or last_login",
                    {{"role", "ROLE", "only admin, manager or reader"}}),
         {"cronmon user list --role admin"},
         "",
         list},
        {"user",
         "show",
         "tells all about a user",
         {user_argument},
         {json_flag},
         {"cronmon user show wang.wei"},
         "",
         show},
        {"user",
         "edit",
         "changes a user",
         {user_argument},
         {{"name", "NAME", "another name"},
          admin,
          role,
          all,
          {"no-all-businesses", "", "sees only those that were granted"},
          email,
          phone,
          lang,
          api_name,
          {"enable", "", "as user enable"},
          {"disable", "", "as user disable"},
          json_flag},
         {"cronmon user edit wang.wei --role reader --email ''"},
         "",
         edit},
        {"user",
         "enable",
         "lets a user sign in again",
         {user_argument},
         {json_flag},
         {"cronmon user enable wang.wei"},
         "",
         enable},
        {"user",
         "disable",
         "keeps a user out, at once",
         {user_argument},
         {json_flag},
         {"cronmon user disable wang.wei"},
         "",
         disable},
        {"user",
         "remove",
         "removes a user with their tokens",
         {user_argument},
         {yes_flag, json_flag},
         {"cronmon user remove wang.wei --yes"},
         "What they did stays in the audit log.",
         remove},
    };
}

}  // namespace cronmon
