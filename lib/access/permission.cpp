#include "access/permission.h"

#include <algorithm>
#include <array>
#include <string>

namespace cronmon {
namespace {

struct Rule {
    Action action;
    std::string_view word;
    Role least;               // roles from this one up may
    bool by_read = false;     // a token of scope read will do
    bool by_ping = false;     // even one of scope ping
    bool by_session = false;  // no token and no API password: only who has signed in
    bool by_socket = false;   // or came in by the operators' socket
};

// In the order of the enumeration.
constexpr std::array rules{
    Rule{Action::look, "look", Role::reader, true},
    Rule{Action::ping, "ping", Role::reader, true, true},
    Rule{Action::manage_tasks, "manage tasks", Role::manager},
    Rule{Action::manage_assignments, "manage assignments", Role::manager},
    Rule{Action::retry_alerts, "retry alerts", Role::manager},
    Rule{Action::manage_businesses, "manage businesses", Role::admin},
    Rule{Action::manage_notifiers, "manage notifiers", Role::admin},
    Rule{Action::manage_users, "manage users", Role::admin},
    Rule{Action::manage_settings, "manage settings", Role::admin},
    Rule{Action::see_audit, "see the audit log", Role::admin, true},
    Rule{Action::keep_account, "keep an account", Role::reader, false, false, true},
    Rule{Action::keep_tokens, "keep tokens", Role::reader, false, false, true, true},
};
static_assert(rules.size() == static_cast<std::size_t>(Action::count_));

const Rule& rule_of(Action action) {
    const Rule& rule = rules[static_cast<std::size_t>(action)];
    CHECK(rule.action == action);
    return rule;
}

// Roles are declared from the one that may most to the one that may least.
bool role_suffices(Role role, Role least) { return role <= least; }

bool scope_suffices(Scope scope, const Rule& rule) {
    return scope == Scope::write || (scope == Scope::read && rule.by_read) ||
           (scope == Scope::ping && rule.by_ping);
}

bool way_suffices(Way way, const Rule& rule) {
    return !rule.by_session || way == Way::session || (rule.by_socket && way == Way::socket);
}

}  // namespace

std::string_view word(Action action) { return rule_of(action).word; }

bool may(const Who& who, Action action) {
    const Rule& rule = rule_of(action);
    return role_suffices(who.role, rule.least) && scope_suffices(who.scope, rule) &&
           way_suffices(who.way, rule);
}

std::optional<Error> refuse(const Who& who, Action action) {
    const Rule& rule = rule_of(action);
    const auto refusal = [&](std::string_view who_not) {
        return Error{Code::forbidden,
                     std::string("caller: ").append(who_not).append(" may not ").append(rule.word)};
    };
    if (!role_suffices(who.role, rule.least))
        return refusal(who.role == Role::reader ? "a reader" : "a manager");
    if (!scope_suffices(who.scope, rule))
        return refusal(who.scope == Scope::read ? "a token of scope read"
                                                : "a token of scope ping");
    if (!way_suffices(who.way, rule)) return refusal("who has not signed in with a session");
    return std::nullopt;
}

bool sees(const Who& who, BusinessId business) {
    return !who.businesses || std::ranges::binary_search(*who.businesses, business);
}

}  // namespace cronmon
