// What is written to the store and what is read back: the nouns of core/ with what only a
// database adds to them (ids, joined names, pages).
//
// Thread-safety: values. A PingRow only borrows its texts.
#pragma once

#include "core/model.h"
#include "core/verdict.h"
#include "store/ping_id.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cronmon {

// How a ping came; bits in the log.
struct Wire {
    bool by_https = false;
    bool wakes = false;  // even a paused task, as pings of Healthchecks' clients do
    bool late = false;   // it had been kept on its way

    std::int64_t bits() const { return by_https | wakes << 1 | late << 2; }
    static Wire of(std::int64_t bits) {
        return {(bits & 1) != 0, (bits & 2) != 0, (bits & 4) != 0};
    }
};

// A row of the log as the engine writes it. The texts must live until the call returns.
struct PingRow {
    PingId id{};
    TaskId task{};
    Instant at;
    PingKind kind = PingKind::success;
    std::string_view method;  // GET, HEAD, POST or PUT
    std::string_view client_ip;
    std::string_view user_agent;  // valid UTF-8, at most user_agent_bytes_max
    std::string_view body;        // as sent, at most the setting ping.body_bytes
    std::optional<int> exit_status;
    std::optional<Millis> duration;
    PingId previous{};  // this task's row before this one: the log is a chain per task
    std::optional<Uuid> run = {};
    Wire wire = {};
};

constexpr std::size_t user_agent_bytes_max = 255;  // the original's column

// A row of the log as a reader gets it. `body` is filled only where it is asked for.
struct PingRecord {
    PingId id{};
    Instant at;
    PingKind kind = PingKind::success;
    std::string method;
    std::string client_ip;
    std::string user_agent;
    std::optional<int> exit_status;
    std::optional<Millis> duration;
    std::int64_t body_bytes = 0;
    PingId previous{};
    std::optional<Uuid> run = {};
    Wire wire = {};
};

// A row of the log as a start judges it once more.
struct LoggedPing {
    PingId id{};
    TaskId task{};
    Signal signal;
    bool late = false;
};

// What becomes of failures when the table of their day goes.
enum class Failures : std::uint8_t { drop, keep };

// What a program asks the management API of Healthchecks with.
struct CheckKey {
    enum class May : std::uint8_t { write, read };
    BusinessId business{};
    May may = May::read;
    std::string digest;
    std::string hint;  // the first characters of the key
    Instant created;
};
std::string_view word(CheckKey::May may);

struct FlipRow {
    FlipId id{};
    TaskId task{};
    Flip flip;
    PingId ping{};  // the newest ping at that time; 0 for none
};

// What is loaded of a task at start.
struct TaskRow {
    Task task;
    Standing standing;
    PingId last_ping{};
};

// A task in a list or on its page: with the names it is shown with.
struct TaskView {
    Task task;
    Standing standing;
    std::string business;
    bool business_enabled = true;
    std::optional<PingRecord> last_ping;  // its newest row in the log, of any kind
};

struct BusinessView {
    Business business;
    std::int64_t tasks = 0;
    std::vector<std::string> notifiers;  // by name
    std::vector<CheckKey> keys = {};     // without their digests
};

// Where somebody of a business is told.
struct ChannelView {
    ChannelId id{};
    Uuid uuid;
    ChannelKind kind = ChannelKind::email;
    std::string notifier;
};

struct NotifierView {
    Notifier notifier;
    std::vector<std::string> businesses;  // by name
};

struct AlertView {
    AlertId id{};
    TaskId task_id{};
    std::string task;
    State to = State::down;
    Instant at;  // of the flip
    ChannelKind channel = ChannelKind::email;
    std::string recipient;
    AlertStatus status = AlertStatus::owed;
    int attempts = 0;
    std::optional<Instant> next_try;
    std::optional<Instant> sent;
    std::string error;
};

struct BlindRow {
    std::int64_t id = 0;
    BlindTime time;
    std::string reason;  // stop, crash, restore, suspend, clock, stall or store
};

// Everything a letter is composed from (alert/message).
struct AlertMaterial {
    AlertId id{};
    int attempts = 0;
    Instant owed_since;
    std::string address;
    std::string notifier;
    Language language = Language::zh;
    bool still_wanted = true;  // business, notifier and channel are all enabled
    Task task;
    std::string business;
    FlipRow flip;
    std::optional<AlertId> answers;  // for an Up: the alert of the Down before it, to this channel
    std::optional<PingRecord> last_ping;
    std::vector<BlindTime> blind;  // that touch [slot, flip]
};

// One page of a list. `search` matches names (and addresses) anywhere, without regard to case.
struct ListQuery {
    std::string search = {};
    std::string status = {};          // tasks: new, up, late, down or paused; alerts: their status
    std::string business = {};        // tasks: only of this business, by its exact name
    std::string tags = {};            // tasks: only with each of these, separated by blanks
    std::optional<TaskId> task = {};  // alerts: only about this one
    Visible visible = {};             // only what belongs to these businesses
    std::string sort = {};            // a column the list names; empty: its natural order
    bool descending = false;
    std::int64_t page = 1;     // from 1
    std::int64_t length = 50;  // rows a page
    Instant now = {};          // what `late` is judged by
};

constexpr std::int64_t list_length_max = 1000;

template <class Row>
struct Page {
    std::vector<Row> rows;
    std::int64_t total = 0;  // on all pages
    // Tasks: until then at least the page stays as it is by the mere passing of time, which makes
    // tasks late; empty: for good.
    std::optional<Instant> until = {};
};

}  // namespace cronmon
