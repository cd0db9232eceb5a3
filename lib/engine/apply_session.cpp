// Sessions of browsers, and tokens of programs.
#include "engine/apply.h"

#include <algorithm>

namespace cronmon {
namespace {

Instant session_end(const Session& session, Instant now) {
    if (!session.remember) return now + session_idle_max;
    return session.created + session_remembered_for;
}

// A token as it may be made, or why not.
std::optional<Error> check_token(const Token& token, ChangeContext& context) {
    if (auto error = check_token_name(token.name)) return error;
    const auto names = context.batch.token_names(token.user);
    if (std::ranges::find(names, token.name) != names.end()) return taken("token", token.name);
    if (names.size() >= tokens_per_user_max)
        return Error{Code::conflict, "token: a user has at most " +
                                         std::to_string(tokens_per_user_max) + " of them"};
    if (token.expires && *token.expires <= context.now)
        return Error{Code::invalid, "expires: must be in the future"};
    for (const BusinessId business : token.businesses)
        if (!context.batch.business(business)) return no_such("business", raw(business));
    return std::nullopt;
}

}  // namespace

Result<Done> apply_change(const OpenSession& open, ChangeContext& context) {
    auto user = context.batch.user(open.session.user);
    if (!user || !user->enabled) return no_such("user", raw(open.session.user));
    Session session = open.session;
    session.id = context.ledger.fresh<SessionId>(&HighestIds::session);
    session.created = session.seen = context.now;
    session.expires = session_end(session, context.now);
    context.batch.add(session);
    user->last_login = context.now;
    context.batch.save(*user);
    context.ledger.touch(Topic::sessions);
    record(context, {"session.open", raw(session.id), user->name, {}, {}});
    return Done{raw(session.id)};
}

Result<Done> apply_change(const TouchSession& touch, ChangeContext& context) {
    const auto session = context.batch.session(touch.id);
    if (!session || session->expires <= context.now) return no_such("session", raw(touch.id));
    context.batch.touch(touch.id, context.now, session_end(*session, context.now));
    context.ledger.touch(Topic::sessions);
    return Done{raw(touch.id)};
}

Result<Done> apply_change(const EndSession& end, ChangeContext& context) {
    const auto session = context.batch.session(end.id);
    if (!session) return no_such("session", raw(end.id));
    context.batch.remove(end.id);
    context.ledger.touch(Topic::sessions);
    const auto user = context.batch.user(session->user);
    record(context, {"session.end", raw(end.id), user ? user->name : "", {}, {}});
    return Done{raw(end.id)};
}

Result<Done> apply_change(const EndSessions& end, ChangeContext& context) {
    const auto user = context.batch.user(end.user);
    if (!user) return no_such("user", raw(end.user));
    context.batch.remove_sessions(end.user, end.except);
    context.ledger.touch(Topic::sessions);
    record(context, {"session.end_all", raw(end.user), user->name, {}, {}});
    return Done{raw(end.user)};
}

Result<Done> apply_change(const AddToken& add, ChangeContext& context) {
    Token token = add.token;
    const auto user = context.batch.user(token.user);
    if (!user) return no_such("user", raw(token.user));
    if (auto error = check_token(token, context)) return *error;
    std::ranges::sort(token.businesses);
    token.businesses.erase(std::ranges::unique(token.businesses).begin(), token.businesses.end());
    token.id = context.ledger.fresh<TokenId>(&HighestIds::token);
    token.created = context.now;
    token.last_used.reset();
    context.batch.add(token);
    context.ledger.touch(Topic::tokens);
    record(context, {"token.add", raw(token.id), token.name, {}, fields_of(token, user->name)});
    return Done{raw(token.id)};
}

Result<Done> apply_change(const TouchToken& touch, ChangeContext& context) {
    if (!context.batch.token(touch.id)) return no_such("token", raw(touch.id));
    context.batch.touch(touch.id, context.now);
    context.ledger.touch(Topic::tokens);
    return Done{raw(touch.id)};
}

Result<Done> apply_change(const RemoveToken& remove, ChangeContext& context) {
    const auto token = context.batch.token(remove.id);
    if (!token) return no_such("token", raw(remove.id));
    context.batch.remove(remove.id);
    context.ledger.touch(Topic::tokens);
    const auto user = context.batch.user(token->user);
    record(context, {"token.remove",
                     raw(token->id),
                     token->name,
                     fields_of(*token, user ? user->name : ""),
                     {}});
    return Done{raw(remove.id)};
}

}  // namespace cronmon
