// What clients of Healthchecks know things by: keys, slugs, and a business's tasks and channels.
#include "store/row_map.h"
#include "store/sqlite_snapshot.h"

namespace cronmon {

std::vector<TaskView> SqliteSnapshot::some_tasks(const std::vector<TaskId>& ids) {
    std::vector<TaskView> tasks;
    for (const TaskId id : ids) tasks.push_back(*task(id));
    return tasks;
}

std::vector<TaskView> SqliteSnapshot::tasks_of(BusinessId business) {
    std::vector<TaskId> ids;
    Query row =
        connection().query("SELECT id FROM task WHERE business_id = ? ORDER BY id", business);
    while (row.next()) ids.push_back(row.take<TaskId>());
    return some_tasks(ids);
}

std::vector<TaskView> SqliteSnapshot::tasks_with_slug(BusinessId business, std::string_view slug) {
    std::vector<TaskId> ids;
    Query row = connection().query(
        "SELECT id FROM task WHERE business_id = ? AND slug = ? AND slug <> '' ORDER BY id",
        business, slug);
    while (row.next()) ids.push_back(row.take<TaskId>());
    return some_tasks(ids);
}

std::vector<ChannelView> SqliteSnapshot::channels_of(BusinessId business) {
    std::vector<ChannelView> channels;
    Query row = connection().query(R"sql(
        SELECT channel.id, channel.uuid, channel.kind, notifier.name
        FROM assignment
             JOIN notifier ON notifier.id = assignment.notifier_id
             JOIN channel ON channel.notifier_id = notifier.id
        WHERE assignment.business_id = ? ORDER BY channel.id)sql",
                                   business);
    while (row.next())
        channels.push_back(ChannelView{.id = row.take<ChannelId>(),
                                       .uuid = row.take<Uuid>(),
                                       .kind = read_channel_kind(row),
                                       .notifier = row.take<std::string>()});
    return channels;
}

std::optional<Business> SqliteSnapshot::one_business(std::string_view where,
                                                     std::string_view value) {
    Query row = connection().query(std::string(select_business).append(where), value);
    if (!row.next()) return std::nullopt;
    return read_business(row);
}

std::optional<Business> SqliteSnapshot::business_with(const Uuid& uuid) {
    Query row = connection().query(std::string(select_business) + "WHERE business.uuid = ?", uuid);
    if (!row.next()) return std::nullopt;
    return read_business(row);
}

std::optional<Business> SqliteSnapshot::business_with_ping_key(std::string_view key) {
    return one_business("WHERE business.ping_key = ?", key);
}

std::optional<Business> SqliteSnapshot::business_with_badge_key(std::string_view key) {
    return one_business("WHERE business.badge_key = ?", key);
}

std::optional<CheckKey> SqliteSnapshot::check_key(std::string_view digest) {
    Query row = connection().query(
        "SELECT business_id, may, digest, hint, created_ms FROM check_key WHERE digest = ?",
        Blob{digest});
    if (!row.next()) return std::nullopt;
    return read_check_key(row);
}

std::string SqliteSnapshot::secret() {
    Query row = connection().query("SELECT secret FROM identity");
    CHECK(row.next());
    return row.take<std::string>();
}

}  // namespace cronmon
