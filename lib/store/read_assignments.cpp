// Who is told about which business.
#include "store/list.h"
#include "store/sqlite_snapshot.h"

#include <array>

namespace cronmon {
namespace {

constexpr std::array<Sort, 3> assignment_sorts{{
    {"business", "business.name"},
    {"notifier", "notifier.name"},
    {"email", "channel.address"},
}};

// ?1 pattern, ?2 name of a business
constexpr std::string_view assignments_from = R"sql(
    FROM assignment
         JOIN business ON business.id = assignment.business_id
         JOIN notifier ON notifier.id = assignment.notifier_id
         LEFT JOIN channel ON channel.notifier_id = notifier.id AND channel.kind = 'email'
    WHERE (?1 = '' OR business.name LIKE ?1 ESCAPE '\' OR notifier.name LIKE ?1 ESCAPE '\'
           OR channel.address LIKE ?1 ESCAPE '\')
      AND (?2 = '' OR business.name = ?2) )sql";

constexpr std::string_view assignment_columns = R"sql(
    business.id, business.name, business.enabled, notifier.id, notifier.name, channel.address,
    notifier.enabled )sql";

AssignmentView read_assignment(Query& row) {
    return AssignmentView{.business = row.take<BusinessId>(),
                          .business_name = row.take<std::string>(),
                          .business_enabled = row.take<bool>(),
                          .notifier = row.take<NotifierId>(),
                          .notifier_name = row.take<std::string>(),
                          .email = row.take<std::string>(),
                          .notifier_enabled = row.take<bool>()};
}

}  // namespace

Page<AssignmentView> SqliteSnapshot::assignments(const ListQuery& query) {
    const std::string pattern = like_pattern(query.search);
    const std::string from =
        std::string(assignments_from) + "AND " + visible_sql("business.id", query.visible) + " ";
    Page<AssignmentView> page;
    Query row =
        connection().query("SELECT " + std::string(assignment_columns) + from +
                               order_by(assignment_sorts, query, "business.name, notifier.name") +
                               " LIMIT ?3 OFFSET ?4",
                           pattern, query.business, query.length, offset_of(query));
    while (row.next()) page.rows.push_back(read_assignment(row));
    set_total(page, query, [&] {
        Query count = connection().query("SELECT COUNT(*)" + from, pattern, query.business);
        return count.next() ? count.take<std::int64_t>() : 0;
    });
    return page;
}

}  // namespace cronmon
