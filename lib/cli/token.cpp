// Tokens: for programs that act for a user.
#include "cli/commands.h"
#include "cli/list.h"
#include "cli/secret.h"
#include "cli/when.h"

#include <algorithm>

namespace cronmon {
namespace {

std::string businesses_of(const Json& token) {
    return truth_of(token, "all_businesses") ? "what they see" : names_of(token, "businesses");
}

// A token cannot keep tokens: one that has leaked must not make more of itself.
Error explained(Error error) {
    if (error.code != Code::forbidden) return error;
    return {Code::forbidden,
            "token: with a token nobody keeps tokens; that is done on the server's machine, or in "
            "a browser"};
}

Outcome add(Context& context) {
    Json body{{"name", context.args.argument("NAME")},
              {"user", context.args.value("user").value_or("")}};
    if (const auto scope = context.args.value("scope")) body["scope"] = *scope;
    if (const auto length = context.args.value("expires-in")) body["expires_in"] = *length;
    if (const auto names = context.args.values("business"); !names.empty())
        body["businesses"] = names;
    const auto token = context.client.post("/tokens", body);
    if (!token) return explained(token.error());
    tell_once(context, *token,
              "token " + text_of(*token, "name") + " of " + text_of(*token, "user") + ", scope " +
                  text_of(*token, "scope") + "; it is as good as a password, and shown only now",
              text_of(*token, "token"));
    return std::nullopt;
}

std::vector<Cell> token_row(const Context& context, const Json& token) {
    const Instant now = context.clock.now();
    const auto expires = instant_of(token, "expires_ms");
    const bool over = expires && *expires <= now;
    return {text_of(token, "id"),
            text_of(token, "name"),
            text_of(token, "user"),
            text_of(token, "scope"),
            from_now(instant_of(token, "last_used_ms"), now),
            {expires ? from_now(expires, now) : "never", over ? Colour::yellow : Colour::plain},
            businesses_of(token)};
}

Outcome list(Context& context) {
    auto error =
        print_list(context, {"/tokens",
                             "token",
                             "no tokens yet; add one with: cronmon token add NAME --user U",
                             {{"ID", Column::Side::right},
                              {"NAME"},
                              {"USER"},
                              {"SCOPE"},
                              {"LAST USED"},
                              {"EXPIRES"},
                              {"SEES"}},
                             token_row,
                             Paged::by_command});
    return error ? Outcome(explained(*std::move(error))) : std::nullopt;
}

Outcome remove(Context& context) {
    const std::string id = context.args.argument("ID");
    const auto tokens = context.client.get("/tokens");
    if (!tokens) return explained(tokens.error());
    const Json& rows = array_of(*tokens, "rows");
    const auto token =
        std::ranges::find_if(rows, [&](const Json& row) { return text_of(row, "id") == id; });
    if (token == rows.end())
        return Error{Code::not_found, "token: there is none with the id " + id};
    const std::string which = "token " + text_of(*token, "name") + " of " + text_of(*token, "user");
    if (auto no = confirm(context, "remove " + which + "?")) return no;
    const auto removed = context.client.remove(path_of("tokens", id));
    if (!removed) return removed.error();
    say(context, *token, "removed " + which);
    return std::nullopt;
}

}  // namespace

std::vector<Command> token_commands() {
    return {
        {"token",
         "add",
         "makes a token for a program that acts for a user, and prints it once",
         {{"NAME", "what it is for"}},
         {{"user", "U", "whose it is: it may do no more than they may", Need::required},
          {"scope", "SCOPE",
           "read, write (all that they may) or ping (learn where to ping) (read)"},
          {"business", "B", "only for this business; again for each", Need::optional, true},
          {"expires-in", "DUR", "how long it is good, such as 90d (for ever)"},
          json_flag},
         {"cronmon token add deploy --user wang.wei --scope write --expires-in 90d",
          "cronmon token add wallboard --user wang.wei --business payments"},
         "With a token cronmon is asked from elsewhere: cronmon task list --server URL "
         "--token-file FILE",
         add},
        {"token",
         "list",
         "lists tokens",
         {},
         list_flags("", {}),
         {"cronmon token list", "cronmon token list --search deploy"},
         "",
         list},
        {"token",
         "remove",
         "makes a token worthless",
         {{"ID", "the token, by its id in the list"}},
         {yes_flag, json_flag},
         {"cronmon token remove 7 --yes"},
         "",
         remove},
    };
}

}  // namespace cronmon
