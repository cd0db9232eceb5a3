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

}  // namespace

State read_state(Query& row) { return read_number(row, State::paused, "a state"); }

PingKind read_ping_kind(Query& row) { return read_number(row, PingKind::log, "a kind of ping"); }

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
                    .created = row.take<Instant>()};
}

Notifier read_notifier(Query& row) {
    return Notifier{.id = row.take<NotifierId>(),
                    .name = row.take<std::string>(),
                    .email = row.take<std::string>(),
                    .phone = row.take<std::optional<std::string>>(),
                    .language = read_language(row),
                    .enabled = row.take<bool>(),
                    .created = row.take<Instant>()};
}

Task read_task(Query& row, ScheduleCache& schedules) {
    const auto id = row.take<TaskId>();
    const auto business = row.take<BusinessId>();
    const auto uuid = row.take<Uuid>();
    auto name = row.take<std::string>();
    Schedule schedule = read_schedule(row, schedules, id, name);
    return Task{.id = id,
                .business = business,
                .uuid = uuid,
                .name = std::move(name),
                .schedule = std::move(schedule),
                .grace = row.take<Millis>(),
                .tolerance = row.take<std::optional<Millis>>(),
                .quiet_until_first_ping = row.take<bool>(),
                .created = row.take<Instant>()};
}

Standing read_standing(Query& row) {
    return Standing{.state = read_state(row),
                    .since = row.take<Instant>(),
                    .last_ping = row.take<std::optional<Instant>>(),
                    .owed = row.take<std::optional<Instant>>(),
                    .deadline = row.take<std::optional<Instant>>(),
                    .offset = row.take<std::optional<Millis>>()};
}

FlipRow read_flip(Query& row) {
    constexpr std::array reasons{Reason::ping, Reason::missed, Reason::pause, Reason::resume};
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
