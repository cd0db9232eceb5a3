#include "store/row_map.h"

#include <array>

namespace cronmon {
namespace {

// An enumeration that is stored as its number.
template <class Enum>
Enum read_number(Query& row, Enum last, std::string_view what) {
    const auto number = row.take<std::int64_t>();
    if (number < 0 || number > static_cast<std::int64_t>(last)) row.unreadable(what);
    return static_cast<Enum>(number);
}

// An enumeration that is stored as its word.
template <class Enum, std::size_t count>
Enum read_word(Query& row, const std::array<Enum, count>& all, std::string_view what) {
    const std::string_view found = row.take_view();
    for (const Enum one : all)
        if (word(one) == found) return one;
    row.unreadable(what);
}

Schedule read_schedule(Query& row, ScheduleCache& schedules, TaskId id, const std::string& name) {
    const std::string_view kind = row.take_view();
    const std::string_view text = row.take_view();
    Result<Schedule> schedule = schedules.find(kind, text, row.take_view());
    if (!schedule)
        row.unreadable("task " + std::to_string(raw(id)) + " '" + name + "' with the schedule '" +
                       std::string(text) + "' (" + schedule.error().message + ")");
    return *std::move(schedule);
}

RunRules read_run_rules(Query& row) {
    return RunRules{.max_run = row.take<std::optional<Millis>>(),
                    .min_run = row.take<std::optional<Millis>>(),
                    .alert_after = row.take<std::uint8_t>(),
                    .recover_after = row.take<std::uint8_t>()};
}

Listening read_listening(Query& row) {
    return Listening{.manual_resume = row.take<bool>(),
                     .post_only = row.take<bool>(),
                     .by_body = row.take<bool>(),
                     .else_fail = row.take<bool>(),
                     .start_words = row.take<std::string>(),
                     .success_words = row.take<std::string>(),
                     .failure_words = row.take<std::string>(),
                     .by_mail_subject = row.take<bool>(),
                     .by_mail_body = row.take<bool>()};
}

Labels read_labels(Query& row) {
    return Labels{.slug = row.take<std::string>(),
                  .tags = row.take<std::string>(),
                  .description = row.take<std::string>(),
                  .check_name = row.take<std::optional<std::string>>()};
}

OpenRun read_open_run(Query& row) {
    return OpenRun{.id = row.take<std::optional<Uuid>>(),
                   .started = row.take<Instant>(),
                   .deadline = row.take<Instant>()};
}

}  // namespace

std::string_view word(CheckKey::May may) { return may == CheckKey::May::write ? "write" : "read"; }

State read_state(Query& row) { return read_number(row, State::paused, "a state"); }

PingKind read_ping_kind(Query& row) {
    return read_number(row, PingKind::ignored, "a kind of ping");
}

MissedSlot::Why read_why(Query& row) {
    using Why = MissedSlot::Why;
    return read_word(row, std::array{Why::missed, Why::blind, Why::paused},
                     "why a slot had no run");
}

ChannelKind read_channel_kind(Query& row) {
    return read_word(row, std::array{ChannelKind::email}, "a kind of channel");
}

AlertStatus read_alert_status(Query& row) {
    constexpr std::array all{AlertStatus::owed, AlertStatus::sent, AlertStatus::failed};
    return read_word(row, all, "the status of an alert");
}

Language read_language(Query& row) {
    return read_word(row, std::array{Language::zh, Language::en}, "a language");
}

Business read_business(Query& row) {
    return Business{.id = row.take<BusinessId>(),
                    .name = row.take<std::string>(),
                    .enabled = row.take<bool>(),
                    .created = row.take<Instant>(),
                    .revision = row.take<std::int64_t>(),
                    .uuid = row.take<Uuid>(),
                    .ping_key = row.take<std::string>(),
                    .badge_key = row.take<std::string>()};
}

Notifier read_notifier(Query& row) {
    return Notifier{.id = row.take<NotifierId>(),
                    .name = row.take<std::string>(),
                    .email = row.take<std::string>(),
                    .phone = row.take<std::optional<std::string>>(),
                    .language = read_language(row),
                    .enabled = row.take<bool>(),
                    .created = row.take<Instant>(),
                    .revision = row.take<std::int64_t>()};
}

Task read_task(Query& row, ScheduleCache& schedules) {
    const auto id = row.take<TaskId>();
    const auto business = row.take<BusinessId>();
    const auto uuid = row.take<Uuid>();
    auto name = row.take<std::string>();
    Schedule schedule = read_schedule(row, schedules, id, name);
    Task task{.id = id,
              .business = business,
              .uuid = uuid,
              .name = std::move(name),
              .schedule = std::move(schedule),
              .grace = row.take<Millis>(),
              .tolerance = row.take<std::optional<Millis>>(),
              .quiet_until_first_ping = row.take<bool>(),
              .created = row.take<Instant>(),
              .revision = row.take<std::int64_t>(),
              .runs = read_run_rules(row),
              .listening = read_listening(row),
              .labels = read_labels(row),
              .told = {},
              .badge = row.take<Uuid>()};
    if (!row.take<bool>()) task.told.emplace();
    return task;
}

Standing read_standing(Query& row) {
    return Standing{.state = read_state(row),
                    .since = row.take<Instant>(),
                    .last_ping = row.take<std::optional<Instant>>(),
                    .owed = row.take<std::optional<Instant>>(),
                    .deadline = row.take<std::optional<Instant>>(),
                    .offset = row.take<std::optional<Millis>>(),
                    .runs = {},
                    .failures = row.take<std::uint8_t>(),
                    .successes = row.take<std::uint8_t>(),
                    .last_duration = row.take<std::optional<Millis>>(),
                    .pings = row.take<std::int64_t>()};
}

void fill_told(Connection& connection, Task& task) {
    if (!task.told) return;
    Query row = connection.query(
        "SELECT channel_id FROM task_channel WHERE task_id = ? ORDER BY channel_id", task.id);
    while (row.next()) task.told->push_back(row.take<ChannelId>());
}

void fill_runs(Connection& connection, TaskId task, Standing& standing) {
    Query row = connection.query(
        "SELECT rid, started_ms, deadline_ms FROM open_run WHERE task_id = ? ORDER BY place", task);
    while (row.next()) standing.runs.open(read_open_run(row));
}

std::map<TaskId, OpenRuns> open_runs(Connection& connection) {
    std::map<TaskId, OpenRuns> runs;
    Query row = connection.query(
        "SELECT task_id, rid, started_ms, deadline_ms FROM open_run ORDER BY task_id, place");
    while (row.next()) {
        const auto task = row.take<TaskId>();
        runs[task].open(read_open_run(row));
    }
    return runs;
}

User read_user(Query& row) {
    User user;
    user.id = row.take<UserId>();
    user.name = row.take<std::string>();
    user.email = row.take<std::optional<std::string>>();
    user.phone = row.take<std::optional<std::string>>();
    user.role = read_word(row, std::array{Role::admin, Role::manager, Role::reader}, "a role");
    user.all_businesses = row.take<bool>();
    user.enabled = row.take<bool>();
    user.language = read_language(row);
    user.api_name = row.take<std::optional<std::string>>();
    user.credentials = Credentials{.password = row.take<std::string>(),
                                   .api_password = row.take<std::string>(),
                                   .totp_secret = row.take<std::string>(),
                                   .totp_step = row.take<std::int64_t>(),
                                   .recovery = row.take<std::string>(),
                                   .setup_digest = row.take<std::string>(),
                                   .setup_until = row.take<std::optional<Instant>>()};
    user.created = row.take<Instant>();
    user.last_login = row.take<std::optional<Instant>>();
    user.revision = row.take<std::int64_t>();
    return user;
}

Session read_session(Query& row) {
    return Session{.id = row.take<SessionId>(),
                   .user = row.take<UserId>(),
                   .digest = row.take<std::string>(),
                   .remember = row.take<bool>(),
                   .address = row.take<std::string>(),
                   .user_agent = row.take<std::string>(),
                   .created = row.take<Instant>(),
                   .seen = row.take<Instant>(),
                   .expires = row.take<Instant>()};
}

Token read_token(Query& row, Connection& connection) {
    Token token{.id = row.take<TokenId>(),
                .user = row.take<UserId>(),
                .name = row.take<std::string>(),
                .digest = row.take<std::string>(),
                .scope = read_word(row, std::array{Scope::read, Scope::write, Scope::ping},
                                   "the scope of a token"),
                .all_businesses = row.take<bool>(),
                .businesses = {},
                .created = row.take<Instant>(),
                .expires = row.take<std::optional<Instant>>(),
                .last_used = row.take<std::optional<Instant>>()};
    Query business = connection.query(
        "SELECT business_id FROM token_business WHERE token_id = ? ORDER BY business_id", token.id);
    while (business.next()) token.businesses.push_back(business.take<BusinessId>());
    return token;
}

CheckKey read_check_key(Query& row) {
    return CheckKey{.business = row.take<BusinessId>(),
                    .may = read_word(row, std::array{CheckKey::May::write, CheckKey::May::read},
                                     "what a key may"),
                    .digest = row.take<std::string>(),
                    .hint = row.take<std::string>(),
                    .created = row.take<Instant>()};
}

FlipRow read_flip(Query& row) {
    constexpr std::array reasons{Reason::ping,     Reason::missed,   Reason::pause,
                                 Reason::resume,   Reason::failed,   Reason::overran,
                                 Reason::too_fast, Reason::late_news};
    const auto id = row.take<FlipId>();
    const auto task = row.take<TaskId>();
    const Flip flip{.from = read_state(row),
                    .to = read_state(row),
                    .at = row.take<Instant>(),
                    .reason = read_word(row, reasons, "the reason of a flip"),
                    .slot = row.take<std::optional<Instant>>(),
                    .down_since = row.take<std::optional<Instant>>()};
    return FlipRow{.id = id, .task = task, .flip = flip, .ping = row.take<PingId>()};
}

}  // namespace cronmon
