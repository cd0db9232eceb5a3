// What happened, in the tables of its month, and what is counted on the way.
#include "store/month_bucket.h"
#include "store/sqlite_batch.h"

namespace cronmon {

void SqliteBatch::add(const AuditRow& row) {
    const std::string table = open_month(connection_, MonthLog::audit, month_of(PingId{row.id}));
    connection_.run("INSERT INTO " + table + R"sql(
        (id, at_ms, user_id, actor, address, action, object_id, object, changes)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?))sql",
                    row.id, row.at, row.user, row.actor, row.address, row.action, row.object_id,
                    row.object, changes_text(row.changes));
}

void SqliteBatch::add(const ApiRequestRow& row) {
    const std::int64_t month = month_of(PingId{row.id});
    const std::string table = open_month(connection_, MonthLog::api_requests, month);
    connection_.run("INSERT INTO " + table + R"sql(
        (id, at_ms, user_id, client_ip, user_agent, method, url, code)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?))sql",
                    row.id, row.at, row.user, row.client_ip, row.user_agent, row.method, row.url,
                    row.code);
    connection_.run(R"sql(
        INSERT INTO api_request_count (month, endpoint, requests) VALUES (?, ?, 1)
        ON CONFLICT (month, endpoint) DO UPDATE SET requests = requests + 1)sql",
                    month, row.endpoint);
}

// A business that was removed meanwhile is counted no more.
void SqliteBatch::add_ping_count(std::int64_t day, BusinessId business, std::int64_t pings) {
    connection_.run(R"sql(
        INSERT INTO ping_count (day, business_id, pings)
        SELECT ?1, id, ?3 FROM business WHERE id = ?2
        ON CONFLICT (day, business_id) DO UPDATE SET pings = pings + excluded.pings)sql",
                    day, business, pings);
}

void SqliteBatch::save(const EmptyNotice& notice) {
    connection_.run(R"sql(
        INSERT INTO empty_notice (user_id, businesses, told_ms)
        SELECT id, ?2, ?3 FROM "user" WHERE id = ?1
        ON CONFLICT (user_id) DO UPDATE
        SET businesses = excluded.businesses, told_ms = excluded.told_ms)sql",
                    notice.user, notice.businesses, notice.told);
}

std::int64_t SqliteBatch::shrink_months(MonthLog log, std::int64_t first, std::int64_t rows) {
    return cronmon::shrink_months(connection_, log, first, rows);
}

}  // namespace cronmon
