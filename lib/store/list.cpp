#include "store/list.h"

#include <algorithm>
#include <limits>

namespace cronmon {

std::string like_pattern(std::string_view search) {
    if (search.empty()) return {};
    std::string pattern = "%";
    for (const char c : search) {
        if (c == '%' || c == '_' || c == '\\') pattern += '\\';
        pattern += c;
    }
    return pattern + '%';
}

std::int64_t offset_of(const ListQuery& query) {
    CHECK(query.page >= 1 && query.length >= 1 && query.length <= list_length_max);
    constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
    return std::min(query.page - 1, most / query.length) * query.length;
}

std::string visible_sql(std::string_view column, const Visible& visible) {
    if (!visible) return "1";
    if (visible->empty()) return "0";
    std::string sql(column);
    sql += " IN (";
    for (std::size_t i = 0; i < visible->size(); ++i)
        sql.append(i == 0 ? "" : ", ").append(std::to_string(raw((*visible)[i])));
    return sql + ")";
}

std::string rank_sql(std::string_view now) {
    return "CASE WHEN standing.state = 2 THEN 0 "
           "WHEN standing.state = 3 THEN 4 "
           "WHEN standing.deadline_ms IS NOT NULL AND standing.owed_ms <= " +
           std::string(now) +
           " THEN 1 "
           "WHEN standing.state = 1 THEN 2 "
           "ELSE 3 END";
}

std::string order_by(std::span<const Sort> sorts, const ListQuery& query,
                     std::string_view natural) {
    std::string order = " ORDER BY ";
    const auto sort = std::find_if(sorts.begin(), sorts.end(),
                                   [&](const Sort& one) { return one.name == query.sort; });
    if (sort != sorts.end())
        order.append(sort->by).append(query.descending ? " DESC" : " ASC").append(" NULLS LAST, ");
    return order.append(natural);
}

}  // namespace cronmon
