// What happened, newest first, over all months that are kept.
#include "store/list.h"
#include "store/month_bucket.h"
#include "store/sqlite_snapshot.h"

namespace cronmon {
namespace {

constexpr std::string_view audit_columns =
    "id, at_ms, user_id, actor, address, action, object_id, object, changes";

// ?1 pattern, ?2 action, ?3 pattern for the text of changes
constexpr std::string_view audit_matches = R"sql(
    WHERE (?1 = '' OR actor LIKE ?1 ESCAPE '\' OR address LIKE ?1 ESCAPE '\'
           OR object LIKE ?1 ESCAPE '\' OR changes LIKE ?3 ESCAPE '\')
      AND (?2 = '' OR action = ?2 OR (?2 LIKE '%.' AND substr(action, 1, length(?2)) = ?2)) )sql";

AuditRow read_audit(Query& row) {
    return AuditRow{.id = row.take<std::int64_t>(),
                    .at = row.take<Instant>(),
                    .user = row.take<UserId>(),
                    .actor = row.take<std::string>(),
                    .address = row.take<std::string>(),
                    .action = row.take<std::string>(),
                    .object_id = row.take<std::int64_t>(),
                    .object = row.take<std::string>(),
                    .changes = parse_changes(row.take_view())};
}

}  // namespace

Page<AuditRow> SqliteSnapshot::audit(const AuditQuery& query) {
    Page<AuditRow> page;
    const std::string all = union_of_months(connection(), MonthLog::audit, audit_columns);
    if (all.empty()) return page;
    const std::string pattern = like_pattern(query.search);
    const std::string in_changes = like_pattern(escaped(query.search));
    const std::string from = " FROM (" + all + ")" + std::string(audit_matches);
    ListQuery place;
    place.page = query.page;
    place.length = query.length;
    Query row = connection().query(
        "SELECT " + std::string(audit_columns) + from + "ORDER BY id DESC LIMIT ?4 OFFSET ?5",
        pattern, query.action, in_changes, query.length, offset_of(place));
    while (row.next()) page.rows.push_back(read_audit(row));
    set_total(page, place, [&] {
        Query count =
            connection().query("SELECT COUNT(*)" + from, pattern, query.action, in_changes);
        return count.next() ? count.take<std::int64_t>() : 0;
    });
    return page;
}

std::vector<ApiRequestRow> SqliteSnapshot::api_requests(std::int64_t length) {
    std::vector<ApiRequestRow> requests;
    const std::string all =
        union_of_months(connection(), MonthLog::api_requests,
                        "id, at_ms, user_id, client_ip, user_agent, method, url, code");
    if (all.empty()) return requests;
    Query row = connection().query(all + " ORDER BY id DESC LIMIT ?", length);
    while (row.next())
        requests.push_back(ApiRequestRow{.id = row.take<std::int64_t>(),
                                         .at = row.take<Instant>(),
                                         .user = row.take<UserId>(),
                                         .client_ip = row.take<std::string>(),
                                         .user_agent = row.take<std::string>(),
                                         .method = row.take<std::string>(),
                                         .url = row.take<std::string>(),
                                         .endpoint = {},
                                         .code = row.take<int>()});
    return requests;
}

}  // namespace cronmon
