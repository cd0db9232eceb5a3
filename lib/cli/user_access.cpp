// What users sign in with, and which businesses they see.
#include "cli/commands.h"
#include "cli/list.h"
#include "cli/secret.h"
#include "cli/when.h"

namespace cronmon {
namespace {

const Argument user_argument{"USER", "the user, by their name or id"};

std::string path_of_user(const Context& context, std::string_view rest) {
    return path_of("users", context.args.argument("USER"), rest);
}

// One that is given, or one that the server makes up.
Outcome set_password(Context& context, std::string_view rest, std::string_view what,
                     std::string_view then) {
    const auto password = wanted_password(context);
    if (!password) return password.error();
    Json body = Json::object();
    if (*password) body["password"] = **password;
    const auto answer = context.client.put(path_of_user(context, rest), body);
    if (!answer) return answer.error();
    const std::string of = std::string(what) + " of " + context.args.argument("USER");
    if (*password) say(context, *answer, of + " is set" + std::string(then));
    else
        tell_once(context, *answer, of + ", shown only now" + std::string(then),
                  text_of(*answer, "password"));
    return std::nullopt;
}

Outcome passwd(Context& context) {
    return set_password(context, "password", "password", "; their sessions have ended");
}

Outcome api_password(Context& context) {
    if (!context.args.has("remove"))
        return set_password(context, "api-password", "API password", "");
    if (context.args.has(password_flag.name))
        return context.usage("takes only one of --password and --remove");
    const std::string name = context.args.argument("USER");
    if (auto no = confirm(context, "remove the API password of " + name + "?")) return no;
    const auto user = context.client.remove(path_of_user(context, "api-password"));
    if (!user) return user.error();
    say(context, *user, "removed the API password of " + text_of(*user, "name"));
    return std::nullopt;
}

Outcome setup_link(Context& context) {
    const auto link = context.client.post(path_of_user(context, "setup-link"));
    if (!link) return link.error();
    tell_once(context, *link,
              context.args.argument("USER") + " chooses a password, once and within 24 hours, at",
              text_of(*link, "link"));
    return std::nullopt;
}

Outcome totp_off(Context& context) {
    const std::string name = context.args.argument("USER");
    if (auto no = confirm(context, "let " + name + " sign in without a second factor?")) return no;
    const auto user = context.client.remove(path_of_user(context, "totp"));
    if (!user) return user.error();
    say(context, *user, "user " + text_of(*user, "name") + " has no second factor any more");
    return std::nullopt;
}

std::string grant_of(const Context& context) {
    return path_of_user(context,
                        "businesses/" + percent_encoded(context.args.argument("BUSINESS")));
}

Outcome grant(Context& context) {
    const auto user = context.client.put(grant_of(context));
    if (!user) return user.error();
    say(context, *user,
        "user " + text_of(*user, "name") + " sees " + context.args.argument("BUSINESS"));
    return std::nullopt;
}

Outcome revoke(Context& context) {
    const auto user = context.client.remove(grant_of(context));
    if (!user) return user.error();
    std::string sentence =
        "user " + text_of(*user, "name") + " no longer sees " + context.args.argument("BUSINESS");
    if (truth_of(*user, "all_businesses"))
        sentence += " by itself, but all businesses (--no-all-businesses of user edit)";
    say(context, *user, sentence);
    return std::nullopt;
}

std::vector<Cell> session_row(const Context& context, const Json& session) {
    const Instant now = context.clock.now();
    return {text_of(session, "address"),
            from_now(instant_of(session, "created_ms"), now),
            from_now(instant_of(session, "seen_ms"), now),
            from_now(instant_of(session, "expires_ms"), now),
            truth_of(session, "remember") ? "yes" : "no",
            text_of(session, "user_agent")};
}

Outcome end_sessions(Context& context) {
    const std::string name = context.args.argument("USER");
    if (auto no = confirm(context, "end all sessions of " + name + "?")) return no;
    const auto answer = context.client.remove(path_of_user(context, "sessions"));
    if (!answer) return answer.error();
    say(context, *answer, "ended all sessions of " + name);
    return std::nullopt;
}

Outcome sessions(Context& context) {
    if (context.args.has("end")) return end_sessions(context);
    return print_list(
        context, {path_of_user(context, "sessions"),
                  "session",
                  "no sessions: they are nowhere signed in",
                  {{"FROM"}, {"SIGNED IN"}, {"SEEN"}, {"ENDS"}, {"REMEMBERED"}, {"USER AGENT"}},
                  session_row,
                  Paged::by_command});
}

}  // namespace

std::vector<Command> user_access_commands() {
    const Argument business{"BUSINESS", "the business, by its name or id"};
    std::vector<Flag> session_flags =
        list_flags("", {{"end", "", "end them all, so that they must sign in again"}, yes_flag});
    return {
        {"user",
         "passwd",
         "gives a user another password: one that is made up and printed once, or yours",
         {user_argument},
         {password_flag, json_flag},
         {"cronmon user passwd wang.wei",
          "cronmon user passwd wang.wei --password - < password.txt"},
         "Their sessions end. Better is a link by which they choose one: cronmon user setup-link.",
         passwd},
        {"user",
         "setup-link",
         "prints a link by which a user chooses a password, once and within 24 hours",
         {user_argument},
         {json_flag},
         {"cronmon user setup-link wang.wei"},
         "",
         setup_link},
        {"user",
         "api-password",
         "gives a user another password for Basic authentication, with their API name",
         {user_argument},
         {password_flag, {"remove", "", "take it away"}, yes_flag, json_flag},
         {"cronmon user api-password wang.wei",
          "cronmon user api-password wang.wei --password - < password.txt",
          "cronmon user api-password wang.wei --remove --yes"},
         "For programs that know the original's API; others are better off with a token.",
         api_password},
        {"user",
         "totp-off",
         "takes a second factor away that somebody has lost",
         {user_argument},
         {yes_flag, json_flag},
         {"cronmon user totp-off wang.wei --yes"},
         "",
         totp_off},
        {"user",
         "grant",
         "lets a user see a business",
         {user_argument, business},
         {json_flag},
         {"cronmon user grant wang.wei payments"},
         "",
         grant},
        {"user",
         "revoke",
         "lets a user see a business no longer",
         {user_argument, business},
         {json_flag},
         {"cronmon user revoke wang.wei payments"},
         "",
         revoke},
        {"user",
         "sessions",
         "lists where a user is signed in",
         {user_argument},
         std::move(session_flags),
         {"cronmon user sessions wang.wei", "cronmon user sessions wang.wei --end --yes"},
         "",
         sessions},
    };
}

}  // namespace cronmon
