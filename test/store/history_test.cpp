// What pages ask of a task's past: the log by kind and time, runs that were missed, flips; and what
// they count: alerts, assignments, tables.
#include "store/store_world.h"

using namespace cronmon;

namespace {

using Ids = std::vector<PingId>;

struct HistoryWorld : StoreWorld {
    HistoryWorld() {
        business(1, "backup");
        task(1, "nightly");
        task(2, "busy");
    }
    // One row a second from `from` on, each third of them a failure.
    Ids rows(std::int64_t task, Instant from, int count) {
        Ids ids;
        commit([&](Batch& batch) {
            for (int i = 0; i < count; ++i) {
                const Instant at = from + std::chrono::seconds{i};
                PingRow row = a_ping(next_ping_id({}, at + Millis{task}), task, at,
                                     ids.empty() ? PingId{} : ids.back());
                if (i % 3 == 0) row.kind = PingKind::fail;
                batch.open_bucket(day_of(row.id));
                batch.add(row);
                ids.push_back(row.id);
            }
            batch.save(TaskId{task}, Standing{State::up, from, {}, {}, {}, {}}, ids.back());
        });
        return ids;
    }
    LogPage log(const LogQuery& query, std::int64_t task = 1) {
        return now()->log(TaskId{task}, query);
    }
};

Ids newest_first(const Ids& ids, std::size_t from, std::size_t to) {
    Ids some(ids.begin() + static_cast<std::ptrdiff_t>(from),
             ids.begin() + static_cast<std::ptrdiff_t>(to));
    std::ranges::reverse(some);
    return some;
}

}  // namespace

TEST_CASE_FIXTURE(HistoryWorld, "a log is paged to its end, and says where to go on") {
    const Ids ids = rows(1, monday, 10);
    const LogPage first = log({.length = 4});
    CHECK_EQ(ids_of(first.rows), newest_first(ids, 6, 10));
    CHECK_EQ(first.next_before, ids[6]);
    const LogPage last = log({.before = ids[6], .length = 6});
    CHECK_EQ(ids_of(last.rows), newest_first(ids, 0, 6));
    CHECK_EQ(last.next_before, PingId{});
    CHECK_EQ(log({.before = ids[0]}).rows.size(), 0);
    CHECK_EQ(log({.before = ids[0]}).next_before, PingId{});
}

TEST_CASE_FIXTURE(HistoryWorld, "a log shows only the kinds that are asked for") {
    const Ids ids = rows(1, monday, 10);  // 0, 3, 6 and 9 failed
    const LogPage page = log({.length = 2, .kinds = {PingKind::fail}});
    CHECK_EQ(ids_of(page.rows), Ids{ids[9], ids[6]});
    CHECK_EQ(page.next_before, ids[6]);
    CHECK_EQ(ids_of(log({.before = ids[6], .length = 5, .kinds = {PingKind::fail}}).rows),
             Ids{ids[3], ids[0]});
    CHECK_EQ(log({.kinds = {PingKind::fail, PingKind::success}}).rows.size(), 10);
    CHECK(log({.kinds = {PingKind::start}}).rows.empty());
}

TEST_CASE_FIXTURE(HistoryWorld, "a rare kind is looked for in so many rows at a time") {
    rows(1, monday, static_cast<int>(log_rows_looked_at_max) + 5);
    const LogPage page = log({.kinds = {PingKind::log}});
    CHECK(page.rows.empty());
    REQUIRE(page.next_before != PingId{});
    CHECK_EQ(log({.before = page.next_before, .kinds = {PingKind::log}}).next_before, PingId{});
}

TEST_CASE_FIXTURE(HistoryWorld, "a log goes back to any time, near or far, in company or alone") {
    const Ids ids = rows(1, monday, 3000);
    rows(2, monday, 3000);
    for (const std::size_t at : {0, 1, 500, 1999, 2999}) {
        const Instant time = monday + std::chrono::seconds{at} + Millis{500};
        const LogPage page = log({.before = first_ping_id(time), .length = 1});
        REQUIRE_EQ(page.rows.size(), 1);
        CHECK_EQ(page.rows[0].id, ids[at]);
    }
    CHECK(log({.before = first_ping_id(monday)}).rows.empty());
    CHECK(log({.before = first_ping_id(monday - one_day)}).rows.empty());
    const LogPage all = log({.before = first_ping_id(monday + 10 * one_day), .length = 1});
    CHECK_EQ(all.rows[0].id, ids.back());
    const Ids later = rows(2, monday + one_day, 2000);
    CHECK_EQ(log({.before = first_ping_id(monday + one_day), .length = 1}, 2).rows.size(), 0);
    CHECK_EQ(log({.before = first_ping_id(monday + 2 * one_day), .length = 1}, 2).rows[0].id,
             later.back());
}

