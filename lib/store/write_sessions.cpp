// Sessions of browsers and tokens of programs.
#include "store/row_map.h"
#include "store/sqlite_batch.h"

namespace cronmon {

void SqliteBatch::add(const Session& session) {
    connection_.run(R"sql(
        INSERT INTO session (id, user_id, digest, remember, address, user_agent, created_ms,
                             seen_ms, expires_ms)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?))sql",
                    session.id, session.user, Blob{session.digest}, session.remember,
                    session.address, session.user_agent, session.created, session.seen,
                    session.expires);
}

std::optional<Session> SqliteBatch::session(SessionId id) {
    static const std::string sql = std::string(select_session) + "WHERE id = ?";
    Query row = connection_.query(sql, id);
    if (!row.next()) return std::nullopt;
    return read_session(row);
}

void SqliteBatch::touch(SessionId session, Instant seen, Instant expires) {
    connection_.run("UPDATE session SET seen_ms = ?, expires_ms = ? WHERE id = ?", seen, expires,
                    session);
}

void SqliteBatch::remove(SessionId session) {
    connection_.run("DELETE FROM session WHERE id = ?", session);
}

void SqliteBatch::remove_sessions(UserId user, SessionId except) {
    connection_.run("DELETE FROM session WHERE user_id = ? AND id <> ?", user, except);
}

std::int64_t SqliteBatch::remove_expired_sessions(Instant now) {
    connection_.run("DELETE FROM session WHERE expires_ms <= ?", now);
    return connection_.changes();
}

void SqliteBatch::add(const Token& token) {
    connection_.run(R"sql(
        INSERT INTO token (id, user_id, name, digest, scope, all_businesses, created_ms,
                           expires_ms, last_used_ms)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?))sql",
                    token.id, token.user, token.name, Blob{token.digest}, word(token.scope),
                    token.all_businesses, token.created, token.expires, token.last_used);
    for (const BusinessId business : token.businesses)
        connection_.run("INSERT INTO token_business (token_id, business_id) VALUES (?, ?)",
                        token.id, business);
}

std::optional<Token> SqliteBatch::token(TokenId id) {
    static const std::string sql = std::string(select_token) + "WHERE id = ?";
    Query row = connection_.query(sql, id);
    if (!row.next()) return std::nullopt;
    return read_token(row, connection_);
}

std::vector<std::string> SqliteBatch::token_names(UserId user) {
    std::vector<std::string> names;
    Query row = connection_.query("SELECT name FROM token WHERE user_id = ? ORDER BY name", user);
    while (row.next()) names.push_back(row.take<std::string>());
    return names;
}

void SqliteBatch::touch(TokenId token, Instant used) {
    connection_.run("UPDATE token SET last_used_ms = ? WHERE id = ?", used, token);
}

void SqliteBatch::remove(TokenId token) {
    connection_.run("DELETE FROM token WHERE id = ?", token);
}

}  // namespace cronmon
