// Users, with the businesses that were granted to them.
#include "store/list.h"
#include "store/row_map.h"
#include "store/sqlite_snapshot.h"

#include <array>

namespace cronmon {
namespace {

constexpr std::array<Sort, 4> user_sorts{{
    {"name", "u.name"},
    {"role", "u.role"},
    {"created", "u.created_ms"},
    {"last_login", "u.last_login_ms"},
}};

constexpr std::string_view user_matches = R"sql(
    WHERE (?1 = '' OR u.name LIKE ?1 ESCAPE '\' OR u.email LIKE ?1 ESCAPE '\'
           OR u.phone LIKE ?1 ESCAPE '\' OR u.api_name LIKE ?1 ESCAPE '\')
      AND (?2 = '' OR u.role = ?2) )sql";

}  // namespace

UserView SqliteSnapshot::user_view(Query& row) {
    UserView view{.user = read_user(row), .businesses = {}};
    Query granted =
        connection().query(std::string(select_business) +
                               "JOIN permission ON permission.business_id = business.id "
                               "WHERE permission.user_id = ? ORDER BY business.name",
                           view.user.id);
    while (granted.next()) view.businesses.push_back(read_business(granted));
    return view;
}

Page<UserView> SqliteSnapshot::users(const ListQuery& query) {
    const std::string pattern = like_pattern(query.search);
    const std::string from = std::string(select_user) + std::string(user_matches);
    Page<UserView> page;
    Query row =
        connection().query(from + order_by(user_sorts, query, "u.name") + " LIMIT ?3 OFFSET ?4",
                           pattern, query.status, query.length, offset_of(query));
    while (row.next()) page.rows.push_back(user_view(row));
    set_total(page, query, [&] {
        Query count =
            connection().query("SELECT COUNT(*) FROM (" + from + ")", pattern, query.status);
        return count.next() ? count.take<std::int64_t>() : 0;
    });
    return page;
}

std::optional<UserView> SqliteSnapshot::user(UserId id) {
    Query row = connection().query(std::string(select_user) + "WHERE u.id = ?", id);
    if (!row.next()) return std::nullopt;
    return user_view(row);
}

std::optional<UserView> SqliteSnapshot::one_user(std::string_view where, std::string_view value) {
    Query row = connection().query(std::string(select_user).append(where), value);
    if (!row.next()) return std::nullopt;
    return user_view(row);
}

std::optional<UserView> SqliteSnapshot::user_named(std::string_view name) {
    return one_user("WHERE u.name = ?", name);
}

std::optional<UserView> SqliteSnapshot::user_with_api_name(std::string_view name) {
    return one_user("WHERE u.api_name = ?", name);
}

std::optional<UserView> SqliteSnapshot::user_with_setup(std::string_view digest) {
    Query row =
        connection().query(std::string(select_user) + "WHERE u.setup_digest = ?", Blob{digest});
    if (!row.next()) return std::nullopt;
    return user_view(row);
}

std::vector<UserView> SqliteSnapshot::users_to_tell() {
    std::vector<UserView> users;
    Query row = connection().query(std::string(select_user) +
                                   "WHERE u.enabled = 1 AND u.email IS NOT NULL ORDER BY u.id");
    while (row.next()) users.push_back(user_view(row));
    return users;
}

}  // namespace cronmon