TEST_CASE_FIXTURE(HistoryWorld, "missed runs come newest first, and say why") {
    commit([](Batch& batch) {
        for (int i = 0; i < 5; ++i)
            batch.add(TaskId{1},
                      MissedSlot{monday + i * one_day,
                                 i == 3 ? MissedSlot::Why::blind : MissedSlot::Why::missed});
    });
    const auto slots = now()->missed_slots(TaskId{1}, 3);
    REQUIRE_EQ(slots.size(), 3);
    CHECK_EQ(slots[0].slot, monday + 4 * one_day);
    CHECK(slots[0].why == MissedSlot::Why::missed);
    CHECK(slots[1].why == MissedSlot::Why::blind);
    CHECK(now()->missed_slots(TaskId{2}, 3).empty());
}

TEST_CASE_FIXTURE(HistoryWorld, "flips since a time come with the one before it") {
    commit([](Batch& batch) {
        for (int i = 0; i < 4; ++i)
            batch.add(a_flip(i + 1, 1, i % 2 ? State::up : State::down,
                             i % 2 ? State::down : State::up, monday + i * one_day));
    });
    const auto ids = [&](Instant from) {
        std::vector<std::int64_t> found;
        for (const FlipRow& row : now()->flips_since(TaskId{1}, from)) found.push_back(raw(row.id));
        return found;
    };
    CHECK_EQ(ids(monday + 2 * one_day), std::vector<std::int64_t>{2, 3, 4});
    CHECK_EQ(ids(monday - one_day), std::vector<std::int64_t>{1, 2, 3, 4});
    CHECK_EQ(ids(monday + 9 * one_day), std::vector<std::int64_t>{4});
    CHECK(now()->flips_since(TaskId{2}, monday).empty());
}

TEST_CASE_FIXTURE(HistoryWorld, "a task is shown with its newest row in the log, whatever it was") {
    CHECK_FALSE(now()->task(TaskId{1})->last_ping.has_value());
    const Ids ids = rows(1, monday, 4);  // the last failed
    const auto last = now()->task(TaskId{1})->last_ping;
    REQUIRE(last.has_value());
    CHECK_EQ(last->id, ids.back());
    CHECK_EQ(last->kind, PingKind::fail);
    CHECK_EQ(last->client_ip, "192.0.2.1");
    CHECK_EQ(now()->tasks({.search = "nightly", .now = monday}).rows[0].last_ping->id, ids.back());
}

TEST_CASE_FIXTURE(HistoryWorld, "a task is found by its UUID, by a part of it and by its URL") {
    Task task = a_task(7, "deadbeef farm");
    task.uuid = *Uuid::parse("00112233-4455-6677-8899-aabbccddeeff");
    commit([&](Batch& batch) { batch.save(task); });
    const auto found = [&](const std::string& search) {
        return names_of(now()->tasks({.search = search, .now = monday}));
    };
    const Names farm{"deadbeef farm"};
    CHECK_EQ(found("00112233-4455-6677-8899-aabbccddeeff"), farm);
    CHECK_EQ(found("http://cron.example.org/api/monlink/00112233-4455-6677-8899-AABBCCDDEEFF"),
             farm);
    CHECK_EQ(found("00112233"), farm);
    CHECK_EQ(found("33-4455-66"), farm);
    CHECK_EQ(found("DeadBeef"), farm);
    CHECK(found("0011223").empty());
    CHECK(found("monlink/00112233-4455-6677-8899-aabbccddee00").empty());
    CHECK(found("00112233-4455-6677-8899-aabbccddeeff0").empty());
    ListQuery foreign{.search = "00112233", .visible = std::vector{BusinessId{2}}, .now = monday};
    CHECK_EQ(now()->tasks(foreign).total, 0);
}

