// Tasks as the original's API asks for them: all by id, or those of one name.
//
// Its database compared names without regard to case and to blanks at the end, so two that differ
// in nothing else could not be there. Here they can: the one that is written exactly so is meant,
// and found by the index; only when there is none are all names looked through.
#include "store/list.h"
#include "store/row_map.h"
#include "store/sqlite_snapshot.h"

#include <algorithm>

namespace cronmon {
namespace {

constexpr std::string_view columns = R"sql(
    SELECT task.id, task.business_id, business.name, task.name, task.uuid, task.schedule,
           task.grace_ms, standing.state )sql";

// CROSS: the tasks come first, and with each its standing and business.
constexpr std::string_view beside_task = R"sql(
    CROSS JOIN standing ON standing.task_id = task.id
    CROSS JOIN business ON business.id = task.business_id )sql";

ApiTask read_original(Query& row) {
    return ApiTask{.id = row.take<TaskId>(),
                   .business = row.take<BusinessId>(),
                   .business_name = row.take<std::string>(),
                   .name = row.take<std::string>(),
                   .uuid = row.take<Uuid>(),
                   .period = row.take<std::string>(),
                   .grace = row.take<Millis>(),
                   .state = read_state(row)};
}

// `key` is what `column` must be.
template <class Key>
void add_tasks(std::vector<ApiTask>& tasks, Connection& connection, std::string_view column,
               const Key& key, const Visible& visible) {
    std::string sql(columns);
    sql.append("FROM task").append(beside_task).append("WHERE ").append(column).append(" = ? AND ");
    sql.append(visible_sql("task.business_id", visible)).append(" ORDER BY task.id");
    Query row = connection.query(sql, key);
    while (row.next()) tasks.push_back(read_original(row));
}

std::vector<std::int64_t> ids_of_name(Connection& connection, std::string_view table,
                                      std::string_view name) {
    const std::string select = "SELECT id FROM " + std::string(table);
    Query exact = connection.query(select + " WHERE name = ?", name);
    if (exact.next()) return {exact.take<std::int64_t>()};
    while (name.ends_with(' ')) name.remove_suffix(1);
    std::vector<std::int64_t> ids;
    Query alike = connection.query(select + " WHERE rtrim(name, ' ') = ? COLLATE NOCASE", name);
    while (alike.next()) ids.push_back(alike.take<std::int64_t>());
    return ids;
}

std::vector<ApiTask> tasks_of_name(Connection& connection, std::string_view table,
                                   std::string_view column, std::string_view name,
                                   const Visible& visible) {
    std::vector<ApiTask> tasks;
    for (const std::int64_t id : ids_of_name(connection, table, name))
        add_tasks(tasks, connection, column, id, visible);
    std::ranges::sort(tasks, {}, &ApiTask::id);
    return tasks;
}

}  // namespace

std::int64_t SqliteSnapshot::original_task_count(const Visible& visible) {
    Query row = connection().query("SELECT COUNT(*) FROM task WHERE " +
                                   visible_sql("business_id", visible));
    return row.next() ? row.take<std::int64_t>() : 0;
}

std::vector<ApiTask> SqliteSnapshot::original_tasks(const Visible& visible, std::int64_t offset,
                                                    std::int64_t length) {
    // The ids alone first, so that the rows before the page are not joined.
    const std::string page = "FROM (SELECT id FROM task WHERE " +
                             visible_sql("business_id", visible) +
                             " ORDER BY id LIMIT ? OFFSET ?) AS page "
                             "CROSS JOIN task ON task.id = page.id";
    std::vector<ApiTask> tasks;
    Query row = connection().query(
        std::string(columns).append(page).append(beside_task).append("ORDER BY task.id"), length,
        offset);
    while (row.next()) tasks.push_back(read_original(row));
    return tasks;
}

std::vector<ApiTask> SqliteSnapshot::original_tasks_of(std::string_view business,
                                                       const Visible& visible) {
    return tasks_of_name(connection(), "business", "task.business_id", business, visible);
}

std::vector<ApiTask> SqliteSnapshot::original_tasks_named(std::string_view name,
                                                          const Visible& visible) {
    return tasks_of_name(connection(), "task", "task.id", name, visible);
}

std::vector<ApiTask> SqliteSnapshot::original_tasks_with(const Uuid& uuid, const Visible& visible) {
    std::vector<ApiTask> tasks;
    add_tasks(tasks, connection(), "task.uuid", uuid, visible);
    return tasks;
}

}  // namespace cronmon
