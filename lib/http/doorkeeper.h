// Finds out who asks, and lets them in.
//
// Somebody proves who they are with a session's cookie, with a token (Authorization: Bearer), or
// with their API name and password (Authorization: Basic, RFC 7617). What was proved is remembered
// by the digest of the proof for as long as nothing about users, sessions and tokens has changed,
// so that a known reader costs no query and no slow hash.
//
// Whoever guesses is slowed down (access/throttle), and learns nothing from the answer or the time
// it takes: an unknown name is checked against nobody's hash. At most one password is verified at a
// time, so that a storm of logins leaves the machine to others.
//
// Thread-safety: synchronised.
#pragma once

#include "access/secret.h"
#include "access/throttle.h"
#include "engine/engine.h"
#include "http/ask.h"
#include "store/store.h"

#include <array>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

namespace cronmon {

constexpr std::string_view session_cookie = "cronmon_session";
// Proofs that are remembered; one more, and all are forgotten.
constexpr std::size_t known_proofs_max = 10'000;
// A password that was verified is asked of the database again after this.
constexpr Millis proof_good_for = std::chrono::minutes{5};

// What somebody signs in with.
struct Login {
    std::string user;
    std::string password;
    std::string code;  // of the second factor, or a recovery code; may be empty
    bool remember = false;
};

// The secret of a new session, and whose it is.
struct SignedIn {
    std::string secret;
    UserId user{};
    SessionId session{};
    bool remember = false;
};

// A name and a password as `Authorization: Basic` carries them.
struct BasicPair {
    std::string name;
    std::string password;
};

// The pair in the field Authorization; nothing if it is of another scheme or form.
std::optional<BasicPair> basic_pair(std::string_view authorization);

// What became of a pair. The original's API says it all; everybody else hears one sentence.
struct PairVerdict {
    enum class Kind : std::uint8_t { admitted, wrong_password, nobody, throttled };

    Kind kind = Kind::nobody;     // nobody: of that name, or somebody disabled
    std::optional<Who> who = {};  // if admitted
    UserId user{};                // if admitted, or the password is wrong
    Millis wait{};                // if throttled
};

class Doorkeeper {
public:
    // All must outlive it.
    Doorkeeper(Engine& engine, Store& store, const Clock& clock)
        : engine_(engine), store_(store), clock_(clock) {}

    // Who asks; nothing if they prove nothing. A proof that is wrong is an Error:
    // Code::unknown_caller, or throttled after too many. Takes long only for Basic.
    Result<std::optional<Who>> identify(const Ask& ask);

    // Who comes with that API name and password. Slow, unless it was proved before. What is not
    // admitted takes the same time, whatever the reason.
    PairVerdict try_pair(const BasicPair& pair, const Ask& ask);

    // What it works with, for the original's API, which has nobody else to ask.
    Engine& engine() const { return engine_; }
    Store& store() const { return store_; }

    // Whether a request would make identify() or a sign-in verify a password.
    static bool is_slow(std::string_view method, std::string_view path,
                        std::string_view authorization);

    // Verifies a login and opens a session. Slow. Code::unknown_caller with the field `user`, or
    // with the field `code` when only the second factor is missing or wrong.
    Result<SignedIn> sign_in(const Login& login, const Ask& ask);

    // Opens a session for somebody who has proved who they are.
    Result<SignedIn> open_session(UserId user, bool remember, const Ask& ask);

    // The owner of a set-up link that is still good.
    Result<UserView> owner_of_setup_link(std::string_view secret);

    // Slow: whether it is the user's password. Throttled like a login.
    std::optional<Error> confirm(const User& user, std::string_view password, const Ask& ask);

    // Slow, one at a time.
    std::string hash(std::string_view password);

private:
    using Seen = std::array<std::int64_t, 2>;  // versions of what a proof depends on
    struct Proof {
        Who who;
        Seen seen;
        Instant good_until;
    };

    Result<std::optional<Who>> prove_session(std::string_view secret);
    Result<std::optional<Who>> prove_token(std::string_view secret);
    Result<std::optional<Who>> prove_password(std::string_view authorization, const Ask& ask);

    bool verify(std::string_view hash, std::string_view password);
    // Nothing: the second factor is there (or not needed).
    std::optional<Error> check_second_factor(const User& user, std::string_view code);
    std::optional<Error> use_recovery_code(const User& user, std::string_view code);
    void strengthen(const User& user, std::string_view password);

    Seen versions(Way way) const;
    std::optional<Who> known(const Digest& proof);
    Who remember(const Digest& proof, Who who, const Seen& seen, Instant good_until);

    Engine& engine_;
    Store& store_;
    const Clock& clock_;
    LoginThrottle throttle_;

    std::mutex verifying_;

    std::mutex mutex_;
    std::map<Digest, Proof> proofs_;  // guarded by mutex_
};

// Who a user is when they come in by that door.
Who who_is(const UserView& view, Way way);

// The value of a cookie in the field `Cookie`; empty if it is not there.
std::string_view cookie(std::string_view field, std::string_view name);

// Set-Cookie for a session, and the one that takes it away.
std::string session_cookie_field(const SignedIn& signed_in, const Ask& ask);
std::string no_session_cookie_field(const Ask& ask);

}  // namespace cronmon
