// The writes of one transaction, in SQL.
//
// What every ping needs (a row of the log, a standing) is prepared once and bound without a copy;
// the rest is looked up by its text.
//
// Thread-safety: confined to the engine's thread.
#pragma once

#include "store/connection.h"
#include "store/schedule_cache.h"
#include "store/store.h"

#include <array>
#include <cstdint>
#include <map>
#include <optional>

namespace cronmon {

class SqliteBatch final : public Batch {
public:
    SqliteBatch(Connection& connection, ScheduleCache& schedules);

    // The log and the outbox: write_log.cpp.
    void add(const PingRow& ping) override;
    void save(TaskId task, const Standing& standing, PingId last_ping) override;
    void add(const FlipRow& row) override;
    void add(TaskId task, const MissedSlot& missed) override;
    void remove_missed_slots(TaskId task, Instant from, Instant to) override;
    void save(const Pulse& pulse) override;
    void save_counted_to(PingId ping) override;
    void add(const BlindRow& blind) override;
    std::vector<ChannelId> channels_to_tell(TaskId task) override;
    void owe(AlertId alert, FlipId flip, ChannelId channel, Instant at) override;
    void settle(AlertId alert, AlertStatus status, int attempts, std::optional<Instant> next_try,
                std::optional<Instant> sent, std::string_view error) override;
    std::optional<AlertStatus> alert_status(AlertId alert) override;
    void owe_again(AlertId alert, Instant at) override;
    void open_bucket(std::int64_t day) override;
    bool shrink_bucket(std::int64_t day, std::int64_t rows, Failures failures) override;
    std::int64_t thin_bucket(std::int64_t day, std::int64_t rows, Failures failures) override;
    void give_back(std::int64_t pages) override;
    std::int64_t shrink_kept(PingId before, std::int64_t rows) override;

    // What operators decide: write_nouns.cpp.
    void save(const Business& business) override;
    void save(const Notifier& notifier, ChannelId channel) override;
    void save(const Task& task) override;
    void save(const CheckKey& key) override;
    bool remove_check_key(BusinessId business, CheckKey::May may) override;
    void remove(BusinessId business) override;
    void remove(NotifierId notifier) override;
    void remove(TaskId task) override;
    bool assign(BusinessId business, NotifierId notifier, Instant at) override;
    bool unassign(BusinessId business, NotifierId notifier) override;
    void save_setting(std::string_view name, std::string_view value, Instant at) override;
    void remove_setting(std::string_view name) override;
    std::optional<std::string> setting(std::string_view name) override;

    // Users: write_users.cpp.
    void save(const User& user) override;
    void remove(UserId user) override;
    std::optional<User> user(UserId id) override;
    std::optional<UserId> user_named(std::string_view name) override;
    std::optional<UserId> user_with_email(std::string_view email) override;
    std::optional<UserId> user_with_phone(std::string_view phone) override;
    std::optional<UserId> user_with_api_name(std::string_view name) override;
    std::int64_t enabled_admins() override;
    std::vector<BusinessId> permissions(UserId user) override;
    void set_permissions(UserId user, std::span<const BusinessId> businesses) override;

    // What they sign in with: write_sessions.cpp.
    void add(const Session& session) override;
    std::optional<Session> session(SessionId id) override;
    void touch(SessionId session, Instant seen, Instant expires) override;
    void remove(SessionId session) override;
    void remove_sessions(UserId user, SessionId except) override;
    std::int64_t remove_expired_sessions(Instant now) override;
    void add(const Token& token) override;
    std::optional<Token> token(TokenId id) override;
    std::vector<std::string> token_names(UserId user) override;
    void touch(TokenId token, Instant used) override;
    void remove(TokenId token) override;

    // What happened, a table a month: write_months.cpp.
    void add(const AuditRow& row) override;
    void add(const ApiRequestRow& row) override;
    void add_ping_count(std::int64_t day, BusinessId business, std::int64_t pings) override;
    void save(const EmptyNotice& notice) override;
    std::int64_t shrink_months(MonthLog log, std::int64_t first, std::int64_t rows) override;

    // A log from elsewhere: write_import.cpp.
    bool add_if_free(const PingRow& ping) override;
    bool add_if_free(const ApiRequestRow& row) override;
    void chain_bucket(std::int64_t day, std::map<TaskId, PingId>& newest) override;

    // What a rule asks before it writes: write_questions.cpp.
    std::vector<BusinessId> businesses() override;
    std::vector<NotifierId> notifiers() override;
    std::vector<std::pair<BusinessId, NotifierId>> assignments() override;
    std::optional<Business> business(BusinessId id) override;
    std::optional<Notifier> notifier(NotifierId id) override;
    std::optional<ChannelId> channel_of(NotifierId id) override;
    std::optional<Task> task(TaskId id) override;
    std::optional<BusinessId> business_named(std::string_view name) override;
    std::vector<ChannelId> channels_of(BusinessId business) override;
    std::optional<NotifierId> notifier_named(std::string_view name) override;
    std::optional<NotifierId> notifier_with_email(std::string_view email) override;
    std::optional<NotifierId> notifier_with_phone(std::string_view phone) override;
    std::optional<TaskId> task_named(std::string_view name) override;

private:
    // Adds rows to one day's table.
    struct BucketInsert {
        std::int64_t day;
        Statement insert;
    };

    void begin_edition();
    void save_told(const Task& task);
    void save_runs(TaskId task, const OpenRuns& runs);
    Statement& insert_of(std::int64_t day);
    Statement& past_insert_of(std::int64_t day);

    Connection& connection_;
    ScheduleCache& schedules_;
    Statement save_standing_;
    Statement forget_runs_;
    Statement save_run_;
    std::array<std::optional<BucketInsert>, 2> inserts_;  // around midnight two days are in use
    std::map<std::int64_t, Statement> past_inserts_;      // of an import, by day
};

}  // namespace cronmon