TEST_CASE_FIXTURE(HistoryWorld, "alerts are counted, and listed for one task") {
    business(2, "shop");
    task(3, "shop sync", 2);
    notifier(1, "ann");
    commit([](Batch& batch) {
        for (const std::int64_t id : {1, 2, 3}) {
            batch.add(a_flip(id, id, State::up, State::down, monday));
            batch.owe(AlertId{id}, FlipId{id}, ChannelId{101}, monday);
        }
        batch.settle(AlertId{2}, AlertStatus::failed, 9, {}, {}, "550 no such user");
    });
    const auto counts = [&](const Visible& visible, Instant since) {
        const AlertCounts found = now()->alert_counts(visible, since);
        return std::pair(found.owed, found.failed);
    };
    const Visible shop = std::vector{BusinessId{2}};
    CHECK_EQ(counts({}, monday), std::pair<std::int64_t, std::int64_t>(2, 1));
    CHECK_EQ(counts({}, monday + Millis{1}), std::pair<std::int64_t, std::int64_t>(2, 0));
    CHECK_EQ(counts(shop, monday), std::pair<std::int64_t, std::int64_t>(1, 0));
    CHECK_EQ(counts(std::vector<BusinessId>{}, monday),
             std::pair<std::int64_t, std::int64_t>(0, 0));
    ListQuery query;
    query.task = TaskId{2};
    REQUIRE_EQ(now()->alerts(query).total, 1);
    CHECK_EQ(now()->alerts(query).rows[0].task, "busy");
    query.status = "owed";
    CHECK_EQ(now()->alerts(query).total, 0);
    query = {.task = TaskId{1}, .visible = shop};
    CHECK_EQ(now()->alerts(query).total, 0);
}

TEST_CASE_FIXTURE(HistoryWorld, "assignments are found by business, notifier and address") {
    business(2, "shop", false);
    notifier(1, "ann");
    notifier(2, "bob", false);
    commit([](Batch& batch) {
        batch.assign(BusinessId{1}, NotifierId{2}, monday);
        batch.assign(BusinessId{2}, NotifierId{1}, monday);
        batch.assign(BusinessId{1}, NotifierId{1}, monday);
    });
    const auto names = [&](const ListQuery& query) {
        Names found;
        for (const AssignmentView& row : now()->assignments(query).rows)
            found.push_back(row.business_name + "/" + row.notifier_name);
        return found;
    };
    CHECK_EQ(names({}), Names{"backup/ann", "backup/bob", "shop/ann"});
    CHECK_EQ(names({.sort = "notifier"}), Names{"backup/ann", "shop/ann", "backup/bob"});
    CHECK_EQ(names({.search = "SHO"}), Names{"shop/ann"});
    CHECK_EQ(names({.search = "bob@ex"}), Names{"backup/bob"});
    CHECK_EQ(names({.business = "backup"}), Names{"backup/ann", "backup/bob"});
    CHECK_EQ(names({.visible = std::vector{BusinessId{2}}}), Names{"shop/ann"});
    CHECK_EQ(names({.page = 2, .length = 2}), Names{"shop/ann"});
    CHECK_EQ(now()->assignments({.length = 2}).total, 3);
    const AssignmentView row = now()->assignments({.search = "bob"}).rows[0];
    CHECK_EQ(row.business, BusinessId{1});
    CHECK_EQ(row.notifier, NotifierId{2});
    CHECK(row.business_enabled);
    CHECK_FALSE(row.notifier_enabled);
    CHECK_EQ(row.email, "bob@example.org");
}

TEST_CASE_FIXTURE(HistoryWorld,
                  "it is known which tables the logs have, and how much room is left") {
    CHECK_EQ(now()->storage().log_days, 0);
    CHECK_FALSE(now()->storage().oldest_day.has_value());
    commit([](Batch& batch) {
        batch.open_bucket(day_of(monday) + 1);
        batch.open_bucket(day_of(monday));
        AuditRow row;
        row.id = raw(next_ping_id({}, monday));
        batch.add(row);
    });
    const StorageFacts facts = now()->storage();
    CHECK_EQ(facts.log_days, 2);
    CHECK_EQ(facts.oldest_day, day_of(monday));
    CHECK_EQ(facts.newest_day, day_of(monday) + 1);
    CHECK_EQ(facts.audit_months, 1);
    CHECK_EQ(facts.api_request_months, 0);
    CHECK_GT(facts.disk_free_bytes, 0);
    CHECK(facts.engine_version.starts_with("3."));
}
