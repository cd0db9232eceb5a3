// What is owed to whom, and everything a letter is composed from.
#include "store/list.h"
#include "store/row_map.h"
#include "store/sqlite_snapshot.h"

namespace cronmon {
namespace {

// CROSS: the outbox is walked from its newest row on, and the walk ends with the page. That of one
// task is found by its flips.
constexpr std::string_view outbox = " FROM alert CROSS JOIN flip ON flip.id = alert.flip_id ";
constexpr std::string_view outbox_of_task =
    " FROM flip CROSS JOIN alert ON alert.flip_id = flip.id AND flip.task_id = ";

constexpr std::string_view alerts_that = R"sql(
         CROSS JOIN task ON task.id = flip.task_id
         CROSS JOIN channel ON channel.id = alert.channel_id
    WHERE (?1 = '' OR alert.status = ?1)
      AND (?2 = '' OR task.name LIKE ?2 ESCAPE '\' OR channel.address LIKE ?2 ESCAPE '\') )sql";

constexpr std::string_view alert_columns = R"sql(
    alert.id, task.id, task.name, flip.to_state, flip.at_ms, channel.kind, channel.address,
    alert.status, alert.attempts, alert.next_try_ms, alert.sent_ms, alert.error )sql";

AlertView read_alert_view(Query& row) {
    return AlertView{.id = row.take<AlertId>(),
                     .task_id = row.take<TaskId>(),
                     .task = row.take<std::string>(),
                     .to = read_state(row),
                     .at = row.take<Instant>(),
                     .channel = read_channel_kind(row),
                     .recipient = row.take<std::string>(),
                     .status = read_alert_status(row),
                     .attempts = row.take<int>(),
                     .next_try = row.take<std::optional<Instant>>(),
                     .sent = row.take<std::optional<Instant>>(),
                     .error = row.take<std::string>()};
}

const std::string& material_sql() {
    static const std::string sql = R"sql(
        SELECT alert.attempts, alert.created_ms, channel.address, notifier.name, notifier.language,
               business.enabled = 1 AND notifier.enabled = 1, business.name, channel.id, )sql" +
                                   std::string(task_columns) + "," + std::string(flip_columns) +
                                   R"sql(
        FROM alert
             JOIN flip ON flip.id = alert.flip_id
             JOIN task ON task.id = flip.task_id
             JOIN business ON business.id = task.business_id
             JOIN channel ON channel.id = alert.channel_id
             JOIN notifier ON notifier.id = channel.notifier_id
        WHERE alert.id = ?)sql";
    return sql;
}

}  // namespace

Page<AlertView> SqliteSnapshot::alerts(const ListQuery& query) {
    const std::string pattern = like_pattern(query.search);
    std::string from = query.task ? std::string(outbox_of_task) + std::to_string(raw(*query.task))
                                  : std::string(outbox);
    from +=
        std::string(alerts_that) + "AND " + visible_sql("task.business_id", query.visible) + " ";
    Page<AlertView> page;
    Query row = connection().query(
        "SELECT " + std::string(alert_columns) + from + "ORDER BY alert.id DESC LIMIT ?3 OFFSET ?4",
        query.status, pattern, query.length, offset_of(query));
    while (row.next()) page.rows.push_back(read_alert_view(row));
    set_total(page, query, [&] {
        Query count = connection().query("SELECT COUNT(*)" + from, query.status, pattern);
        return count.next() ? count.take<std::int64_t>() : 0;
    });
    return page;
}

std::optional<AlertMaterial> SqliteSnapshot::alert_material(AlertId alert) {
    Query row = connection().query(material_sql(), alert);
    if (!row.next()) return std::nullopt;
    const int attempts = row.take<int>();
    const Instant owed_since = row.take<Instant>();
    auto address = row.take<std::string>();
    auto notifier = row.take<std::string>();
    const Language language = read_language(row);
    const bool still_wanted = row.take<bool>();
    auto business = row.take<std::string>();
    const auto channel = row.take<ChannelId>();
    Task task = read_task(row, reader_->schedules);
    FlipRow flip = read_flip(row);
    const Instant from = flip.flip.slot.value_or(flip.flip.at - task.grace);
    return AlertMaterial{.id = alert,
                         .attempts = attempts,
                         .owed_since = owed_since,
                         .address = std::move(address),
                         .notifier = std::move(notifier),
                         .language = language,
                         .still_wanted = still_wanted,
                         .task = std::move(task),
                         .business = std::move(business),
                         .flip = flip,
                         .answers = answered_alert(flip, channel),
                         .last_ping = ping(flip.task, flip.ping),
                         .blind = blind_between(from, flip.flip.at)};
}

// An Up answers the Down right before it, if that was told to the same channel.
std::optional<AlertId> SqliteSnapshot::answered_alert(const FlipRow& up, ChannelId channel) {
    if (up.flip.to != State::up || up.flip.from != State::down) return std::nullopt;
    Query row = connection().query(R"sql(
        SELECT alert.id FROM alert
        WHERE alert.flip_id = (SELECT MAX(id) FROM flip
                               WHERE task_id = ? AND id < ? AND to_state = ?)
          AND alert.channel_id = ?)sql",
                                   up.task, up.id, State::down, channel);
    if (!row.next()) return std::nullopt;
    return row.take<AlertId>();
}

std::vector<BlindTime> SqliteSnapshot::blind_between(Instant from, Instant to) {
    std::vector<BlindTime> blind;
    Query row = connection().query(
        "SELECT from_ms, to_ms FROM blind WHERE from_ms < ? AND to_ms > ? ORDER BY id", to, from);
    while (row.next())
        blind.push_back(BlindTime{.from = row.take<Instant>(), .to = row.take<Instant>()});
    return blind;
}

}  // namespace cronmon
