// The writes of one transaction, and the few reads a rule needs inside it.
//
// Nothing in here has an opinion: it binds, steps and maps rows. Failures are thrown as StoreError.
//
// Thread-safety: confined to the engine's thread, and valid only during the call of Store::commit
// that handed it out.
#pragma once

#include "store/user_rows.h"

#include <cstdint>
#include <map>
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
    PingId counted_to{};    // pings after it are not in ping_count yet
    bool restored = false;  // by store/restore, since it was written
};

class Batch {
public:
    virtual ~Batch() = default;

    // The log and what follows from it.
    virtual void add(const PingRow& ping) = 0;  // its bucket must exist (see open_bucket)
    virtual void save(TaskId task, const Standing& standing, PingId last_ping) = 0;  // if it exists
    virtual void add(const FlipRow& flip) = 0;
    virtual void add(TaskId task, const MissedSlot& missed) = 0;
    // Of those that were held to be missed, from `from` to `to`.
    virtual void remove_missed_slots(TaskId task, Instant from, Instant to) = 0;
    virtual void save(const Pulse& pulse) = 0;
    virtual void save_counted_to(PingId ping) = 0;  // in the sign of life that is there
    virtual void add(const BlindRow& blind) = 0;

    // The outbox. Enabled channels of enabled notifiers of an enabled business, in order of id, as
    // far as the task tells them.
    virtual std::vector<ChannelId> channels_to_tell(TaskId task) = 0;
    virtual void owe(AlertId alert, FlipId flip, ChannelId channel, Instant at) = 0;
    virtual void settle(AlertId alert, AlertStatus status, int attempts,
                        std::optional<Instant> next_try, std::optional<Instant> sent,
                        std::string_view error) = 0;

    virtual std::optional<AlertStatus> alert_status(AlertId alert) = 0;
    virtual void owe_again(AlertId alert, Instant at) = 0;  // from now on, as if it were new

    // Insert or replace by id. A new task stands as `new` until its standing is saved.
    virtual void save(const Business& business) = 0;
    virtual void save(const Notifier& notifier, ChannelId channel) = 0;
    virtual void save(const Task& task) = 0;
    virtual void save(const User& user) = 0;
    virtual void save(const CheckKey& key) = 0;  // by business and what it may
    virtual bool remove_check_key(BusinessId business, CheckKey::May may) = 0;  // false: was not
    virtual void remove(BusinessId business) = 0;  // with its tasks and assignments
    virtual void remove(NotifierId notifier) = 0;
    virtual void remove(TaskId task) = 0;
    virtual void remove(UserId user) = 0;  // with sessions, tokens and permissions
    virtual bool assign(BusinessId business, NotifierId notifier, Instant at) = 0;  // false: was
    virtual bool unassign(BusinessId business, NotifierId notifier) = 0;  // false: was not
    virtual void save_setting(std::string_view name, std::string_view value, Instant at) = 0;
    virtual void remove_setting(std::string_view name) = 0;
    virtual std::optional<std::string> setting(std::string_view name) = 0;

    // All that there are, by id.
    virtual std::vector<BusinessId> businesses() = 0;
    virtual std::vector<NotifierId> notifiers() = 0;
    virtual std::vector<std::pair<BusinessId, NotifierId>> assignments() = 0;

    // Who holds a unique value, if anyone does.
    virtual std::optional<Business> business(BusinessId id) = 0;
    virtual std::optional<Notifier> notifier(NotifierId id) = 0;
    virtual std::optional<ChannelId> channel_of(NotifierId id) = 0;
    virtual std::optional<Task> task(TaskId id) = 0;
    virtual std::optional<BusinessId> business_named(std::string_view name) = 0;
    virtual std::vector<ChannelId> channels_of(BusinessId business) = 0;  // in order of id
    virtual std::optional<NotifierId> notifier_named(std::string_view name) = 0;
    virtual std::optional<NotifierId> notifier_with_email(std::string_view email) = 0;
    virtual std::optional<NotifierId> notifier_with_phone(std::string_view phone) = 0;
    virtual std::optional<TaskId> task_named(std::string_view name) = 0;

    // Users: who holds a unique value, and what belongs to them.
    virtual std::optional<User> user(UserId id) = 0;
    virtual std::optional<UserId> user_named(std::string_view name) = 0;
    virtual std::optional<UserId> user_with_email(std::string_view email) = 0;
    virtual std::optional<UserId> user_with_phone(std::string_view phone) = 0;
    virtual std::optional<UserId> user_with_api_name(std::string_view name) = 0;
    virtual std::int64_t enabled_admins() = 0;
    virtual std::vector<BusinessId> permissions(UserId user) = 0;  // sorted
    virtual void set_permissions(UserId user, std::span<const BusinessId> businesses) = 0;
    virtual void add(const Session& session) = 0;
    virtual std::optional<Session> session(SessionId id) = 0;
    virtual void touch(SessionId session, Instant seen, Instant expires) = 0;
    virtual void remove(SessionId session) = 0;
    virtual void remove_sessions(UserId user, SessionId except) = 0;  // 0: all of them
    virtual std::int64_t remove_expired_sessions(Instant now) = 0;    // how many there were
    virtual void add(const Token& token) = 0;
    virtual std::optional<Token> token(TokenId id) = 0;
    virtual std::vector<std::string> token_names(UserId user) = 0;
    virtual void touch(TokenId token, Instant used) = 0;
    virtual void remove(TokenId token) = 0;

    // The logs with a table a month, made when it is needed, and what is counted on the way. The
    // id of a row tells its month.
    virtual void add(const AuditRow& row) = 0;
    virtual void add(const ApiRequestRow& row) = 0;  // counts it too
    virtual void add_ping_count(std::int64_t day, BusinessId business, std::int64_t pings) = 0;
    virtual void save(const EmptyNotice& notice) = 0;
    // Deletes up to `rows` rows of months before `first`, the oldest first, and answers how many
    // they were; 0: nothing of those months is left.
    virtual std::int64_t shrink_months(MonthLog log, std::int64_t first, std::int64_t rows) = 0;

    // What an import of a log from elsewhere needs, whose rows may come in any order. Like add, but
    // false if the id is taken.
    virtual bool add_if_free(const PingRow& ping) = 0;
    virtual bool add_if_free(const ApiRequestRow& row) = 0;
    // Writes into each row of the day's table which row of its task came before it: the one in the
    // table, else the one in `newest`, which is brought up to date. Oldest day first.
    virtual void chain_bucket(std::int64_t day, std::map<TaskId, PingId>& newest) = 0;

    // Makes the day's log table if it is not there.
    virtual void open_bucket(std::int64_t day) = 0;
    // Deletes up to `rows` rows of the day's table; true when it is empty and has been dropped.
    virtual bool shrink_bucket(std::int64_t day, std::int64_t rows, Failures failures) = 0;
    // The same, but the table stays; answers how many rows went.
    virtual std::int64_t thin_bucket(std::int64_t day, std::int64_t rows, Failures failures) = 0;
    // Gives up to so many free pages at the end of the file back to the file system. No effect in a
    // database that version 4 or older made (StoreSize::gives_back).
    virtual void give_back(std::int64_t pages) = 0;
    // Of the failures that outlived their table; how many were deleted.
    virtual std::int64_t shrink_kept(PingId before, std::int64_t rows) = 0;
};

}  // namespace cronmon
