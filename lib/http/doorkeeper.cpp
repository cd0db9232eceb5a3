#include "http/doorkeeper.h"

#include "access/base64.h"
#include "access/password.h"
#include "access/totp.h"
#include "base/utf8.h"
#include "http/services.h"
#include "http/setup_link.h"
#include "net/request.h"

#include <algorithm>
#include <cstring>

namespace cronmon {
namespace {

using Proved = Result<std::optional<Who>>;

constexpr std::string_view bearer = "bearer ";
constexpr std::string_view basic = "basic ";

Error unknown_caller(std::string_view why) { return {Code::unknown_caller, std::string(why)}; }

Error throttled(Millis wait) {
    const int seconds = static_cast<int>(std::chrono::ceil<std::chrono::seconds>(wait).count());
    return {Code::throttled, "caller: too many wrong tries, wait " + std::to_string(seconds) + " s",
            seconds};
}

// What follows a scheme such as `Basic `, whatever its case.
std::optional<std::string_view> credentials(std::string_view field, std::string_view scheme) {
    if (field.size() < scheme.size()) return std::nullopt;
    const auto word = field.substr(0, scheme.size() - 1);
    if (!net::same_word(word, scheme.substr(0, scheme.size() - 1)) ||
        field[scheme.size() - 1] != ' ')
        return std::nullopt;
    return field.substr(scheme.size());
}

std::string address_of(const Ask& ask) { return ask.at_operators_socket ? "local" : ask.address; }

}  // namespace

Who who_is(const UserView& view, Way way) {
    const User& user = view.user;
    Who who;
    who.way = way;
    who.user = user.id;
    who.name = user.name;
    who.role = user.role;
    who.language = user.language;
    if (user.all_businesses) return who;
    who.businesses.emplace();
    for (const Business& business : view.businesses) who.businesses->push_back(business.id);
    std::ranges::sort(*who.businesses);
    return who;
}

std::optional<BasicPair> basic_pair(std::string_view authorization) {
    const auto text = credentials(authorization, basic);
    const auto pair = text ? base64_decode(*text) : std::nullopt;
    const auto colon = pair ? pair->find(':') : std::string::npos;
    if (colon == std::string::npos) return std::nullopt;
    return BasicPair{pair->substr(0, colon), pair->substr(colon + 1)};
}

// ---- Who asks ------------------------------------------------------------------------------

Proved Doorkeeper::identify(const Ask& ask) {
    if (ask.at_operators_socket) {
        Who who;
        who.way = Way::socket;
        who.name = "local";
        who.role = Role::admin;
        return std::optional(who);
    }
    const std::string_view authorization = ask.field("Authorization");
    if (const auto token = credentials(authorization, bearer)) return prove_token(*token);
    if (credentials(authorization, basic)) return prove_password(authorization, ask);
    if (!authorization.empty())
        return unknown_caller("authorization: must be Bearer with a token, or Basic");
    const std::string_view secret = cookie(ask.field("Cookie"), session_cookie);
    return secret.empty() ? Proved(std::optional<Who>{}) : prove_session(secret);
}

// A session that has ended is no mistake of the reader's: they are simply not signed in.
Proved Doorkeeper::prove_session(std::string_view secret) {
    const Digest digest = digest_of(secret);
    if (auto who = known(digest)) return who;
    const Seen seen = versions(Way::session);
    const Instant now = clock_.now();
    const auto snapshot = store_.snapshot();
    const auto session = snapshot->session(digest_bytes(secret));
    if (!session || session->expires <= now) return std::optional<Who>{};
    const auto user = snapshot->user(session->user);
    if (!user || !user->user.enabled) return std::optional<Who>{};
    if (now - session->seen >= session_seen_every)
        engine_.submit(TouchSession{session->id}, [](auto) {});
    Who who = who_is(*user, Way::session);
    who.session = session->id;
    return std::optional(remember(digest, std::move(who), seen,
                                  std::min(session->expires, now + session_seen_every)));
}

Proved Doorkeeper::prove_token(std::string_view secret) {
    const Digest digest = digest_of(secret);
    if (auto who = known(digest)) return who;
    const Seen seen = versions(Way::token);
    const Instant now = clock_.now();
    const auto snapshot = store_.snapshot();
    const auto token = snapshot->token(digest_bytes(secret));
    if (!token) return unknown_caller("token: is not known, or was revoked");
    if (token->expires && *token->expires <= now) return unknown_caller("token: has expired");
    const auto user = snapshot->user(token->user);
    if (!user || !user->user.enabled) return unknown_caller("token: its user is disabled");
    if (!token->last_used || now - *token->last_used >= session_seen_every)
        engine_.submit(TouchToken{token->id}, [](auto) {});
    Who who = who_is(*user, Way::token);
    who.token = token->id;
    who.scope = token->scope;
    who.name += " (" + token->name + ")";
    if (!token->all_businesses) {
        std::vector<BusinessId> both;
        for (const BusinessId id : token->businesses)
            if (!who.businesses || std::ranges::binary_search(*who.businesses, id))
                both.push_back(id);
        who.businesses = std::move(both);
    }
    const Instant good_until =
        std::min(token->expires.value_or(Instant::max()), now + session_seen_every);
    return std::optional(remember(digest, std::move(who), seen, good_until));
}

// The answer to a wrong password and to an unknown name is the same, and takes as long.
Proved Doorkeeper::prove_password(std::string_view authorization, const Ask& ask) {
    using Kind = PairVerdict::Kind;
    const auto pair = basic_pair(authorization);
    if (!pair) return unknown_caller("authorization: must be Basic with name:password in base64");
    PairVerdict verdict = try_pair(*pair, ask);
    if (verdict.kind == Kind::throttled) return throttled(verdict.wait);
    if (verdict.kind != Kind::admitted)
        return unknown_caller("authorization: name or password is wrong");
    return std::move(verdict.who);
}

PairVerdict Doorkeeper::try_pair(const BasicPair& pair, const Ask& ask) {
    using Kind = PairVerdict::Kind;
    const auto& [name, password] = pair;
    const Digest digest = digest_of("basic:" + name + ":" + password);
    if (auto who = known(digest)) return {Kind::admitted, who, who->user};
    const Millis began = clock_.steady();
    if (const auto wait = throttle_.begin(name, address_of(ask), began))
        return {.kind = Kind::throttled, .wait = *wait};
    const Seen seen = versions(Way::basic);
    const auto user = store_.snapshot()->user_with_api_name(name);
    const bool enabled = user && user->user.enabled;
    const bool usable = enabled && !user->user.credentials.api_password.empty();
    const std::string& hash = usable ? user->user.credentials.api_password : nobodys_hash();
    if (!verify(hash, password) || !usable)
        return enabled ? PairVerdict{.kind = Kind::wrong_password, .user = user->user.id}
                       : PairVerdict{.kind = Kind::nobody};
    throttle_.succeeded(name, address_of(ask), began);
    if (is_outdated(hash)) {
        EditCredentials stronger{.id = user->user.id};
        stronger.api_password = this->hash(password);
        stronger.silent = true;
        engine_.submit(std::move(stronger), [](auto) {});
    }
    return {Kind::admitted,
            remember(digest, who_is(*user, Way::basic), seen, clock_.now() + proof_good_for),
            user->user.id};
}

bool Doorkeeper::is_slow(std::string_view method, std::string_view path,
                         std::string_view authorization) {
    if (credentials(authorization, basic)) return true;
    return method == "POST" && (path.ends_with("/session") || path.ends_with("/setup"));
}

Doorkeeper::Seen Doorkeeper::versions(Way way) const {
    const Versions& all = engine_.versions();
    const std::int64_t users = all.of(Topic::users);
    if (way == Way::session) return {users, all.of(Topic::sessions)};
    if (way == Way::token) return {users, all.of(Topic::tokens)};
    return {users, 0};
}

std::optional<Who> Doorkeeper::known(const Digest& proof) {
    const std::lock_guard lock(mutex_);
    const auto found = proofs_.find(proof);
    if (found == proofs_.end()) return std::nullopt;
    const Proof& known = found->second;
    if (known.seen == versions(known.who.way) && clock_.now() < known.good_until) return known.who;
    proofs_.erase(found);
    return std::nullopt;
}

Who Doorkeeper::remember(const Digest& proof, Who who, const Seen& seen, Instant good_until) {
    const std::lock_guard lock(mutex_);
    if (proofs_.size() >= known_proofs_max) proofs_.clear();
    proofs_.insert_or_assign(proof, Proof{who, seen, good_until});
    return who;
}

// ---- Signing in ----------------------------------------------------------------------------

Result<SignedIn> Doorkeeper::sign_in(const Login& login, const Ask& ask) {
    const Millis began = clock_.steady();
    if (const auto wait = throttle_.begin(login.user, address_of(ask), began))
        return throttled(*wait);
    const auto view = store_.snapshot()->user_named(login.user);
    const bool usable = view && view->user.enabled && !view->user.credentials.password.empty();
    const std::string& hash = usable ? view->user.credentials.password : nobodys_hash();
    if (!verify(hash, login.password) || !usable)
        return unknown_caller("user: name or password is wrong");
    const User& user = view->user;
    if (auto error = check_second_factor(user, login.code)) return *error;
    throttle_.succeeded(login.user, address_of(ask), began);
    if (is_outdated(hash)) strengthen(user, login.password);
    return open_session(user.id, login.remember, ask);
}

Result<SignedIn> Doorkeeper::open_session(UserId user, bool remember, const Ask& ask) {
    SignedIn signed_in{fresh_secret(), user, {}, remember};
    Session session;
    session.user = user;
    session.digest = digest_bytes(signed_in.secret);
    session.remember = remember;
    session.address = address_of(ask);
    session.user_agent =
        utf8::first_bytes(utf8::repaired(ask.field("User-Agent")), user_agent_bytes_max);
    const auto view = store_.snapshot()->user(user);
    const By who{user, view ? view->user.name : "", ask.address};
    const auto done = await(engine_, OpenSession{std::move(session)}, who);
    if (!done) return done.error();
    signed_in.session = SessionId{done->id};
    return signed_in;
}

std::optional<Error> Doorkeeper::check_second_factor(const User& user, std::string_view code) {
    const Credentials& credentials = user.credentials;
    if (credentials.totp_secret.empty()) return std::nullopt;
    if (code.empty()) return unknown_caller("code: of the second factor is missing");
    TotpSecret secret{};
    CHECK(credentials.totp_secret.size() == secret.size());
    std::ranges::copy(credentials.totp_secret, secret.begin());
    const auto step = verify_totp(secret, code, clock_.now(), credentials.totp_step);
    if (!step) return use_recovery_code(user, code);
    EditCredentials used{.id = user.id};
    used.totp_step = *step;
    used.silent = true;
    const auto done = await(engine_, std::move(used));
    return done ? std::nullopt : std::optional(done.error());
}

std::optional<Error> Doorkeeper::use_recovery_code(const User& user, std::string_view code) {
    const std::string digest = digest_bytes(normalised_recovery_code(code));
    std::string left = user.credentials.recovery;
    for (std::size_t at = 0; at + digest.size() <= left.size(); at += digest.size()) {
        if (!same_secret(std::string_view(left).substr(at, digest.size()), digest)) continue;
        left.erase(at, digest.size());
        EditCredentials used{.id = user.id};
        used.recovery = left;
        used.silent = true;
        const auto done = await(engine_, std::move(used));
        return done ? std::nullopt : std::optional(done.error());
    }
    return unknown_caller("code: is wrong, or was used before");
}

// What the original or an older cronmon has hashed is hashed anew when its password is at hand.
void Doorkeeper::strengthen(const User& user, std::string_view password) {
    EditCredentials stronger{.id = user.id};
    stronger.password = hash(password);
    stronger.silent = true;
    engine_.submit(std::move(stronger), [](auto) {});
}

Result<UserView> Doorkeeper::owner_of_setup_link(std::string_view secret) {
    const auto view = store_.snapshot()->user_with_setup(digest_bytes(secret));
    if (view && view->user.enabled && view->user.credentials.setup_until > clock_.now())
        return *view;
    return unknown_caller("secret: the set-up link was used or has expired, ask for another one");
}

std::optional<Error> Doorkeeper::confirm(const User& user, std::string_view password,
                                         const Ask& ask) {
    const Millis began = clock_.steady();
    if (const auto wait = throttle_.begin(user.name, address_of(ask), began))
        return throttled(*wait);
    if (!verify(user.credentials.password, password))
        return Error{Code::forbidden, "current: is not your password"};
    throttle_.succeeded(user.name, address_of(ask), began);
    return std::nullopt;
}

bool Doorkeeper::verify(std::string_view hash, std::string_view password) {
    const std::lock_guard lock(verifying_);
    return verify_password(hash, password);
}

std::string Doorkeeper::hash(std::string_view password) {
    const std::lock_guard lock(verifying_);
    return hash_password(password);
}

// ---- Cookies (RFC 6265) ----------------------------------------------------------------------

std::string_view cookie(std::string_view field, std::string_view name) {
    while (!field.empty()) {
        const auto end = std::min(field.find(';'), field.size());
        auto pair = field.substr(0, end);
        field.remove_prefix(std::min(end + 1, field.size()));
        while (pair.starts_with(' ')) pair.remove_prefix(1);
        if (pair.starts_with(name) && pair.substr(name.size()).starts_with('='))
            return pair.substr(name.size() + 1);
    }
    return {};
}

namespace {

std::string cookie_field(std::string_view value, std::string_view lifetime, const Ask& ask) {
    std::string field(session_cookie);
    field.append("=").append(value).append("; Path=/; HttpOnly; SameSite=Lax").append(lifetime);
    return ask.by_https ? field + "; Secure" : field;
}

}  // namespace

std::string session_cookie_field(const SignedIn& signed_in, const Ask& ask) {
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(session_remembered_for);
    const std::string lifetime =
        signed_in.remember ? "; Max-Age=" + std::to_string(seconds.count()) : "";
    return cookie_field(signed_in.secret, lifetime, ask);
}

std::string no_session_cookie_field(const Ask& ask) { return cookie_field("", "; Max-Age=0", ask); }

}  // namespace cronmon
