// JSON about people: users, sessions, tokens, and what they did. See http/json.h for the rules.
//
// Thread-safety: pure functions.
#pragma once

#include "access/who.h"
#include "base/error.h"
#include "store/user_rows.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cronmon {

// ---- What is shown ------------------------------------------------------------------------

// Of passwords and second factors only whether they are there.
std::string user_json(const UserView& user);
std::string page_json(const Page<UserView>& page, const ListQuery& query);

// Somebody, as they are told about themselves. `user`: nothing at the operators' socket.
std::string me_json(const Who& who, const std::optional<UserView>& user);

std::string sessions_json(std::span<const Session> sessions, SessionId mine);

// A token with the names of its user and businesses. `secret`: shown once, when it was made.
struct TokenView {
    Token token;
    std::string user;
    std::vector<std::string> businesses;
};
std::string token_json(const TokenView& token, std::string_view secret);
std::string tokens_json(std::span<const TokenView> tokens);

// What is known of a business's keys, and where its metrics are. `secret`: shown once, when it was
// made.
std::string key_json(const Business& business, const CheckKey& key, std::string_view secret);
std::string keys_json(const BusinessView& business);  // {"rows":[...],"metrics_path":"..."}

std::string audit_page_json(const Page<AuditRow>& page, const AuditQuery& query);

// A secret that is shown once: {"<name>":"..."} with until when it is good.
std::string once_json(std::string_view name, std::string_view secret,
                      std::optional<Instant> until = {});
std::string totp_json(std::string_view secret, std::string_view uri);
std::string recovery_json(std::span<const std::string> codes);

// ---- What is sent -------------------------------------------------------------------------

struct LoginBody {
    std::string user;
    std::string password;
    std::string code;
    bool remember = false;
};
Result<LoginBody> read_login_body(std::string_view text);

struct SetupBody {
    std::string secret;
    std::string password;
};
Result<SetupBody> read_setup_body(std::string_view text);

struct UserBody {
    std::optional<std::string> name;
    std::optional<std::string> email;  // null or empty: takes it away; so for the next two
    std::optional<std::string> phone;
    std::optional<std::string> api_name;
    std::optional<std::string> role;
    std::optional<std::string> lang;
    std::optional<bool> enabled;
    std::optional<bool> all_businesses;
    std::optional<std::vector<std::string>> businesses;  // their names
    std::optional<std::string> password;                 // only for a new user
    std::optional<std::string> api_password;             // likewise
};
Result<UserBody> read_user_body(std::string_view text);

struct AccountBody {
    std::optional<std::string> email;
    std::optional<std::string> phone;
    std::optional<std::string> lang;
};
Result<AccountBody> read_account_body(std::string_view text);

struct PasswordBody {
    std::optional<std::string> current;
    std::optional<std::string> password;
};
Result<PasswordBody> read_password_body(std::string_view text);

struct TotpBody {
    std::string secret;
    std::string code;
    std::string current;
};
Result<TotpBody> read_totp_body(std::string_view text);

struct PermissionsBody {
    std::optional<bool> all_businesses;
    std::vector<std::string> businesses;
};
Result<PermissionsBody> read_permissions_body(std::string_view text);

struct TokenBody {
    std::optional<std::string> name;
    std::optional<std::string> user;
    std::optional<std::string> scope;
    std::optional<std::string> expires_in;
    std::optional<std::vector<std::string>> businesses;
};
Result<TokenBody> read_token_body(std::string_view text);

}  // namespace cronmon
