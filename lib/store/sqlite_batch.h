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
#include <optional>

namespace cronmon {

class SqliteBatch final : public Batch {
public:
    SqliteBatch(Connection& connection, ScheduleCache& schedules);

    // The log and the outbox: write_log.cpp.
    void add(const PingRow& ping) override;
    void save(TaskId task, const Standing& standing, PingId last_ping) override;
    void add(const FlipRow& row) override;
    void add_missed_slot(TaskId task, Instant slot, std::string_view reason) override;
    void save(const Pulse& pulse) override;
    void add(const BlindRow& blind) override;
    std::vector<ChannelId> channels_to_tell(BusinessId business) override;
    void owe(AlertId alert, FlipId flip, ChannelId channel, Instant at) override;
    void settle(AlertId alert, AlertStatus status, int attempts, std::optional<Instant> next_try,
                std::optional<Instant> sent, std::string_view error) override;
    void open_bucket(std::int64_t day) override;
    bool shrink_bucket(std::int64_t day, std::int64_t rows) override;

    // What operators decide: write_nouns.cpp.
    void save(const Business& business) override;
    void save(const Notifier& notifier, ChannelId channel) override;
    void save(const Task& task) override;
    void remove(BusinessId business) override;
    void remove(NotifierId notifier) override;
    void remove(TaskId task) override;
    void assign(BusinessId business, NotifierId notifier) override;
    bool unassign(BusinessId business, NotifierId notifier) override;
    void save_setting(std::string_view name, std::string_view value, Instant at) override;
    void remove_setting(std::string_view name) override;

    // What a rule asks before it writes: write_questions.cpp.
    std::optional<Business> business(BusinessId id) override;
    std::optional<Notifier> notifier(NotifierId id) override;
    std::optional<ChannelId> channel_of(NotifierId id) override;
    std::optional<Task> task(TaskId id) override;
    std::optional<BusinessId> business_named(std::string_view name) override;
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

    Statement& insert_of(std::int64_t day);

    Connection& connection_;
    ScheduleCache& schedules_;
    Statement save_standing_;
    std::array<std::optional<BucketInsert>, 2> inserts_;  // around midnight two days are in use
};

}  // namespace cronmon
