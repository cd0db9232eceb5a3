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
// `ignored`: written down, but told not to count (see Listening).
enum class PingKind : std::uint8_t { success, start, fail, log, ignored };

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
    Uuid uuid = {};             // names it in the URL of its metrics
    std::string ping_key = {};  // names it in its tasks' ping URLs by slug; empty: there are none
    std::string badge_key = {};
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

// How long a run may take, and how many of them make a difference.
struct RunRules {
    std::optional<Millis> max_run = {};  // how long it may take; empty: as long as the grace
    std::optional<Millis> min_run = {};  // a run that takes less has failed
    std::uint8_t alert_after = 1;        // failures in a row, missed slots among them
    std::uint8_t recover_after = 1;      // successes in a row

    bool operator==(const RunRules&) const = default;
};

// Which pings count, and as what. Keywords are separated by commas.
struct Listening {
    bool manual_resume = false;  // a ping does not wake a paused task, whoever sends it
    bool post_only = false;      // all but POST is ignored
    bool by_body = false;        // the body's words say what it is, not the URL
    bool else_fail = false;      // a body without any of the words is a failure; else ignored
    std::string start_words = {};
    std::string success_words = {};
    std::string failure_words = {};
    // Kept for clients of Healthchecks, which set and read them; cronmon receives no mail.
    bool by_mail_subject = false;
    bool by_mail_body = false;

    bool operator==(const Listening&) const = default;
};

// How else a task is known.
struct Labels {
    std::string slug;  // with its business' ping key it makes a URL; empty: none
    std::string tags;  // separated by blanks
    std::string description;
    std::optional<std::string> check_name;  // what a client of Healthchecks called it

    bool operator==(const Labels&) const = default;
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
    RunRules runs = {};
    Listening listening = {};
    Labels labels = {};
    // Who of its business is told; empty: everybody.
    std::optional<std::vector<ChannelId>> told = {};
    Uuid badge = {};  // names it in the URL of its badge, which anybody may see
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
constexpr Millis run_min{1000};  // of max_run and min_run
constexpr Millis run_max = std::chrono::hours{24 * 365};
constexpr std::int64_t in_a_row_max = 100;      // of alert_after and recover_after
constexpr std::size_t business_key_chars = 22;  // of ping and badge keys, as Healthchecks has them
constexpr std::size_t slug_chars_max = 100;
constexpr std::size_t tags_chars_max = 500;
constexpr std::size_t description_chars_max = 5000;
constexpr std::size_t check_name_chars_max = 100;
constexpr std::size_t words_chars_max = 200;  // of each list of keywords

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
std::optional<Error> check_runs(const RunRules& runs);
std::optional<Error> check_listening(const Listening& listening);
std::optional<Error> check_labels(const Labels& labels);

}  // namespace cronmon
