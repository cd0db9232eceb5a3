// Users: who they are, what they see, and what administrators do for them.
#include "access/password.h"
#include "access/secret.h"
#include "http/doorkeeper.h"
#include "http/etag.h"
#include "http/find.h"
#include "http/json.h"
#include "http/json_account.h"
#include "http/problem.h"
#include "http/read_words.h"
#include "http/routes.h"
#include "http/setup_link.h"

namespace cronmon {
namespace {

Reply show(const UserView& view, int status = 200) {
    const User& user = view.user;
    return with_revision({status, user_json(view)}, "user", raw(user.id), user.revision);
}

Reply show(const Services& services, UserId id, int status = 200) {
    const auto user = services.store.snapshot()->user(id);
    if (!user) return problem({Code::not_found, "user: was removed meanwhile"});
    return show(*user, status);
}

// The user as they are after the change.
Reply change(const Services& services, const Ask& ask, UserId id, Change what) {
    const auto done = await(services, ask, std::move(what));
    return done ? show(services, id) : problem(done.error());
}

Reply list_users(const Services& services, const Ask& ask) {
    const auto query = read_list_query(ask,
                                       {.sorts = {"name", "role", "created", "last_login"},
                                        .statuses = {"admin", "manager", "reader"}},
                                       services.clock.now());
    if (!query) return problem(query.error());
    const ListTag tag(services, ask, {Topic::users, Topic::businesses, Topic::sessions});
    if (auto unchanged = tag.unchanged()) return *std::move(unchanged);
    return tag.put_on({200, page_json(services.store.snapshot()->users(*query), *query)});
}

// What of a body is the same for a new user and an edited one.
Result<EditUser> read_edit(const UserBody& body) {
    const auto role = read_role(body.role);
    if (!role) return role.error();
    const auto language = read_language(body.lang);
    if (!language) return language.error();
    EditUser edit;
    edit.name = body.name;
    edit.email = body.email;
    edit.phone = body.phone;
    edit.api_name = body.api_name;
    edit.role = *role;
    edit.language = *language;
    edit.all_businesses = body.all_businesses;
    edit.enabled = body.enabled;
    return edit;
}

std::optional<std::string> unless_empty(const std::optional<std::string>& text) {
    return text && text->empty() ? std::nullopt : text;
}

User new_user(const EditUser& edit) {
    User user;
    user.name = edit.name.value_or("");
    user.email = unless_empty(edit.email);
    user.phone = unless_empty(edit.phone);
    user.api_name = unless_empty(edit.api_name);
    user.role = edit.role.value_or(Role::manager);
    user.language = edit.language.value_or(Language::zh);
    user.all_businesses = edit.all_businesses.value_or(false);
    user.enabled = edit.enabled.value_or(true);
    return user;
}

// Hashes what is given. Nobody chooses somebody else's password for good: without one the answer
// is a set-up link.
std::optional<Error> read_passwords(const Services& services, const UserBody& body, User& user) {
    if (body.password) {
        if (auto error = check_password("password", *body.password)) return error;
        user.credentials.password = services.doorkeeper.hash(*body.password);
    }
    if (body.api_password) {
        if (auto error = check_password("api_password", *body.api_password)) return error;
        user.credentials.api_password = services.doorkeeper.hash(*body.api_password);
    }
    return std::nullopt;
}

Reply add_user(const Services& services, const Ask& ask) {
    const auto body = read_user_body(ask.body);
    if (!body) return problem(body.error());
    if (!body->name) return problem({Code::invalid, "name: is missing"});
    const auto edit = read_edit(*body);
    if (!edit) return problem(edit.error());
    AddUser add{new_user(*edit), {}};
    if (body->businesses) {
        auto ids = read_businesses(*services.store.snapshot(), *ask.who, *body->businesses);
        if (!ids) return problem(ids.error());
        add.businesses = *std::move(ids);
    }
    if (const auto error = read_passwords(services, *body, add.user)) return problem(*error);
    const auto done = await(services, ask, std::move(add));
    return done ? show(services, UserId{done->id}, 201) : problem(done.error());
}

Reply show_user(const Services& services, const Ask& ask) {
    const auto user = find_user(*services.store.snapshot(), ask.names[0]);
    return user ? show(*user) : problem(user.error());
}

Reply edit_user(const Services& services, const Ask& ask) {
    const auto body = read_user_body(ask.body);
    if (!body) return problem(body.error());
    if (body->password || body->api_password || body->businesses)
        return problem(
            {Code::invalid, "body: passwords and businesses have addresses of their own"});
    auto edit = read_edit(*body);
    if (!edit) return problem(edit.error());
    const auto user = find_user(*services.store.snapshot(), ask.names[0]);
    if (!user) return problem(user.error());
    edit->id = user->user.id;
    edit->revision = wanted_revision(ask, "user", raw(edit->id));
    return change(services, ask, edit->id, *edit);
}

Reply remove_user(const Services& services, const Ask& ask) {
    const auto found = find_user(*services.store.snapshot(), ask.names[0]);
    if (!found) return problem(found.error());
    const User& user = found->user;
    const auto done =
        await(services, ask, RemoveUser{user.id, wanted_revision(ask, "user", raw(user.id))});
    return done ? Reply{200, removed_json(raw(user.id), user.name)} : problem(done.error());
}

Reply make_setup_link(const Services& services, const Ask& ask) {
    const auto user = find_user(*services.store.snapshot(), ask.names[0]);
    if (!user) return problem(user.error());
    const std::string secret = fresh_secret();
    EditCredentials edit{.id = user->user.id};
    edit.setup_digest = digest_bytes(secret);
    const auto done = await(services, ask, std::move(edit));
    if (!done) return problem(done.error());
    return {201,
            once_json("link", setup_link(services, secret), services.clock.now() + setup_link_for)};
}

// A password that was chosen, or one that is made up and shown once.
template <std::optional<std::string> EditCredentials::*field>
Reply reset_password(const Services& services, const Ask& ask) {
    const auto body = read_password_body(ask.body);
    if (!body) return problem(body.error());
    const auto user = find_user(*services.store.snapshot(), ask.names[0]);
    if (!user) return problem(user.error());
    const std::string password = body->password.value_or(generate_password());
    if (const auto error = check_password("password", password)) return problem(*error);
    EditCredentials edit{.id = user->user.id};
    edit.*field = services.doorkeeper.hash(password);
    edit.end_sessions = field == &EditCredentials::password;
    const auto done = await(services, ask, std::move(edit));
    if (!done) return problem(done.error());
    return body->password ? show(services, user->user.id)
                          : Reply{200, once_json("password", password)};
}

Reply clear_api_password(const Services& services, const Ask& ask) {
    const auto user = find_user(*services.store.snapshot(), ask.names[0]);
    if (!user) return problem(user.error());
    EditCredentials edit{.id = user->user.id};
    edit.api_password.emplace();
    return change(services, ask, user->user.id, std::move(edit));
}

Reply clear_totp(const Services& services, const Ask& ask) {
    const auto user = find_user(*services.store.snapshot(), ask.names[0]);
    if (!user) return problem(user.error());
    EditCredentials edit{.id = user->user.id};
    edit.totp_secret.emplace();
    edit.recovery.emplace();
    return change(services, ask, user->user.id, std::move(edit));
}

template <class GrantOrRevoke>
Reply change_grant(const Services& services, const Ask& ask) {
    const auto snapshot = services.store.snapshot();
    const auto user = find_user(*snapshot, ask.names[0]);
    if (!user) return problem(user.error());
    const auto business = find_business(*snapshot, *ask.who, ask.names[1]);
    if (!business) return problem(business.error());
    return change(services, ask, user->user.id,
                  GrantOrRevoke{user->user.id, business->business.id});
}

Reply set_permissions(const Services& services, const Ask& ask) {
    const auto body = read_permissions_body(ask.body);
    if (!body) return problem(body.error());
    const auto snapshot = services.store.snapshot();
    const auto user = find_user(*snapshot, ask.names[0]);
    if (!user) return problem(user.error());
    auto ids = read_businesses(*snapshot, *ask.who, body->businesses);
    if (!ids) return problem(ids.error());
    const UserId id = user->user.id;
    const auto revision = wanted_revision(ask, "user", raw(id));
    if (body->all_businesses) {
        EditUser edit;
        edit.id = id;
        edit.all_businesses = body->all_businesses;
        edit.revision = revision;
        const auto done = await(services, ask, std::move(edit));
        if (!done) return problem(done.error());
    }
    const bool was_checked = body->all_businesses.has_value();
    return change(services, ask, id,
                  SetPermissions{id, *std::move(ids), was_checked ? Revision{} : revision});
}

Reply list_sessions(const Services& services, const Ask& ask) {
    const auto snapshot = services.store.snapshot();
    const auto user = find_user(*snapshot, ask.names[0]);
    if (!user) return problem(user.error());
    return {200, sessions_json(snapshot->sessions(user->user.id), ask.who->session)};
}

Reply end_sessions(const Services& services, const Ask& ask) {
    const auto user = find_user(*services.store.snapshot(), ask.names[0]);
    if (!user) return problem(user.error());
    const auto done = await(services, ask, EndSessions{user->user.id, SessionId{}});
    return done ? Reply{204, {}} : problem(done.error());
}

}  // namespace

void add_user_routes(RouteTable add) {
    constexpr Action manage = Action::manage_users;
    add("GET", "/users", manage, list_users);
    add("POST", "/users", manage, add_user);
    add("GET", "/users/{}", manage, show_user);
    add("PATCH", "/users/{}", manage, edit_user);
    add("DELETE", "/users/{}", manage, remove_user);
    add("PUT", "/users/{}/permissions", manage, set_permissions);
    add("PUT", "/users/{}/businesses/{}", manage, change_grant<Grant>);
    add("DELETE", "/users/{}/businesses/{}", manage, change_grant<Revoke>);
    add("POST", "/users/{}/setup-link", manage, make_setup_link);
    add("PUT", "/users/{}/password", manage, reset_password<&EditCredentials::password>);
    add("PUT", "/users/{}/api-password", manage, reset_password<&EditCredentials::api_password>);
    add("DELETE", "/users/{}/api-password", manage, clear_api_password);
    add("DELETE", "/users/{}/totp", manage, clear_totp);
    add("GET", "/users/{}/sessions", manage, list_sessions);
    add("DELETE", "/users/{}/sessions", manage, end_sessions);
}

}  // namespace cronmon
