// What somebody may change about themselves: profile, password, second factor.
#include "access/password.h"
#include "access/totp.h"
#include "http/doorkeeper.h"
#include "http/json_account.h"
#include "http/problem.h"
#include "http/read_words.h"
#include "http/routes.h"
#include "http/setup_link.h"

namespace cronmon {
namespace {

// The user who asks. They have just been identified, so only a removal can come between.
Result<UserView> me(const Services& services, const Ask& ask) {
    auto user = services.store.snapshot()->user(ask.who->user);
    if (user) return *std::move(user);
    return Error{Code::not_found, "user: was removed meanwhile"};
}

Reply edit_account(const Services& services, const Ask& ask) {
    const auto body = read_account_body(ask.body);
    if (!body) return problem(body.error());
    const auto language = read_language(body->lang);
    if (!language) return problem(language.error());
    EditUser edit;
    edit.id = ask.who->user;
    edit.email = body->email;
    edit.phone = body->phone;
    edit.language = *language;
    const auto done = await(services, ask, std::move(edit));
    if (!done) return problem(done.error());
    const auto user = me(services, ask);
    if (!user) return problem(user.error());
    return {200, me_json(*ask.who, *user)};
}

// Ends all sessions and opens a new one, so that whoever else had the cookie has it for nothing.
Reply change_password(const Services& services, const Ask& ask) {
    const auto body = read_password_body(ask.body);
    if (!body) return problem(body.error());
    if (!body->current) return problem({Code::invalid, "current: is missing"});
    if (!body->password) return problem({Code::invalid, "password: is missing"});
    if (const auto error = check_password("password", *body->password)) return problem(*error);
    const auto user = me(services, ask);
    if (!user) return problem(user.error());
    if (const auto error = services.doorkeeper.confirm(user->user, *body->current, ask))
        return problem(*error);
    EditCredentials edit{.id = user->user.id};
    edit.password = services.doorkeeper.hash(*body->password);
    edit.end_sessions = true;
    const auto done = await(services, ask, std::move(edit));
    if (!done) return problem(done.error());
    const auto signed_in = services.doorkeeper.open_session(user->user.id, false, ask);
    if (!signed_in) return problem(signed_in.error());
    Reply reply{204, {}};
    reply.fields.emplace_back("Set-Cookie", session_cookie_field(*signed_in, ask));
    return reply;
}

// A secret to be shown to an authenticator; it counts when a code from it comes back.
Reply propose_totp(const Services&, const Ask& ask) {
    const TotpSecret secret = fresh_totp_secret();
    return {200, totp_json(totp_secret_text(secret), totp_uri(secret, ask.who->name))};
}

std::string digests_of(const std::vector<std::string>& codes) {
    std::string digests;
    for (const std::string& code : codes) digests += digest_bytes(normalised_recovery_code(code));
    return digests;
}

Reply save_totp(const Services& services, const Ask& ask) {
    const auto body = read_totp_body(ask.body);
    if (!body) return problem(body.error());
    const auto secret = parse_totp_secret(body->secret);
    if (!secret) return problem({Code::invalid, "secret: must be the one that was shown"});
    const auto step = verify_totp(*secret, body->code, services.clock.now(), totp_never);
    if (!step) return problem({Code::invalid, "code: is wrong; is the clock of the device right?"});
    const auto user = me(services, ask);
    if (!user) return problem(user.error());
    if (const auto error = services.doorkeeper.confirm(user->user, body->current, ask))
        return problem(*error);
    const auto codes = fresh_recovery_codes();
    EditCredentials edit{.id = user->user.id};
    edit.totp_secret = std::string(secret->begin(), secret->end());
    edit.totp_step = *step;
    edit.recovery = digests_of(codes);
    const auto done = await(services, ask, std::move(edit));
    if (!done) return problem(done.error());
    return {200, recovery_json(codes)};
}

Reply remove_totp(const Services& services, const Ask& ask) {
    const auto body = read_totp_body(ask.body);
    if (!body) return problem(body.error());
    const auto user = me(services, ask);
    if (!user) return problem(user.error());
    if (const auto error = services.doorkeeper.confirm(user->user, body->current, ask))
        return problem(*error);
    EditCredentials edit{.id = user->user.id};
    edit.totp_secret.emplace();
    edit.recovery.emplace();
    const auto done = await(services, ask, std::move(edit));
    return done ? Reply{204, {}} : problem(done.error());
}

}  // namespace

void add_account_routes(RouteTable add) {
    add("PATCH", "/account", Action::keep_account, edit_account);
    add("PUT", "/account/password", Action::keep_account, change_password);
    add("POST", "/account/totp", Action::keep_account, propose_totp);
    add("PUT", "/account/totp", Action::keep_account, save_totp);
    add("DELETE", "/account/totp", Action::keep_account, remove_totp);
}

}  // namespace cronmon
