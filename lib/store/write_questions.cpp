// What a rule asks of the database inside the transaction in which it will write.
#include "store/row_map.h"
#include "store/sqlite_batch.h"

namespace cronmon {
namespace {

// The first column of the first row, if there is one.
template <class Id, class Value>
std::optional<Id> find_id(Connection& connection, std::string_view sql, const Value& value) {
    Query row = connection.query(sql, value);
    if (!row.next()) return std::nullopt;
    return row.take<Id>();
}

template <class Id>
std::vector<Id> all_ids(Connection& connection, std::string_view sql) {
    std::vector<Id> ids;
    Query row = connection.query(sql);
    while (row.next()) ids.push_back(row.take<Id>());
    return ids;
}

}  // namespace

std::vector<BusinessId> SqliteBatch::businesses() {
    return all_ids<BusinessId>(connection_, "SELECT id FROM business ORDER BY id");
}

std::vector<NotifierId> SqliteBatch::notifiers() {
    return all_ids<NotifierId>(connection_, "SELECT id FROM notifier ORDER BY id");
}

std::vector<std::pair<BusinessId, NotifierId>> SqliteBatch::assignments() {
    std::vector<std::pair<BusinessId, NotifierId>> pairs;
    Query row = connection_.query("SELECT business_id, notifier_id FROM assignment ORDER BY 1, 2");
    while (row.next()) {
        const auto business = row.take<BusinessId>();
        pairs.emplace_back(business, row.take<NotifierId>());
    }
    return pairs;
}

std::optional<Business> SqliteBatch::business(BusinessId id) {
    static const std::string sql = std::string(select_business) + "WHERE business.id = ?";
    Query row = connection_.query(sql, id);
    if (!row.next()) return std::nullopt;
    return read_business(row);
}

std::optional<Notifier> SqliteBatch::notifier(NotifierId id) {
    static const std::string sql = std::string(select_notifier) + "WHERE notifier.id = ?";
    Query row = connection_.query(sql, id);
    if (!row.next()) return std::nullopt;
    return read_notifier(row);
}

std::optional<Task> SqliteBatch::task(TaskId id) {
    static const std::string sql =
        "SELECT " + std::string(task_columns) + "FROM task WHERE task.id = ?";
    Query row = connection_.query(sql, id);
    if (!row.next()) return std::nullopt;
    Task task = read_task(row, schedules_);
    fill_told(connection_, task);
    return task;
}

std::vector<ChannelId> SqliteBatch::channels_of(BusinessId business) {
    std::vector<ChannelId> channels;
    Query row = connection_.query(R"sql(
        SELECT channel.id
        FROM assignment JOIN channel ON channel.notifier_id = assignment.notifier_id
        WHERE assignment.business_id = ? ORDER BY channel.id)sql",
                                  business);
    while (row.next()) channels.push_back(row.take<ChannelId>());
    return channels;
}

std::optional<ChannelId> SqliteBatch::channel_of(NotifierId id) {
    return find_id<ChannelId>(
        connection_, "SELECT id FROM channel WHERE notifier_id = ? AND kind = 'email'", id);
}

std::optional<BusinessId> SqliteBatch::business_named(std::string_view name) {
    return find_id<BusinessId>(connection_, "SELECT id FROM business WHERE name = ?", name);
}

std::optional<NotifierId> SqliteBatch::notifier_named(std::string_view name) {
    return find_id<NotifierId>(connection_, "SELECT id FROM notifier WHERE name = ?", name);
}

std::optional<NotifierId> SqliteBatch::notifier_with_email(std::string_view email) {
    return find_id<NotifierId>(
        connection_, "SELECT notifier_id FROM channel WHERE kind = 'email' AND address = ?", email);
}

std::optional<NotifierId> SqliteBatch::notifier_with_phone(std::string_view phone) {
    return find_id<NotifierId>(connection_, "SELECT id FROM notifier WHERE phone = ?", phone);
}

std::optional<TaskId> SqliteBatch::task_named(std::string_view name) {
    return find_id<TaskId>(connection_, "SELECT id FROM task WHERE name = ?", name);
}

}  // namespace cronmon
