// One moment of the database: a read transaction on a connection of its own.
//
// Thread-safety: confined to whoever asked for it.
#pragma once

#include "store/reader_pool.h"
#include "store/store.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace cronmon {

class SqliteSnapshot final : public Snapshot {
public:
    // The moment is now, not that of the first question. Throws StoreError.
    explicit SqliteSnapshot(std::shared_ptr<ReaderPool> pool);
    ~SqliteSnapshot() override;
    SqliteSnapshot(const SqliteSnapshot&) = delete;  // ends the transaction once
    SqliteSnapshot& operator=(const SqliteSnapshot&) = delete;

    // read_people.cpp
    Page<BusinessView> businesses(const ListQuery& query) override;
    Page<NotifierView> notifiers(const ListQuery& query) override;
    std::optional<BusinessView> business_named(std::string_view name) override;
    std::optional<NotifierView> notifier_named(std::string_view name) override;

    std::optional<BusinessView> business(BusinessId id) override;
    std::optional<NotifierView> notifier(NotifierId id) override;
    std::vector<Business> businesses_without_notifier(const Visible& visible) override;
    std::vector<EmptyNotice> empty_notices() override;

    // read_assignments.cpp
    Page<AssignmentView> assignments(const ListQuery& query) override;

    // read_users.cpp
    Page<UserView> users(const ListQuery& query) override;
    std::optional<UserView> user(UserId id) override;
    std::optional<UserView> user_named(std::string_view name) override;
    std::optional<UserView> user_with_api_name(std::string_view name) override;
    std::optional<UserView> user_with_setup(std::string_view digest) override;
    std::vector<UserView> users_to_tell() override;

    // read_sessions.cpp
    std::optional<Session> session(std::string_view digest) override;
    std::vector<Session> sessions(UserId user) override;
    std::optional<Token> token(std::string_view digest) override;
    std::vector<Token> tokens(std::optional<UserId> user) override;

    // read_months.cpp
    Page<AuditRow> audit(const AuditQuery& query) override;
    std::vector<ApiRequestRow> api_requests(std::int64_t length) override;

    // read_numbers.cpp
    Counts counts(const Visible& visible, Instant before, Instant now) override;
    std::vector<DayCount> ping_counts(const Visible& visible, std::int64_t first_day) override;
    std::vector<MonthCount> api_request_counts(std::int64_t first_month) override;
    AlertCounts alert_counts(const Visible& visible, Instant failed_since) override;
    std::vector<StateDay> state_days(const Visible& visible, std::int64_t first_day,
                                     std::int64_t today) override;
    StorageFacts storage() override;
    std::optional<std::string> integrity(Millis within) override;  // read_integrity.cpp
    std::optional<Instant> next_lateness(Instant now) override;

    // read_tasks.cpp
    Page<TaskView> tasks(const ListQuery& query) override;
    std::optional<TaskView> task_named(std::string_view name) override;
    std::optional<TaskView> task(TaskId id) override;
    std::optional<TaskView> task_with(const Uuid& uuid) override;
    std::optional<TaskView> task_with_badge(const Uuid& badge) override;
    std::vector<std::string> names(std::string_view noun) override;
    std::vector<std::pair<std::string, std::string>> settings() override;

    // read_checks.cpp
    std::vector<TaskView> tasks_of(BusinessId business) override;
    std::vector<TaskView> tasks_with_slug(BusinessId business, std::string_view slug) override;
    std::vector<ChannelView> channels_of(BusinessId business) override;
    std::optional<Business> business_with(const Uuid& uuid) override;
    std::optional<Business> business_with_ping_key(std::string_view key) override;
    std::optional<Business> business_with_badge_key(std::string_view key) override;
    std::optional<CheckKey> check_key(std::string_view digest) override;
    std::string secret() override;

    // read_original.cpp
    std::int64_t original_task_count(const Visible& visible) override;
    std::vector<ApiTask> original_tasks(const Visible& visible, std::int64_t offset,
                                        std::int64_t length) override;
    std::vector<ApiTask> original_tasks_of(std::string_view business,
                                           const Visible& visible) override;
    std::vector<ApiTask> original_tasks_named(std::string_view name,
                                              const Visible& visible) override;
    std::vector<ApiTask> original_tasks_with(const Uuid& uuid, const Visible& visible) override;

    // read_alerts.cpp
    Page<AlertView> alerts(const ListQuery& query) override;
    std::optional<AlertMaterial> alert_material(AlertId alert) override;

    // read_log.cpp
    std::vector<PingRecord> pings(TaskId task, PingId before, std::int64_t length) override;
    LogPage log(TaskId task, const LogQuery& query) override;
    std::vector<MissedSlot> missed_slots(TaskId task, std::int64_t length) override;
    std::optional<std::string> ping_body(TaskId task, PingId ping) override;
    std::vector<FlipRow> flips(TaskId task, std::int64_t length) override;
    std::vector<FlipRow> flips_since(TaskId task, Instant from) override;
    Page<BlindRow> blind_times(const ListQuery& query) override;

private:
    Connection& connection() { return reader_->connection; }

    BusinessView business_view(Query& row);
    NotifierView notifier_view(Query& row);
    TaskView task_view(Query& row);
    template <class... Values>
    std::optional<TaskView> one_task(std::string_view where, const Values&... values);
    std::vector<TaskView> some_tasks(const std::vector<TaskId>& ids);
    std::optional<Business> one_business(std::string_view where, std::string_view value);
    UserView user_view(Query& row);
    std::optional<UserView> one_user(std::string_view where, std::string_view value);

    // The row if it is still there and the task's.
    std::optional<PingRecord> ping(TaskId task, PingId ping);
    std::optional<PingRecord> ping_or_older(TaskId task, PingId ping);
    bool has_bucket_of(PingId ping) const;
    PingId newest_ping(TaskId task);
    PingId newest_ping_before(TaskId task, PingId before);
    std::optional<AlertId> answered_alert(const FlipRow& up, ChannelId channel);
    std::vector<BlindTime> blind_between(Instant from, Instant to);

    std::shared_ptr<ReaderPool> pool_;
    std::unique_ptr<Reader> reader_;
    std::vector<std::int64_t> days_;  // that have a log table, oldest first
};

// Rows of `setting`, by name.
std::vector<std::pair<std::string, std::string>> read_settings(Connection& connection);

}  // namespace cronmon
