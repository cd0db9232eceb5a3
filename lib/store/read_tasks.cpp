// Tasks as they are shown, and the small lists that belong nowhere else.
#include "store/list.h"
#include "store/row_map.h"
#include "store/sqlite_snapshot.h"

#include <array>

namespace cronmon {
namespace {

constexpr std::array<std::string_view, 5> ranked_words{"down", "late", "up", "new", "paused"};
constexpr int any_rank = -1;

constexpr std::array<Sort, 6> task_sorts{{
    {"name", "task.name"},
    {"state", "rank"},
    {"last_ping", "standing.last_ping_ms"},
    {"deadline", "standing.deadline_ms"},
    {"business", "(SELECT name FROM business WHERE id = task.business_id)"},
    {"created", "task.created_ms"},
}};

// ?1 pattern, ?2 rank, ?3 now, ?4 business
const std::string& where_sql() {
    static const std::string sql = R"sql(
        WHERE (?1 = '' OR task.name LIKE ?1 ESCAPE '\'
               OR task.business_id IN (SELECT id FROM business WHERE name LIKE ?1 ESCAPE '\'))
          AND (?2 < 0 OR ?2 = (SELECT )sql" +
                                   rank_sql("?3") + R"sql(
                               FROM standing WHERE standing.task_id = task.id))
          AND (?4 = '' OR task.business_id = (SELECT id FROM business WHERE name = ?4)))sql";
    return sql;
}

bool is_filtered(const ListQuery& query) {
    return !query.search.empty() || !query.status.empty() || !query.business.empty() ||
           query.visible;
}

// CROSS: the tasks are walked and each one's standing is looked up, never the other way round.
// What a filter leaves is counted on the way: walking a hundred thousand tasks is the slow part.
std::string ids_sql(const ListQuery& query) {
    const std::string count =
        is_filtered(query) ? "COUNT(*) OVER ()" : "(SELECT COUNT(*) FROM task)";
    return "SELECT task.id, " + count + ", " + rank_sql("?3") +
           " AS rank FROM task CROSS JOIN standing ON standing.task_id = task.id" + where_sql() +
           " AND " + visible_sql("task.business_id", query.visible) +
           order_by(task_sorts, query, "rank, task.name") + " LIMIT ?5 OFFSET ?6";
}

const std::string& view_sql() {
    static const std::string sql =
        "SELECT " + std::string(task_columns) + "," + std::string(standing_columns) + R"sql(
            , business.name, business.enabled
        FROM task
             JOIN standing ON standing.task_id = task.id
             JOIN business ON business.id = task.business_id
        WHERE )sql";
    return sql;
}

// A word that is no state matches nothing.
int rank_of(std::string_view status) {
    if (status.empty()) return any_rank;
    for (std::size_t rank = 0; rank < ranked_words.size(); ++rank)
        if (ranked_words[rank] == status) return static_cast<int>(rank);
    return static_cast<int>(ranked_words.size());
}

}  // namespace

Page<TaskView> SqliteSnapshot::tasks(const ListQuery& query) {
    Page<TaskView> page = task_page(query);
    if (page.rows.empty() && query.page > 1) {  // behind the last page
        ListQuery first = query;
        first.page = 1;
        page.total = task_page(first).total;
    }
    return page;
}

Page<TaskView> SqliteSnapshot::task_page(const ListQuery& query) {
    const std::string pattern = like_pattern(query.search);
    Page<TaskView> page;
    Query row = connection().query(ids_sql(query), pattern, rank_of(query.status), query.now,
                                   query.business, query.length, offset_of(query));
    while (row.next()) {
        page.rows.push_back(*task(row.take<TaskId>()));
        page.total = row.take<std::int64_t>();
    }
    return page;
}

TaskView SqliteSnapshot::task_view(Query& row) {
    return TaskView{.task = read_task(row, reader_->schedules),
                    .standing = read_standing(row),
                    .business = row.take<std::string>(),
                    .business_enabled = row.take<bool>()};
}

std::optional<TaskView> SqliteSnapshot::task_named(std::string_view name) {
    Query row = connection().query(view_sql() + "task.name = ?", name);
    if (!row.next()) return std::nullopt;
    return task_view(row);
}

std::optional<TaskView> SqliteSnapshot::task(TaskId id) {
    Query row = connection().query(view_sql() + "task.id = ?", id);
    if (!row.next()) return std::nullopt;
    return task_view(row);
}

std::vector<std::string> SqliteSnapshot::names(std::string_view noun) {
    CHECK(noun == "task" || noun == "business" || noun == "notifier" || noun == "user");
    std::vector<std::string> names;
    Query row = connection().query("SELECT name FROM \"" + std::string(noun) + "\" ORDER BY name");
    while (row.next()) names.push_back(row.take<std::string>());
    return names;
}

std::vector<std::pair<std::string, std::string>> SqliteSnapshot::settings() {
    return read_settings(connection());
}

std::vector<std::pair<std::string, std::string>> read_settings(Connection& connection) {
    std::vector<std::pair<std::string, std::string>> settings;
    Query row = connection.query("SELECT name, value FROM setting ORDER BY name");
    while (row.next()) {
        auto name = row.take<std::string>();
        settings.emplace_back(std::move(name), row.take<std::string>());
    }
    return settings;
}

}  // namespace cronmon
