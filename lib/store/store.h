// Everything cronmon asks of a database, and nothing about how it is done.
//
// One writer: a Batch is one transaction and is handed out by commit() alone, on the engine's
// thread. Any number of readers: a Snapshot is one read transaction on a connection of its own,
// so a reader never waits for the writer and never sees half a commit.
//
// Failures of the medium are thrown as StoreError, which names the attempt; "not there" is an
// empty optional or list. The rules of cronmon are not in here: a function below binds, steps and
// maps rows, and has no opinion about states.
//
// Thread-safety: Store::snapshot and size_bytes from any thread; the rest of Store and all
// of Batch are confined to one thread, the engine's; a Snapshot is confined to whoever asked.
#pragma once

#include "store/rows.h"

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cronmon {

// The sign of life (see schema.sql).
struct Pulse {
    Instant tick;
    bool stopped = false;
    PingId replay_from{};
};

// The highest id of each kind that was ever handed out and is still there.
struct HighestIds {
    std::int64_t business = 0;
    std::int64_t notifier = 0;
    std::int64_t channel = 0;
    std::int64_t task = 0;
    std::int64_t flip = 0;
    std::int64_t alert = 0;
    std::int64_t blind = 0;
    PingId ping{};
};

// When an owed alert is due next: the courier's deadline queue is filled from these at start.
struct OwedAlert {
    AlertId id{};
    Instant next_try;
};

// The writes of one transaction, and the few reads a rule needs inside it. Valid only during the
// call that handed it out.
class Batch {
public:
    virtual ~Batch() = default;

    // The log and what follows from it.
    virtual void add(const PingRow& ping) = 0;  // its bucket must exist (see open_bucket)
    virtual void save(TaskId task, const Standing& standing, PingId last_ping) = 0;  // if it exists
    virtual void add(const FlipRow& flip) = 0;
    virtual void add_missed_slot(TaskId task, Instant slot, std::string_view reason) = 0;
    virtual void save(const Pulse& pulse) = 0;
    virtual void add(const BlindRow& blind) = 0;

    // The outbox. Enabled channels of enabled notifiers of an enabled business, in order of id.
    virtual std::vector<ChannelId> channels_to_tell(BusinessId business) = 0;
    virtual void owe(AlertId alert, FlipId flip, ChannelId channel, Instant at) = 0;
    virtual void settle(AlertId alert, AlertStatus status, int attempts,
                        std::optional<Instant> next_try, std::optional<Instant> sent,
                        std::string_view error) = 0;

    // Insert or replace by id. A new task stands as `new` until its standing is saved.
    virtual void save(const Business& business) = 0;
    virtual void save(const Notifier& notifier, ChannelId channel) = 0;
    virtual void save(const Task& task) = 0;
    virtual void remove(BusinessId business) = 0;  // with its tasks and assignments
    virtual void remove(NotifierId notifier) = 0;
    virtual void remove(TaskId task) = 0;
    virtual void assign(BusinessId business, NotifierId notifier) = 0;    // again: no change
    virtual bool unassign(BusinessId business, NotifierId notifier) = 0;  // false: was not
    virtual void save_setting(std::string_view name, std::string_view value, Instant at) = 0;
    virtual void remove_setting(std::string_view name) = 0;

    // Who holds a unique value, if anyone does.
    virtual std::optional<Business> business(BusinessId id) = 0;
    virtual std::optional<Notifier> notifier(NotifierId id) = 0;
    virtual std::optional<ChannelId> channel_of(NotifierId id) = 0;
    virtual std::optional<Task> task(TaskId id) = 0;
    virtual std::optional<BusinessId> business_named(std::string_view name) = 0;
    virtual std::optional<NotifierId> notifier_named(std::string_view name) = 0;
    virtual std::optional<NotifierId> notifier_with_email(std::string_view email) = 0;
    virtual std::optional<NotifierId> notifier_with_phone(std::string_view phone) = 0;
    virtual std::optional<TaskId> task_named(std::string_view name) = 0;

    // Makes the day's log table if it is not there.
    virtual void open_bucket(std::int64_t day) = 0;
    // Deletes up to `rows` rows of the day's table; true when it is empty and has been dropped.
    virtual bool shrink_bucket(std::int64_t day, std::int64_t rows) = 0;
};

// One moment of the database, as readers see it.
class Snapshot {
public:
    virtual ~Snapshot() = default;

    virtual Page<BusinessView> businesses(const ListQuery& query) = 0;  // name, tasks, created
    virtual Page<NotifierView> notifiers(const ListQuery& query) = 0;   // name, email, created
    // Sorts: name, state (down, late, up, new, paused), last_ping, deadline, business, created.
    virtual Page<TaskView> tasks(const ListQuery& query) = 0;
    virtual Page<AlertView> alerts(const ListQuery& query) = 0;      // newest first
    virtual Page<BlindRow> blind_times(const ListQuery& query) = 0;  // newest first

    virtual std::optional<BusinessView> business_named(std::string_view name) = 0;
    virtual std::optional<NotifierView> notifier_named(std::string_view name) = 0;
    virtual std::optional<TaskView> task_named(std::string_view name) = 0;
    virtual std::optional<TaskView> task(TaskId id) = 0;
    // All names, for "did you mean". Precondition: `noun` is task, business or notifier.
    virtual std::vector<std::string> names(std::string_view noun) = 0;

    // Newest first, rows with an id below `before` (0: from the newest), at most `length`.
    virtual std::vector<PingRecord> pings(TaskId task, PingId before, std::int64_t length) = 0;
    virtual std::optional<std::string> ping_body(TaskId task, PingId ping) = 0;
    virtual std::vector<FlipRow> flips(TaskId task, std::int64_t length) = 0;  // newest first

    virtual std::optional<AlertMaterial> alert_material(AlertId alert) = 0;
    virtual std::vector<std::pair<std::string, std::string>> settings() = 0;
};

class Store {
public:
    virtual ~Store() = default;

    // What an engine loads at start.
    virtual void for_each_task(const std::function<void(TaskRow)>& visit) = 0;
    virtual std::vector<Business> businesses() = 0;
    virtual std::vector<OwedAlert> owed_alerts() = 0;
    virtual std::vector<std::pair<std::string, std::string>> settings() = 0;
    virtual HighestIds highest_ids() = 0;
    virtual std::optional<Pulse> pulse() = 0;
    virtual std::vector<std::int64_t> buckets() = 0;  // days, oldest first

    // Rows of the log after `after`, oldest first, without their bodies.
    virtual void for_each_ping_after(
        PingId after, const std::function<void(PingId, TaskId, Instant, PingKind)>& visit) = 0;

    // Runs `write` in one transaction: durable on return, undone on throw.
    virtual void commit(const std::function<void(Batch&)>& write) = 0;

    // Moves what the write-ahead log holds into the database file.
    // Returns how many bytes of it are still waiting (a reader may hold them back).
    enum class Checkpoint { passive, truncate };
    virtual std::int64_t checkpoint(Checkpoint how) = 0;
    virtual std::int64_t wal_bytes() const = 0;  // the same number, without moving anything

    virtual std::unique_ptr<Snapshot> snapshot() = 0;
    virtual std::int64_t size_bytes() const = 0;
};

struct StoreOptions {
    std::string directory;  // holds cronmon.db and, before an upgrade, cronmon.db.before-vN
    bool create = true;     // false: a missing database is an error
};

// Opens (and makes, or migrates with a copy made first) DIRECTORY/cronmon.db.
// Throws StoreError with a sentence for people: newer than this program, corrupt, read-only,
// locked by another program, disk full.
std::unique_ptr<Store> open_sqlite_store(const StoreOptions& options);

}  // namespace cronmon
