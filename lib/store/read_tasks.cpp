// Tasks as they are shown, and the small lists that belong nowhere else.
#include "store/row_map.h"
#include "store/sqlite_snapshot.h"
#include "store/task_list.h"

#include <algorithm>

namespace cronmon {
namespace {

const std::string& view_sql() {
    static const std::string sql =
        "SELECT " + std::string(task_columns) + "," + std::string(standing_columns) + R"sql(
            , business.name, business.enabled, standing.last_ping_id
        FROM task
             JOIN standing ON standing.task_id = task.id
             JOIN business ON business.id = task.business_id
        WHERE )sql";
    return sql;
}

}  // namespace

Page<TaskView> SqliteSnapshot::tasks(const ListQuery& query) {
    const auto catalogue = pool_->catalogue(connection());
    const TaskIds found = list_tasks(connection(), *catalogue, query);
    Page<TaskView> page{{}, found.total, found.until};
    for (const TaskId id : found.page) {
        page.rows.push_back(*task(id));
        const Standing& standing = page.rows.back().standing;
        if (standing.deadline && standing.owed > query.now)
            page.until = std::min(page.until.value_or(*standing.owed), *standing.owed);
    }
    return page;
}

TaskView SqliteSnapshot::task_view(Query& row) {
    TaskView view{.task = read_task(row, reader_->schedules),
                  .standing = read_standing(row),
                  .business = row.take<std::string>(),
                  .business_enabled = row.take<bool>(),
                  .last_ping = {}};
    view.last_ping = ping(view.task.id, row.take<PingId>());
    fill_told(connection(), view.task);
    fill_runs(connection(), view.task.id, view.standing);
    return view;
}

template <class... Values>
std::optional<TaskView> SqliteSnapshot::one_task(std::string_view where, const Values&... values) {
    Query row = connection().query(view_sql() + std::string(where), values...);
    if (!row.next()) return std::nullopt;
    return task_view(row);
}

std::optional<TaskView> SqliteSnapshot::task_named(std::string_view name) {
    return one_task("task.name = ?", name);
}

std::optional<TaskView> SqliteSnapshot::task(TaskId id) { return one_task("task.id = ?", id); }

std::optional<TaskView> SqliteSnapshot::task_with(const Uuid& uuid) {
    return one_task("task.uuid = ?", uuid);
}

std::optional<TaskView> SqliteSnapshot::task_with_badge(const Uuid& badge) {
    return one_task("task.badge = ?", badge);
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
