// One moment of the database, as readers see it.
//
// Thread-safety: confined to whoever asked for it. Throws StoreError when the medium fails.
#pragma once

#include "store/api_task.h"
#include "store/chart_rows.h"
#include "store/user_rows.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cronmon {

class Snapshot {
public:
    virtual ~Snapshot() = default;

    virtual Page<BusinessView> businesses(const ListQuery& query) = 0;  // name, tasks, created
    virtual Page<NotifierView> notifiers(const ListQuery& query) = 0;   // name, email, created
    // Naturally by state (down, late, up, new, paused) and then by name. Sorts: name, state,
    // last_ping, deadline, business (and then naturally), created; what is equal comes by name.
    virtual Page<TaskView> tasks(const ListQuery& query) = 0;
    virtual Page<AlertView> alerts(const ListQuery& query) = 0;      // newest first
    virtual Page<BlindRow> blind_times(const ListQuery& query) = 0;  // newest first
    // By business and notifier. Sorts: business, notifier, email.
    virtual Page<AssignmentView> assignments(const ListQuery& query) = 0;

    virtual std::optional<BusinessView> business(BusinessId id) = 0;
    virtual std::optional<NotifierView> notifier(NotifierId id) = 0;
    virtual std::optional<BusinessView> business_named(std::string_view name) = 0;
    virtual std::optional<NotifierView> notifier_named(std::string_view name) = 0;
    virtual std::optional<TaskView> task_named(std::string_view name) = 0;
    virtual std::optional<TaskView> task(TaskId id) = 0;

    // What a ping's URL, a badge or a key names; and what belongs to a business, by id.
    virtual std::optional<TaskView> task_with(const Uuid& uuid) = 0;
    virtual std::optional<TaskView> task_with_badge(const Uuid& badge) = 0;
    virtual std::vector<TaskView> tasks_of(BusinessId business) = 0;
    virtual std::vector<TaskView> tasks_with_slug(BusinessId business, std::string_view slug) = 0;
    virtual std::vector<ChannelView> channels_of(BusinessId business) = 0;
    virtual std::optional<Business> business_with(const Uuid& uuid) = 0;
    virtual std::optional<Business> business_with_ping_key(std::string_view key) = 0;
    virtual std::optional<Business> business_with_badge_key(std::string_view key) = 0;
    virtual std::optional<CheckKey> check_key(std::string_view digest) = 0;
    virtual std::string secret() = 0;  // 32 bytes that are this database's own

    // All names, for "did you mean". Precondition: `noun` is task, business, notifier or user.
    virtual std::vector<std::string> names(std::string_view noun) = 0;

    // Newest first, rows with an id below `before` (0: from the newest), at most `length`.
    virtual std::vector<PingRecord> pings(TaskId task, PingId before, std::int64_t length) = 0;
    virtual LogPage log(TaskId task, const LogQuery& query) = 0;  // newest first
    virtual std::vector<MissedSlot> missed_slots(TaskId task, std::int64_t length) = 0;  // likewise
    virtual std::optional<std::string> ping_body(TaskId task, PingId ping) = 0;
    virtual std::vector<FlipRow> flips(TaskId task, std::int64_t length) = 0;  // newest first
    // Oldest first: those from `from` on, and the one before them.
    virtual std::vector<FlipRow> flips_since(TaskId task, Instant from) = 0;

    virtual std::optional<AlertMaterial> alert_material(AlertId alert) = 0;
    virtual std::vector<std::pair<std::string, std::string>> settings() = 0;

    // Users and what they prove who they are with.
    virtual Page<UserView> users(const ListQuery& query) = 0;  // name, role, created, last_login
    virtual std::optional<UserView> user(UserId id) = 0;
    virtual std::optional<UserView> user_named(std::string_view name) = 0;
    virtual std::optional<UserView> user_with_api_name(std::string_view name) = 0;
    virtual std::optional<UserView> user_with_setup(std::string_view digest) = 0;
    virtual std::vector<UserView> users_to_tell() = 0;  // enabled, with an e-mail address
    virtual std::optional<Session> session(std::string_view digest) = 0;
    virtual std::vector<Session> sessions(UserId user) = 0;  // newest first
    virtual std::optional<Token> token(std::string_view digest) = 0;
    virtual std::vector<Token> tokens(std::optional<UserId> user) = 0;  // by name; nobody: all

    // What happened: newest first.
    virtual Page<AuditRow> audit(const AuditQuery& query) = 0;
    virtual std::vector<ApiRequestRow> api_requests(std::int64_t length) = 0;

    // Numbers.
    virtual Counts counts(const Visible& visible, Instant before, Instant now) = 0;
    virtual std::vector<DayCount> ping_counts(const Visible& visible, std::int64_t first_day) = 0;
    virtual std::vector<MonthCount> api_request_counts(std::int64_t first_month) = 0;
    virtual AlertCounts alert_counts(const Visible& visible, Instant failed_since) = 0;
    // Each day from `first_day` to `today`: how the tasks that there are stood at its end, or do
    // now. A task counts from the day on in which it was made.
    virtual std::vector<StateDay> state_days(const Visible& visible, std::int64_t first_day,
                                             std::int64_t today) = 0;
    virtual StorageFacts storage() = 0;
    // Reads the whole database through: what is wrong with it, an empty text if nothing is.
    // Nothing: there was no time to come to an end.
    virtual std::optional<std::string> integrity(Millis within) = 0;
    // Until when no task becomes late by the mere passing of time; nothing if none ever does.
    virtual std::optional<Instant> next_lateness(Instant now) = 0;

    // For the original's API, by id: `length` tasks behind the first `offset`; those of a whole
    // name, without regard to the case of ASCII letters and to blanks at its end.
    virtual std::int64_t original_task_count(const Visible& visible) = 0;
    virtual std::vector<ApiTask> original_tasks(const Visible& visible, std::int64_t offset,
                                                std::int64_t length) = 0;
    virtual std::vector<ApiTask> original_tasks_of(std::string_view business,
                                                   const Visible& visible) = 0;
    virtual std::vector<ApiTask> original_tasks_named(std::string_view name,
                                                      const Visible& visible) = 0;
    virtual std::vector<ApiTask> original_tasks_with(const Uuid& uuid, const Visible& visible) = 0;

    // Enabled businesses that tell nobody, by id, and who was told of them.
    virtual std::vector<Business> businesses_without_notifier(const Visible& visible) = 0;
    virtual std::vector<EmptyNotice> empty_notices() = 0;
};

}  // namespace cronmon
