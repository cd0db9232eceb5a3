// Tokens: for programs that act for a user.
#include "access/secret.h"
#include "http/find.h"
#include "http/json.h"
#include "http/json_account.h"
#include "http/problem.h"
#include "http/read_words.h"
#include "http/routes.h"
#include "http/setup_link.h"

namespace cronmon {
namespace {

TokenView view_of(Snapshot& snapshot, Token token) {
    TokenView view{std::move(token), {}, {}};
    if (const auto user = snapshot.user(view.token.user)) view.user = user->user.name;
    for (const BusinessId id : view.token.businesses)
        if (const auto business = snapshot.business(id))
            view.businesses.push_back(business->business.name);
    return view;
}

// Administrators see everybody's.
bool is_theirs(const Who& who, const Token& token) {
    return may(who, Action::manage_users) || token.user == who.user;
}

Reply list_tokens(const Services& services, const Ask& ask) {
    const auto snapshot = services.store.snapshot();
    const bool all = may(*ask.who, Action::manage_users);
    std::vector<TokenView> views;
    for (Token& token : snapshot->tokens(all ? std::nullopt : std::optional(ask.who->user)))
        views.push_back(view_of(*snapshot, std::move(token)));
    return {200, tokens_json(views)};
}

// Whose token it is to be: one's own, or for administrators anybody's.
Result<UserView> read_owner(Snapshot& snapshot, const Ask& ask, const TokenBody& body) {
    if (body.user) {
        if (const auto error = refuse(*ask.who, Action::manage_users)) return *error;
        return find_user(snapshot, *body.user);
    }
    auto user = snapshot.user(ask.who->user);
    if (user) return *std::move(user);
    return Error{Code::invalid, "user: is missing"};
}

Result<Token> read_token(const Services& services, const Ask& ask, const TokenBody& body) {
    if (!body.name) return Error{Code::invalid, "name: is missing"};
    const auto snapshot = services.store.snapshot();
    const auto owner = read_owner(*snapshot, ask, body);
    if (!owner) return owner.error();
    const auto scope = read_scope(body.scope);
    if (!scope) return scope.error();
    const auto expires_in = read_length("expires_in", body.expires_in);
    if (!expires_in) return expires_in.error();
    Token token;
    token.user = owner->user.id;
    token.name = *body.name;
    token.scope = scope->value_or(Scope::read);
    token.all_businesses = !body.businesses;
    if (*expires_in) token.expires = services.clock.now() + **expires_in;
    if (!body.businesses) return token;
    auto ids = read_businesses(*snapshot, *ask.who, *body.businesses);
    if (!ids) return ids.error();
    token.businesses = *std::move(ids);
    return token;
}

Reply add_token(const Services& services, const Ask& ask) {
    const auto body = read_token_body(ask.body);
    if (!body) return problem(body.error());
    auto token = read_token(services, ask, *body);
    if (!token) return problem(token.error());
    const std::string secret = fresh_token();
    token->digest = digest_bytes(secret);
    const auto done = await(services, ask, AddToken{*token});
    if (!done) return problem(done.error());
    token->id = TokenId{done->id};
    token->created = services.clock.now();
    return {201, token_json(view_of(*services.store.snapshot(), *std::move(token)), secret)};
}

Reply remove_token(const Services& services, const Ask& ask) {
    for (const Token& token : services.store.snapshot()->tokens(std::nullopt)) {
        if (std::to_string(raw(token.id)) != ask.names[0] || !is_theirs(*ask.who, token)) continue;
        const auto done = await(services, ask, RemoveToken{token.id});
        return done ? Reply{200, removed_json(raw(token.id), token.name)} : problem(done.error());
    }
    return problem({Code::not_found, "token: there is none with this id"});
}

}  // namespace

// At the operators' socket nobody has an account, but may manage everybody's.
void add_token_routes(RouteTable add) {
    add("GET", "/tokens", Action::keep_tokens, list_tokens);
    add("POST", "/tokens", Action::keep_tokens, add_token);
    add("DELETE", "/tokens/{}", Action::keep_tokens, remove_token);
}

}  // namespace cronmon
