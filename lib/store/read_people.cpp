// Businesses and notifiers, each with the names of those on the other side.
#include "store/list.h"
#include "store/row_map.h"
#include "store/sqlite_snapshot.h"

#include <array>

namespace cronmon {
namespace {

constexpr std::array<Sort, 3> business_sorts{{
    {"name", "business.name"},
    {"tasks", "(SELECT COUNT(*) FROM task WHERE business_id = business.id)"},
    {"created", "business.created_ms"},
}};

constexpr std::array<Sort, 3> notifier_sorts{{
    {"name", "notifier.name"},
    {"email", "channel.address"},
    {"created", "notifier.created_ms"},
}};

constexpr std::string_view business_matches =
    R"sql( WHERE (?1 = '' OR business.name LIKE ?1 ESCAPE '\') )sql";

constexpr std::string_view notifier_matches = R"sql(
    WHERE (?1 = '' OR notifier.name LIKE ?1 ESCAPE '\' OR channel.address LIKE ?1 ESCAPE '\'
           OR notifier.phone LIKE ?1 ESCAPE '\') )sql";

std::string joined(std::string_view a, std::string_view b) { return std::string(a).append(b); }

template <class Id>
std::vector<std::string> names_of(Connection& connection, std::string_view sql, Id id) {
    std::vector<std::string> names;
    Query row = connection.query(sql, id);
    while (row.next()) names.push_back(row.take<std::string>());
    return names;
}

std::int64_t count(Connection& connection, std::string_view select, std::string_view matches,
                   const std::string& pattern) {
    const std::string all = joined(select, matches);
    Query row = connection.query("SELECT COUNT(*) FROM (" + all + ")", pattern);
    return row.next() ? row.take<std::int64_t>() : 0;
}

}  // namespace

BusinessView SqliteSnapshot::business_view(Query& row) {
    BusinessView view{.business = read_business(row), .tasks = 0, .notifiers = {}};
    const BusinessId id = view.business.id;
    Query tasks = connection().query("SELECT COUNT(*) FROM task WHERE business_id = ?", id);
    if (tasks.next()) view.tasks = tasks.take<std::int64_t>();
    view.notifiers = names_of(connection(), R"sql(
        SELECT notifier.name
        FROM assignment JOIN notifier ON notifier.id = assignment.notifier_id
        WHERE assignment.business_id = ? ORDER BY notifier.name)sql",
                              id);
    Query key = connection().query(R"sql(
        SELECT business_id, may, '', hint, created_ms FROM check_key
        WHERE business_id = ? ORDER BY may DESC)sql",
                                   id);
    while (key.next()) view.keys.push_back(read_check_key(key));
    return view;
}

NotifierView SqliteSnapshot::notifier_view(Query& row) {
    NotifierView view{.notifier = read_notifier(row), .businesses = {}};
    view.businesses = names_of(connection(), R"sql(
        SELECT business.name
        FROM assignment JOIN business ON business.id = assignment.business_id
        WHERE assignment.notifier_id = ? ORDER BY business.name)sql",
                               view.notifier.id);
    return view;
}

Page<BusinessView> SqliteSnapshot::businesses(const ListQuery& query) {
    const std::string pattern = like_pattern(query.search);
    const std::string matches =
        joined(business_matches, " AND " + visible_sql("business.id", query.visible));
    const std::string sql = joined(select_business, matches) +
                            order_by(business_sorts, query, "business.name") +
                            " LIMIT ?2 OFFSET ?3";
    Page<BusinessView> page;
    Query row = connection().query(sql, pattern, query.length, offset_of(query));
    while (row.next()) page.rows.push_back(business_view(row));
    set_total(page, query, [&] { return count(connection(), select_business, matches, pattern); });
    return page;
}

Page<NotifierView> SqliteSnapshot::notifiers(const ListQuery& query) {
    const std::string pattern = like_pattern(query.search);
    const std::string sql = joined(select_notifier, notifier_matches) +
                            order_by(notifier_sorts, query, "notifier.name") +
                            " LIMIT ?2 OFFSET ?3";
    Page<NotifierView> page;
    Query row = connection().query(sql, pattern, query.length, offset_of(query));
    while (row.next()) page.rows.push_back(notifier_view(row));
    set_total(page, query,
              [&] { return count(connection(), select_notifier, notifier_matches, pattern); });
    return page;
}

std::optional<BusinessView> SqliteSnapshot::business(BusinessId id) {
    Query row = connection().query(joined(select_business, "WHERE business.id = ?"), id);
    if (!row.next()) return std::nullopt;
    return business_view(row);
}

std::optional<NotifierView> SqliteSnapshot::notifier(NotifierId id) {
    Query row = connection().query(joined(select_notifier, "WHERE notifier.id = ?"), id);
    if (!row.next()) return std::nullopt;
    return notifier_view(row);
}

std::optional<BusinessView> SqliteSnapshot::business_named(std::string_view name) {
    Query row = connection().query(joined(select_business, "WHERE business.name = ?"), name);
    if (!row.next()) return std::nullopt;
    return business_view(row);
}

std::optional<NotifierView> SqliteSnapshot::notifier_named(std::string_view name) {
    Query row = connection().query(joined(select_notifier, "WHERE notifier.name = ?"), name);
    if (!row.next()) return std::nullopt;
    return notifier_view(row);
}

std::vector<Business> SqliteSnapshot::businesses_without_notifier(const Visible& visible) {
    std::vector<Business> businesses;
    Query row = connection().query(
        joined(select_business,
               "WHERE business.enabled = 1 AND NOT EXISTS (SELECT 1 FROM assignment WHERE "
               "assignment.business_id = business.id) AND " +
                   visible_sql("business.id", visible) + " ORDER BY business.id"));
    while (row.next()) businesses.push_back(read_business(row));
    return businesses;
}

std::vector<EmptyNotice> SqliteSnapshot::empty_notices() {
    std::vector<EmptyNotice> notices;
    Query row = connection().query("SELECT user_id, businesses, told_ms FROM empty_notice");
    while (row.next())
        notices.push_back(EmptyNotice{.user = row.take<UserId>(),
                                      .businesses = row.take<std::string>(),
                                      .told = row.take<Instant>()});
    return notices;
}

}  // namespace cronmon
