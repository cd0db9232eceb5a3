// Signing in and out, and the first password.
#include "access/password.h"
#include "http/doorkeeper.h"
#include "http/find.h"
#include "http/json_account.h"
#include "http/problem.h"
#include "http/routes.h"

namespace cronmon {
namespace {

// What somebody is told who has just signed in.
Reply welcome(const Services& services, const SignedIn& signed_in, const Ask& ask) {
    const auto user = services.store.snapshot()->user(signed_in.user);
    if (!user) return problem({Code::not_found, "user: was removed meanwhile"});
    Reply reply{200, me_json(who_is(*user, Way::session), user)};
    reply.fields.emplace_back("Set-Cookie", session_cookie_field(signed_in, ask));
    return reply;
}

Reply sign_in(const Services& services, const Ask& ask) {
    const auto body = read_login_body(ask.body);
    if (!body) return problem(body.error());
    const auto signed_in =
        services.doorkeeper.sign_in({body->user, body->password, body->code, body->remember}, ask);
    if (!signed_in) return problem(signed_in.error());
    return welcome(services, *signed_in, ask);
}

// With the secret of a set-up link somebody chooses a password, and is signed in.
Reply set_up(const Services& services, const Ask& ask) {
    const auto body = read_setup_body(ask.body);
    if (!body) return problem(body.error());
    const auto owner = services.doorkeeper.owner_of_setup_link(body->secret);
    if (!owner) return problem(owner.error());
    if (const auto error = check_password("password", body->password)) return problem(*error);
    EditCredentials edit{.id = owner->user.id};
    edit.password = services.doorkeeper.hash(body->password);
    edit.end_sessions = true;
    const By who{owner->user.id, owner->user.name, ask.address};
    const auto done = await(services.engine, std::move(edit), who);
    if (!done) return problem(done.error());
    const auto signed_in = services.doorkeeper.open_session(owner->user.id, false, ask);
    if (!signed_in) return problem(signed_in.error());
    return welcome(services, *signed_in, ask);
}

Reply show_me(const Services& services, const Ask& ask) {
    const auto user = services.store.snapshot()->user(ask.who->user);
    return {200, me_json(*ask.who, user)};
}

Reply sign_out(const Services& services, const Ask& ask) {
    if (raw(ask.who->session) == 0)
        return problem({Code::conflict, "session: you did not sign in with one"});
    const auto done = await(services, ask, EndSession{ask.who->session});
    if (!done) return problem(done.error());
    Reply reply{204, {}};
    reply.fields.emplace_back("Set-Cookie", no_session_cookie_field(ask));
    return reply;
}

Reply list_sessions(const Services& services, const Ask& ask) {
    const auto sessions = services.store.snapshot()->sessions(ask.who->user);
    return {200, sessions_json(sessions, ask.who->session)};
}

Reply end_session(const Services& services, const Ask& ask) {
    for (const Session& session : services.store.snapshot()->sessions(ask.who->user)) {
        if (std::to_string(raw(session.id)) != ask.names[0]) continue;
        const auto done = await(services, ask, EndSession{session.id});
        return done ? Reply{204, {}} : problem(done.error());
    }
    return problem({Code::not_found, "session: you have none with this id"});
}

Reply end_all_sessions(const Services& services, const Ask& ask) {
    const auto done = await(services, ask, EndSessions{ask.who->user, SessionId{}});
    if (!done) return problem(done.error());
    Reply reply{204, {}};
    reply.fields.emplace_back("Set-Cookie", no_session_cookie_field(ask));
    return reply;
}

}  // namespace

void add_session_routes(RouteTable add) {
    add("POST", "/session", anybody, sign_in);
    add("POST", "/setup", anybody, set_up);
    add("GET", "/session", Action::ping, show_me);
    add("DELETE", "/session", Action::keep_account, sign_out);
    add("GET", "/sessions", Action::keep_account, list_sessions);
    add("DELETE", "/sessions", Action::keep_account, end_all_sessions);
    add("DELETE", "/sessions/{}", Action::keep_account, end_session);
}

}  // namespace cronmon
