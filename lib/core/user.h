// Who works with cronmon: users, what they prove who they are with, and their sessions and tokens.
//
// Three roles. An `admin` sees and changes everything. A `manager` manages the tasks and
// assignments of some businesses (or of all). A `reader` looks at them. What a role may do is
// decided in access/permission; here are only the values and their limits.
//
// Secrets are never in here: passwords are hashes (access/password), everything random is a
// digest (access/secret). The secret of a second factor has to be kept as it is.
//
// Thread-safety: values.
#pragma once

#include "core/model.h"

#include <vector>

namespace cronmon {

enum class UserId : std::int64_t {};
enum class SessionId : std::int64_t {};
enum class TokenId : std::int64_t {};

enum class Role : std::uint8_t { admin, manager, reader };

// What a token may do of what its user may: look, everything, or only learn where to ping.
enum class Scope : std::uint8_t { read, write, ping };

std::string_view word(Role role);
std::string_view word(Scope scope);
std::optional<Role> role_of(std::string_view word);
std::optional<Scope> scope_of(std::string_view word);

// What a user proves who they are with. Digests are 32 bytes (SHA-256), as a string of bytes.
struct Credentials {
    std::string password;        // a hash; empty: nobody can sign in with a password
    std::string api_password;    // a hash; empty: no Basic authentication
    std::string totp_secret;     // 20 bytes; empty: no second factor
    std::int64_t totp_step = 0;  // the newest step that was used: a code is good for once
    std::string recovery;        // the digests of the codes that are left, one behind the other
    std::string setup_digest;    // of the secret in a set-up link; empty: there is none
    std::optional<Instant> setup_until;

    bool operator==(const Credentials&) const = default;
};

struct User {
    UserId id{};
    std::string name;
    std::optional<std::string> email;
    std::optional<std::string> phone;
    Role role = Role::manager;
    bool all_businesses = false;  // true for every admin
    bool enabled = true;
    Language language = Language::zh;
    std::optional<std::string> api_name;
    Credentials credentials = {};
    Instant created = {};
    std::optional<Instant> last_login = {};
    std::int64_t revision = 1;
};

// A browser that has signed in. The cookie's secret is not kept, only its digest.
struct Session {
    SessionId id{};
    UserId user{};
    std::string digest;
    bool remember = false;
    std::string address;
    std::string user_agent;
    Instant created;
    Instant seen;
    Instant expires;
};

// A program that may act for a user. `businesses` counts unless `all_businesses` is set.
struct Token {
    TokenId id{};
    UserId user{};
    std::string name;
    std::string digest;
    Scope scope = Scope::read;
    bool all_businesses = true;
    std::vector<BusinessId> businesses;  // sorted
    Instant created;
    std::optional<Instant> expires;
    std::optional<Instant> last_used;
};

// The original's limits, in characters; its passwords could have 32 at most.
constexpr std::size_t user_name_chars_min = 8;
constexpr std::size_t user_name_chars_max = 64;
constexpr std::size_t api_name_chars_min = 8;
constexpr std::size_t api_name_chars_max = 32;
constexpr std::size_t token_name_chars_min = 1;
constexpr std::size_t token_name_chars_max = 64;
constexpr std::size_t tokens_per_user_max = 100;

// A session ends after this without a request, or after this time altogether.
constexpr Millis session_idle_max = std::chrono::hours{12};
constexpr Millis session_remembered_for = std::chrono::hours{24 * 7};
// How stale `seen` may be: not every request is written down.
constexpr Millis session_seen_every = std::chrono::minutes{5};
// A set-up link is good for this long, and once.
constexpr Millis setup_link_for = std::chrono::hours{24};

// Each answers what is wrong with the value, or nothing (see core/model).
std::optional<Error> check_user_name(std::string_view name);
std::optional<Error> check_api_name(std::string_view name);  // no colon: RFC 7617
std::optional<Error> check_token_name(std::string_view name);

}  // namespace cronmon
