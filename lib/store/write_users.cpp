// Users and which businesses they see.
#include "store/row_map.h"
#include "store/sqlite_batch.h"

namespace cronmon {
namespace {

std::optional<UserId> find_user(Connection& connection, std::string_view column,
                                std::string_view value) {
    Query row =
        connection.query("SELECT id FROM \"user\" WHERE " + std::string(column) + " = ?", value);
    if (!row.next()) return std::nullopt;
    return row.take<UserId>();
}

}  // namespace

void SqliteBatch::save(const User& user) {
    const Credentials& credentials = user.credentials;
    connection_.run(R"sql(
        INSERT INTO "user" (id, name, email, phone, role, all_businesses, enabled, language,
                            api_name, password, api_password, totp_secret, totp_step, recovery,
                            setup_digest, setup_until_ms, created_ms, last_login_ms, revision)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE
        SET name = excluded.name, email = excluded.email, phone = excluded.phone,
            role = excluded.role, all_businesses = excluded.all_businesses,
            enabled = excluded.enabled, language = excluded.language,
            api_name = excluded.api_name, password = excluded.password,
            api_password = excluded.api_password, totp_secret = excluded.totp_secret,
            totp_step = excluded.totp_step, recovery = excluded.recovery,
            setup_digest = excluded.setup_digest, setup_until_ms = excluded.setup_until_ms,
            created_ms = excluded.created_ms, last_login_ms = excluded.last_login_ms,
            revision = excluded.revision)sql",
                    user.id, user.name, user.email, user.phone, word(user.role),
                    user.all_businesses, user.enabled, word(user.language), user.api_name,
                    credentials.password, credentials.api_password, Blob{credentials.totp_secret},
                    credentials.totp_step, Blob{credentials.recovery},
                    Blob{credentials.setup_digest}, credentials.setup_until, user.created,
                    user.last_login, user.revision);
}

void SqliteBatch::remove(UserId user) {
    connection_.run("DELETE FROM \"user\" WHERE id = ?", user);
}

std::optional<User> SqliteBatch::user(UserId id) {
    static const std::string sql = std::string(select_user) + "WHERE u.id = ?";
    Query row = connection_.query(sql, id);
    if (!row.next()) return std::nullopt;
    return read_user(row);
}

std::optional<UserId> SqliteBatch::user_named(std::string_view name) {
    return find_user(connection_, "name", name);
}

std::optional<UserId> SqliteBatch::user_with_email(std::string_view email) {
    return find_user(connection_, "email", email);
}

std::optional<UserId> SqliteBatch::user_with_phone(std::string_view phone) {
    return find_user(connection_, "phone", phone);
}

std::optional<UserId> SqliteBatch::user_with_api_name(std::string_view name) {
    return find_user(connection_, "api_name", name);
}

std::int64_t SqliteBatch::enabled_admins() {
    return connection_.integer(
        "SELECT COUNT(*) FROM \"user\" WHERE role = 'admin' AND enabled = 1");
}

std::vector<BusinessId> SqliteBatch::permissions(UserId user) {
    std::vector<BusinessId> businesses;
    Query row = connection_.query(
        "SELECT business_id FROM permission WHERE user_id = ? ORDER BY business_id", user);
    while (row.next()) businesses.push_back(row.take<BusinessId>());
    return businesses;
}

void SqliteBatch::set_permissions(UserId user, std::span<const BusinessId> businesses) {
    connection_.run("DELETE FROM permission WHERE user_id = ?", user);
    for (const BusinessId business : businesses)
        connection_.run(R"sql(
            INSERT INTO permission (user_id, business_id) VALUES (?, ?)
            ON CONFLICT (user_id, business_id) DO NOTHING)sql",
                        user, business);
}

}  // namespace cronmon
