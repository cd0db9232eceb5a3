#include "core/user.h"

namespace cronmon {

std::string_view word(Role role) {
    switch (role) {
        case Role::admin: return "admin";
        case Role::manager: return "manager";
        case Role::reader: return "reader";
    }
    return "";
}

std::string_view word(Scope scope) {
    switch (scope) {
        case Scope::read: return "read";
        case Scope::write: return "write";
        case Scope::ping: return "ping";
    }
    return "";
}

std::optional<Role> role_of(std::string_view name) {
    for (const auto role : {Role::admin, Role::manager, Role::reader})
        if (word(role) == name) return role;
    return std::nullopt;
}

std::optional<Scope> scope_of(std::string_view name) {
    for (const auto scope : {Scope::read, Scope::write, Scope::ping})
        if (word(scope) == name) return scope;
    return std::nullopt;
}

std::optional<Error> check_user_name(std::string_view name) {
    return check_text("user", name, user_name_chars_min, user_name_chars_max);
}

std::optional<Error> check_api_name(std::string_view name) {
    if (auto error = check_text("api_name", name, api_name_chars_min, api_name_chars_max))
        return error;
    if (name.find(':') == std::string_view::npos) return std::nullopt;
    return Error{Code::invalid,
                 "api_name: must not contain a colon, got '" + std::string(name) + "'"};
}

std::optional<Error> check_token_name(std::string_view name) {
    return check_text("token", name, token_name_chars_min, token_name_chars_max);
}

}  // namespace cronmon
