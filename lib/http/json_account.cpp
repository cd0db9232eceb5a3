#include "http/json_account.h"

#include "http/json_fields.h"
#include "http/json_print.h"

namespace cronmon {
namespace {

using namespace json_print;

Json names_of(const std::vector<Business>& businesses) {
    Json names = Json::array();
    for (const Business& business : businesses) names.push_back(business.name);
    return names;
}

Json object(const UserView& view) {
    const User& user = view.user;
    return Json{
        {"id", raw(user.id)},
        {"name", user.name},
        {"email", or_null(user.email)},
        {"phone", or_null(user.phone)},
        {"role", word(user.role)},
        {"all_businesses", user.all_businesses},
        {"businesses", names_of(view.businesses)},
        {"enabled", user.enabled},
        {"lang", word(user.language)},
        {"api_name", or_null(user.api_name)},
        {"has_password", !user.credentials.password.empty()},
        {"has_api_password", !user.credentials.api_password.empty()},
        {"has_totp", !user.credentials.totp_secret.empty()},
        {"setup_until_ms", ms(user.credentials.setup_until)},
        {"created_ms", to_ms(user.created)},
        {"last_login_ms", ms(user.last_login)},
    };
}

Json object(const Session& session, SessionId mine) {
    return Json{
        {"id", raw(session.id)},
        {"current", session.id == mine},
        {"remember", session.remember},
        {"address", session.address},
        {"user_agent", session.user_agent},
        {"created_ms", to_ms(session.created)},
        {"seen_ms", to_ms(session.seen)},
        {"expires_ms", to_ms(session.expires)},
    };
}

Json object(const TokenView& view) {
    const Token& token = view.token;
    return Json{
        {"id", raw(token.id)},
        {"name", token.name},
        {"user", view.user},
        {"scope", word(token.scope)},
        {"all_businesses", token.all_businesses},
        {"businesses", view.businesses},
        {"created_ms", to_ms(token.created)},
        {"expires_ms", ms(token.expires)},
        {"last_used_ms", ms(token.last_used)},
    };
}

Json object(const CheckKey& key) {
    return Json{{"may", word(key.may)}, {"hint", key.hint}, {"created_ms", to_ms(key.created)}};
}

// Where Prometheus reads with the key that may read.
std::string metrics_path(const Business& business) {
    return "/projects/" + business.uuid.text() + "/metrics/";
}

Json object(const AuditRow& row) {
    Json changes = Json::array();
    for (const FieldChange& change : row.changes)
        changes.push_back(
            {{"field", change.field}, {"before", change.before}, {"after", change.after}});
    return Json{
        {"id", row.id},
        {"at_ms", to_ms(row.at)},
        {"user_id", raw(row.user)},
        {"actor", row.actor},
        {"address", row.address},
        {"action", row.action},
        {"object_id", row.object_id},
        {"object", row.object},
        {"changes", std::move(changes)},
    };
}

template <class Query>
std::string page_of(Json rows, std::int64_t total, const Query& query) {
    return dump(Json{{"rows", std::move(rows)},
                     {"total", total},
                     {"page", query.page},
                     {"length", query.length}});
}

template <class Row>
Json rows_of(std::span<const Row> rows) {
    Json array = Json::array();
    for (const Row& row : rows) array.push_back(object(row));
    return array;
}

// A text that has to be there.
void take(JsonFields& fields, std::string_view name, std::string_view example, std::string& into) {
    std::optional<std::string> value;
    fields.take(name, example, value);
    if (value) into = *std::move(value);
}

// A text that null or an empty one takes away.
void take_or_clear(JsonFields& fields, std::string_view name, std::string_view example,
                   std::optional<std::string>& into) {
    if (fields.is_null(name)) into.emplace();
    fields.take(name, example, into);
}

Error missing(std::string_view field) {
    return {Code::invalid, std::string(field) + ": is missing"};
}

}  // namespace

std::string user_json(const UserView& user) { return dump(object(user)); }

std::string page_json(const Page<UserView>& page, const ListQuery& query) {
    return page_of(rows_of(std::span(page.rows)), page.total, query);
}

std::string me_json(const Who& who, const std::optional<UserView>& user) {
    Json me = user ? object(*user) : Json{{"name", who.name}};
    me["role"] = word(who.role);
    me["all_businesses"] = !who.businesses.has_value();
    constexpr std::string_view ways[] = {"socket", "session", "token", "basic"};
    me["way"] = ways[static_cast<std::size_t>(who.way)];
    me["scope"] = word(who.scope);
    return dump(me);
}

std::string sessions_json(std::span<const Session> sessions, SessionId mine) {
    Json rows = Json::array();
    for (const Session& session : sessions) rows.push_back(object(session, mine));
    return dump(Json{{"rows", std::move(rows)}});
}

std::string token_json(const TokenView& token, std::string_view secret) {
    Json json = object(token);
    if (!secret.empty()) json["token"] = secret;
    return dump(json);
}

std::string tokens_json(std::span<const TokenView> tokens) {
    return dump(Json{{"rows", rows_of(tokens)}});
}

std::string key_json(const Business& business, const CheckKey& key, std::string_view secret) {
    Json json = object(key);
    json["key"] = secret;
    json["metrics_path"] = metrics_path(business);
    return dump(json);
}

std::string keys_json(const BusinessView& view) {
    return dump(Json{{"rows", rows_of(std::span<const CheckKey>(view.keys))},
                     {"metrics_path", metrics_path(view.business)}});
}

std::string audit_page_json(const Page<AuditRow>& page, const AuditQuery& query) {
    return page_of(rows_of(std::span(page.rows)), page.total, query);
}

std::string once_json(std::string_view name, std::string_view secret,
                      std::optional<Instant> until) {
    Json json{{std::string(name), secret}};
    if (until) json["until_ms"] = to_ms(*until);
    return dump(json);
}

std::string totp_json(std::string_view secret, std::string_view uri) {
    return dump(Json{{"secret", secret}, {"uri", uri}});
}

std::string recovery_json(std::span<const std::string> codes) {
    return dump(Json{{"recovery_codes", std::vector<std::string>(codes.begin(), codes.end())}});
}

Result<LoginBody> read_login_body(std::string_view text) {
    JsonFields fields(text);
    LoginBody body;
    take(fields, "user", "cronadmin", body.user);
    take(fields, "password", "one in quotes", body.password);
    take(fields, "code", "123456", body.code);
    std::optional<bool> remember;
    fields.take("remember", remember);
    body.remember = remember.value_or(false);
    if (auto error = fields.end()) return *std::move(error);
    if (body.user.empty()) return missing("user");
    if (body.password.empty()) return missing("password");
    return body;
}

Result<SetupBody> read_setup_body(std::string_view text) {
    JsonFields fields(text);
    SetupBody body;
    take(fields, "secret", "the one in the link", body.secret);
    take(fields, "password", "one in quotes", body.password);
    if (auto error = fields.end()) return *std::move(error);
    if (body.secret.empty()) return missing("secret");
    if (body.password.empty()) return missing("password");
    return body;
}

Result<UserBody> read_user_body(std::string_view text) {
    JsonFields fields(text);
    UserBody body;
    fields.take("name", "wang.wei", body.name);
    take_or_clear(fields, "email", "wang@example.org", body.email);
    take_or_clear(fields, "phone", "13800000000", body.phone);
    take_or_clear(fields, "api_name", "api_wang", body.api_name);
    fields.take("role", "manager", body.role);
    fields.take("lang", "zh", body.lang);
    fields.take("enabled", body.enabled);
    fields.take("all_businesses", body.all_businesses);
    fields.take("businesses", "payments", body.businesses);
    fields.take("password", "one in quotes", body.password);
    fields.take("api_password", "one in quotes", body.api_password);
    return finished(fields, std::move(body));
}

Result<AccountBody> read_account_body(std::string_view text) {
    JsonFields fields(text);
    AccountBody body;
    take_or_clear(fields, "email", "wang@example.org", body.email);
    take_or_clear(fields, "phone", "13800000000", body.phone);
    fields.take("lang", "zh", body.lang);
    return finished(fields, std::move(body));
}

Result<PasswordBody> read_password_body(std::string_view text) {
    JsonFields fields(text);
    PasswordBody body;
    fields.take("current", "one in quotes", body.current);
    fields.take("password", "one in quotes", body.password);
    return finished(fields, std::move(body));
}

Result<TotpBody> read_totp_body(std::string_view text) {
    JsonFields fields(text);
    TotpBody body;
    take(fields, "secret", "the one that was shown", body.secret);
    take(fields, "code", "123456", body.code);
    take(fields, "current", "one in quotes", body.current);
    return finished(fields, std::move(body));
}

Result<PermissionsBody> read_permissions_body(std::string_view text) {
    JsonFields fields(text);
    PermissionsBody body;
    fields.take("all_businesses", body.all_businesses);
    std::optional<std::vector<std::string>> businesses;
    fields.take("businesses", "payments", businesses);
    if (auto error = fields.end()) return *std::move(error);
    if (!businesses) return missing("businesses");
    body.businesses = *std::move(businesses);
    return body;
}

Result<TokenBody> read_token_body(std::string_view text) {
    JsonFields fields(text);
    TokenBody body;
    fields.take("name", "deploy", body.name);
    fields.take("user", "wang.wei", body.user);
    fields.take("scope", "read", body.scope);
    fields.take("expires_in", "90d", body.expires_in);
    fields.take("businesses", "payments", body.businesses);
    return finished(fields, std::move(body));
}

}  // namespace cronmon
