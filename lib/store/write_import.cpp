// A log from elsewhere, whose rows may come in any order.
#include "store/bucket.h"
#include "store/month_bucket.h"
#include "store/sqlite_batch.h"

#include <vector>

namespace cronmon {
namespace {

constexpr std::size_t past_inserts_max = 128;     // days whose statement is kept
constexpr std::int64_t chained_at_once = 10'000;  // rows between two looks at the table

struct Link {
    PingId row;
    PingId previous;
};

// The next rows after `after` whose link is wrong; `after` moves on. Nothing in `more`: that was
// the last of them.
std::vector<Link> wrong_links(Statement& select, PingId& after, bool& more,
                              std::map<TaskId, PingId>& newest) {
    std::vector<Link> wrong;
    Query row = select.query(after, chained_at_once);
    for (more = false; row.next(); more = true) {
        after = row.take<PingId>();
        PingId& before = newest[row.take<TaskId>()];
        if (row.take<PingId>() != before) wrong.push_back({after, before});
        before = after;
    }
    return wrong;
}

}  // namespace

Statement& SqliteBatch::past_insert_of(std::int64_t day) {
    const auto kept = past_inserts_.find(day);
    if (kept != past_inserts_.end()) return kept->second;
    if (past_inserts_.size() >= past_inserts_max) past_inserts_.clear();
    const std::string sql = bucket_insert_sql(day) + " ON CONFLICT (id) DO NOTHING";
    return past_inserts_.emplace(day, Statement(connection_.handle(), sql)).first->second;
}

bool SqliteBatch::add_if_free(const PingRow& ping) {
    past_insert_of(day_of(ping.id))
        .run(ping.id, ping.task, ping.at, ping.kind, ping.method, ping.client_ip, ping.user_agent,
             ping.exit_status, ping.duration, ping.previous, ping.run, ping.wire.bits(),
             Blob{ping.body});
    return connection_.changes() > 0;
}

bool SqliteBatch::add_if_free(const ApiRequestRow& row) {
    const std::string table = open_month(connection_, MonthLog::api_requests, month_of(row.at));
    if (connection_.query("SELECT 1 FROM " + table + " WHERE id = ?", row.id).next()) return false;
    add(row);
    return true;
}

// The table is not changed while it is read.
void SqliteBatch::chain_bucket(std::int64_t day, std::map<TaskId, PingId>& newest) {
    const std::string table = bucket_name(day);
    Statement select(connection_.handle(), "SELECT id, task_id, previous_id FROM " + table +
                                               " WHERE id > ? ORDER BY id LIMIT ?");
    Statement update(connection_.handle(), "UPDATE " + table + " SET previous_id = ? WHERE id = ?");
    PingId after{};
    for (bool more = true; more;)
        for (const Link& link : wrong_links(select, after, more, newest))
            update.run(link.previous, link.row);
}

}  // namespace cronmon
