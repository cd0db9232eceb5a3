// The nouns of cronmon: plain values, no behaviour that needs a clock, a disk or a socket.
//
// What an operator decides about a task (Task) is kept apart from what the log has made of it
// (Standing, in core/verdict.h): the first changes when somebody edits it, the second with every
// ping.
//
// Thread-safety: values.
#pragma once

#include "base/clock.h"
#include "base/error.h"
#include "base/token.h"
#include "core/schedule.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace cronmon {

enum class BusinessId : std::int64_t {};
enum class NotifierId : std::int64_t {};
enum class ChannelId : std::int64_t {};
enum class TaskId : std::int64_t {};
enum class FlipId : std::int64_t {};
enum class AlertId : std::int64_t {};

template <class Id>
requires std::is_enum_v<Id>
constexpr std::int64_t raw(Id id) { return static_cast<std::int64_t>(id); }

enum class State : std::uint8_t { fresh, up, down, paused };  // `fresh` is written "new"
enum class Language : std::uint8_t { zh, en };
enum class ChannelKind : std::uint8_t { email };
enum class PingKind : std::uint8_t { success, start, fail, log };

// What an alert has come to. `failed`: given up, after a day of trying or because nobody may be
// told any more (its business or notifier was disabled before it could be delivered).
enum class AlertStatus : std::uint8_t { owed, sent, failed };

// The words used in SQL, JSON and on the command line, and what a word means.
std::string_view word(State state);
std::string_view word(Language language);
std::string_view word(ChannelKind kind);
std::string_view word(PingKind kind);
std::string_view word(AlertStatus status);
std::optional<Language> language_of(std::string_view word);
std::optional<PingKind> ping_kind_of(std::string_view word);
std::optional<AlertStatus> alert_status_of(std::string_view word);

// A group of tasks with those who are told about them.
struct Business {
    BusinessId id{};
    std::string name;
    bool enabled = true;
    Instant created;
    std::int64_t revision = 1;  // goes up with every edit
};

// Who is told: a person or a robot. Where they are told is in its channels.
struct Notifier {
    NotifierId id{};
    std::string name;
    std::string email;                 // the address of its e-mail channel
    std::optional<std::string> phone;  // kept for people, never dialled
    Language language = Language::zh;
    bool enabled = true;
    Instant created;
    std::int64_t revision = 1;
};

// What should run.
struct Task {
    TaskId id{};
    BusinessId business{};
    Uuid uuid;
    std::string name;
    Schedule schedule;
    Millis grace{};
    std::optional<Millis> tolerance;      // early tolerance; empty: derived from the schedule
    bool quiet_until_first_ping = false;  // owes nothing before its first ping
    Instant created;
    std::int64_t revision = 1;
};

// The businesses somebody may see; empty: all of them.
using Visible = std::optional<std::vector<BusinessId>>;

// The original's limits, in characters (code points), and ours, in their units.
constexpr std::size_t business_name_chars_min = 2;
constexpr std::size_t business_name_chars_max = 64;
constexpr std::size_t notifier_name_chars_min = 2;
constexpr std::size_t notifier_name_chars_max = 64;
constexpr std::size_t task_name_chars_min = 3;
constexpr std::size_t task_name_chars_max = 64;
constexpr std::size_t phone_chars = 11;
constexpr std::size_t email_bytes_max = 254;  // RFC 5321, 4.5.3.1.3 less the angle brackets
constexpr Millis grace_min{1000};
constexpr Millis grace_max = std::chrono::hours{24 * 365};
constexpr Millis grace_default = std::chrono::minutes{5};
constexpr Millis tolerance_max = std::chrono::hours{24 * 365};

// Each answers what is wrong with the value, or nothing. Lengths are counted in characters;
// control characters and invalid UTF-8 are refused, and so are blanks at either end.
std::optional<Error> check_text(std::string_view field, std::string_view value,
                                std::size_t chars_min, std::size_t chars_max);
std::optional<Error> check_business_name(std::string_view name);
std::optional<Error> check_notifier_name(std::string_view name);
std::optional<Error> check_task_name(std::string_view name);
std::optional<Error> check_email(std::string_view email);
std::optional<Error> check_phone(std::string_view phone);
std::optional<Error> check_grace(Millis grace);
std::optional<Error> check_tolerance(Millis tolerance);

}  // namespace cronmon
