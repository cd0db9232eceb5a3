// Sessions and tokens: found by what they prove, and listed for those who own them.
#include "store/row_map.h"
#include "store/sqlite_snapshot.h"

namespace cronmon {

std::optional<Session> SqliteSnapshot::session(std::string_view digest) {
    Query row = connection().query(std::string(select_session) + "WHERE digest = ?", Blob{digest});
    if (!row.next()) return std::nullopt;
    return read_session(row);
}

std::vector<Session> SqliteSnapshot::sessions(UserId user) {
    std::vector<Session> sessions;
    Query row = connection().query(
        std::string(select_session) + "WHERE user_id = ? ORDER BY seen_ms DESC, id DESC", user);
    while (row.next()) sessions.push_back(read_session(row));
    return sessions;
}

std::optional<Token> SqliteSnapshot::token(std::string_view digest) {
    Query row = connection().query(std::string(select_token) + "WHERE digest = ?", Blob{digest});
    if (!row.next()) return std::nullopt;
    return read_token(row, connection());
}

std::vector<Token> SqliteSnapshot::tokens(std::optional<UserId> user) {
    std::vector<Token> tokens;
    Query row = connection().query(
        std::string(select_token) + "WHERE ?1 IS NULL OR user_id = ?1 ORDER BY name, id", user);
    while (row.next()) tokens.push_back(read_token(row, connection()));
    return tokens;
}

}  // namespace cronmon
