#include "store/store_world.h"

using namespace cronmon;

namespace {

struct NounWorld : StoreWorld {
    // What a rule would find inside a transaction.
    template <class Ask>
    auto ask(const Ask& question) {
        decltype(question(std::declval<Batch&>())) answer;
        commit([&](Batch& batch) { answer = question(batch); });
        return answer;
    }
    std::vector<TaskRow> loaded() {
        std::vector<TaskRow> rows;
        store->for_each_task([&](TaskRow row) { rows.push_back(std::move(row)); });
        return rows;
    }
};

}  // namespace

TEST_CASE_FIXTURE(NounWorld, "a new store is empty") {
    CHECK(store->businesses().empty());
    CHECK(loaded().empty());
    CHECK(store->owed_alerts().empty());
    CHECK(store->settings().empty());
    CHECK(store->buckets().empty());
    CHECK_FALSE(store->pulse().has_value());
    const HighestIds ids = store->highest_ids();
    CHECK_EQ(
        ids.business + ids.notifier + ids.channel + ids.task + ids.flip + ids.alert + ids.blind, 0);
}

TEST_CASE_FIXTURE(NounWorld, "a business comes back as it was saved") {
    business(3, "备份 backup", false);
    reopen();
    const auto all = store->businesses();
    REQUIRE(all.size() == 1);
    CHECK_EQ(all[0].id, BusinessId{3});
    CHECK_EQ(all[0].name, "备份 backup");
    CHECK_FALSE(all[0].enabled);
    CHECK_EQ(all[0].created, monday);
    CHECK_EQ(ask([](Batch& batch) { return batch.business(BusinessId{3}); })->name, "备份 backup");
    CHECK_FALSE(ask([](Batch& batch) { return batch.business(BusinessId{4}); }).has_value());
}

TEST_CASE_FIXTURE(NounWorld, "a notifier comes back as it was saved") {
    Notifier saved = a_notifier(2, "ops");
    saved.phone = "13800138000";
    saved.language = Language::zh;
    saved.enabled = false;
    commit([&](Batch& batch) { batch.save(saved, ChannelId{9}); });
    reopen();
    const auto found = ask([](Batch& batch) { return batch.notifier(NotifierId{2}); });
    REQUIRE(found.has_value());
    CHECK_EQ(found->name, "ops");
    CHECK_EQ(found->email, "ops@example.org");
    CHECK_EQ(found->phone, "13800138000");
    CHECK_EQ(found->language, Language::zh);
    CHECK_FALSE(found->enabled);
    CHECK_EQ(found->created, monday);
    CHECK_EQ(ask([](Batch& batch) { return batch.channel_of(NotifierId{2}); }), ChannelId{9});
    CHECK_FALSE(ask([](Batch& batch) { return batch.channel_of(NotifierId{3}); }).has_value());
}

TEST_CASE_FIXTURE(NounWorld, "a task comes back as it was saved, whatever its schedule") {
    business(1, "backup");
    const Zone shanghai = *Zone::find("Asia/Shanghai");
    const std::vector<Schedule> schedules{*Schedule::cron("*/5 2-4 * * mon", shanghai),
                                          *Schedule::every(Millis{5'400'000}),
                                          *Schedule::calendar("Mon..Fri *-*-* 09:30:00", shanghai)};
    for (const Schedule& schedule : schedules) {
        Task saved = a_task(1, "nightly");
        saved.schedule = schedule;
        saved.grace = Millis{61'000};
        saved.tolerance = Millis{30'000};
        saved.quiet_until_first_ping = true;
        commit([&](Batch& batch) { batch.save(saved); });
        reopen();
        const auto rows = loaded();
        REQUIRE(rows.size() == 1);
        const Task& task = rows[0].task;
        CHECK_EQ(task.id, saved.id);
        CHECK_EQ(task.business, saved.business);
        CHECK((task.uuid == saved.uuid));
        CHECK_EQ(task.name, saved.name);
        CHECK_EQ(task.schedule.kind(), schedule.kind());
        CHECK_EQ(task.schedule.text(), schedule.text());
        CHECK_EQ(task.schedule.zone().name(), schedule.zone().name());
        CHECK_EQ(task.schedule.period(), schedule.period());
        CHECK_EQ(task.grace, saved.grace);
        CHECK_EQ(task.tolerance, saved.tolerance);
        CHECK(task.quiet_until_first_ping);
        CHECK_EQ(task.created, saved.created);
    }
}

TEST_CASE_FIXTURE(NounWorld, "tasks with equal schedules share one") {
    business(1, "backup");
    task(1, "nightly");
    task(2, "hourly");
    const auto rows = loaded();
    REQUIRE(rows.size() == 2);
    CHECK_EQ(&rows[0].task.schedule.text(), &rows[1].task.schedule.text());
}

TEST_CASE_FIXTURE(NounWorld, "a new task stands as new until its standing is saved") {
    business(1, "backup");
    task(1, "nightly");
    REQUIRE(loaded().size() == 1);
    CHECK_EQ(loaded()[0].standing.state, State::fresh);
    CHECK_EQ(loaded()[0].last_ping, PingId{});
}

TEST_CASE_FIXTURE(NounWorld, "a standing comes back as it was saved") {
    business(1, "backup");
    task(1, "nightly");
    const Standing full{State::down,        monday,    monday + Millis{1}, monday + Millis{2},
                        monday + Millis{3}, Millis{-4}};
    stand(1, full, PingId{77});
    reopen();
    CHECK((loaded()[0].standing == full));
    CHECK_EQ(loaded()[0].last_ping, PingId{77});
    Standing bare;
    bare.state = State::paused;
    stand(1, bare, PingId{78});
    CHECK((loaded()[0].standing == bare));
}

TEST_CASE_FIXTURE(NounWorld, "saving a task again keeps what the log has made of it") {
    business(1, "backup");
    task(1, "nightly");
    Standing up;
    up.state = State::up;
    stand(1, up, PingId{5});
    task(1, "renamed");
    REQUIRE(loaded().size() == 1);
    CHECK_EQ(loaded()[0].task.name, "renamed");
    CHECK_EQ(loaded()[0].standing.state, State::up);
    CHECK_EQ(loaded()[0].last_ping, PingId{5});
}

TEST_CASE_FIXTURE(NounWorld, "saving again by id keeps what belongs to it") {
    business(1, "backup");
    notifier(1, "ann");
    task(1, "nightly");
    commit([](Batch& batch) { batch.assign(BusinessId{1}, NotifierId{1}, monday); });
    business(1, "renamed", false);
    commit([](Batch& batch) {
        Notifier changed = a_notifier(1, "bob");
        batch.save(changed, ChannelId{101});
    });
    CHECK_EQ(now()->business_named("renamed")->tasks, 1);
    CHECK_EQ(now()->business_named("renamed")->notifiers, Names{"bob"});
    CHECK_EQ(now()->notifier_named("bob")->notifier.email, "bob@example.org");
    CHECK_FALSE(now()->notifier_named("ann").has_value());
}

TEST_CASE_FIXTURE(NounWorld, "whoever holds a unique value is found by it, exactly") {
    business(1, "backup");
    task(4, "nightly");
    Notifier ann = a_notifier(2, "ann");
    ann.phone = "13800138000";
    commit([&](Batch& batch) { batch.save(ann, ChannelId{3}); });
    commit([](Batch& batch) {
        CHECK_EQ(batch.business_named("backup"), BusinessId{1});
        CHECK_FALSE(batch.business_named("BACKUP").has_value());
        CHECK_EQ(batch.notifier_named("ann"), NotifierId{2});
        CHECK_FALSE(batch.notifier_named("an").has_value());
        CHECK_EQ(batch.notifier_with_email("ann@example.org"), NotifierId{2});
        CHECK_FALSE(batch.notifier_with_email("bob@example.org").has_value());
        CHECK_EQ(batch.notifier_with_phone("13800138000"), NotifierId{2});
        CHECK_FALSE(batch.notifier_with_phone("").has_value());
        CHECK_EQ(batch.task_named("nightly"), TaskId{4});
        CHECK_FALSE(batch.task_named("' OR 1=1 --").has_value());
        CHECK_EQ(batch.task(TaskId{4})->name, "nightly");
        CHECK_FALSE(batch.task(TaskId{5}).has_value());
    });
}

TEST_CASE_FIXTURE(NounWorld, "a batch sees what it has written itself") {
    commit([](Batch& batch) {
        batch.save(Business{BusinessId{1}, "backup", true, monday});
        CHECK_EQ(batch.business_named("backup"), BusinessId{1});
        batch.remove(BusinessId{1});
        CHECK_FALSE(batch.business_named("backup").has_value());
    });
}

TEST_CASE_FIXTURE(NounWorld, "a value that is taken is refused by the store too") {
    business(1, "backup");
    CHECK_THROWS_AS(business(2, "backup"), StoreError);
    notifier(1, "ann");
    CHECK_THROWS_AS(notifier(2, "ann"), StoreError);
    task(1, "nightly");
    CHECK_THROWS_AS(task(2, "nightly"), StoreError);
    CHECK_THROWS_AS(task(3, "orphan", 99), StoreError);
}

TEST_CASE_FIXTURE(NounWorld, "two notifiers without a phone do not collide") {
    notifier(1, "ann");
    notifier(2, "bob");
    CHECK_EQ(now()->names("notifier"), Names{"ann", "bob"});
}

TEST_CASE_FIXTURE(NounWorld, "assigning twice is no change, and taking away tells whether it was") {
    business(1, "backup");
    notifier(1, "ann");
    commit([](Batch& batch) {
        batch.assign(BusinessId{1}, NotifierId{1}, monday);
        batch.assign(BusinessId{1}, NotifierId{1}, monday);
    });
    CHECK_EQ(now()->business_named("backup")->notifiers, Names{"ann"});
    CHECK_EQ(now()->notifier_named("ann")->businesses, Names{"backup"});
    commit([](Batch& batch) {
        CHECK(batch.unassign(BusinessId{1}, NotifierId{1}));
        CHECK_FALSE(batch.unassign(BusinessId{1}, NotifierId{1}));
    });
    CHECK(now()->business_named("backup")->notifiers.empty());
}

TEST_CASE_FIXTURE(NounWorld, "a business goes with its tasks, their history and its assignments") {
    business(1, "backup");
    business(2, "other");
    notifier(1, "ann");
    task(1, "nightly");
    task(2, "kept", 2);
    commit([](Batch& batch) {
        batch.assign(BusinessId{1}, NotifierId{1}, monday);
        batch.add(a_flip(1, 1, State::up, State::down, monday));
        batch.owe(AlertId{1}, FlipId{1}, ChannelId{101}, monday);
        batch.add(TaskId{1}, MissedSlot{monday});
        batch.remove(BusinessId{1});
    });
    CHECK_EQ(now()->names("business"), Names{"other"});
    CHECK_EQ(now()->names("task"), Names{"kept"});
    CHECK_EQ(now()->names("notifier"), Names{"ann"});
    CHECK(now()->notifier_named("ann")->businesses.empty());
    CHECK(store->owed_alerts().empty());
    CHECK_EQ(store->highest_ids().flip, 0);
    CHECK_EQ(loaded().size(), 1);
}

TEST_CASE_FIXTURE(NounWorld, "a notifier goes with its channel and what it was owed") {
    business(1, "backup");
    notifier(1, "ann");
    task(1, "nightly");
    commit([](Batch& batch) {
        batch.assign(BusinessId{1}, NotifierId{1}, monday);
        batch.add(a_flip(1, 1, State::up, State::down, monday));
        batch.owe(AlertId{1}, FlipId{1}, ChannelId{101}, monday);
        batch.remove(NotifierId{1});
    });
    CHECK(now()->names("notifier").empty());
    CHECK(store->owed_alerts().empty());
    CHECK_EQ(store->highest_ids().channel, 0);
    CHECK_EQ(now()->flips(TaskId{1}, 10).size(), 1);
    CHECK(now()->business_named("backup")->notifiers.empty());
}

TEST_CASE_FIXTURE(NounWorld,
                  "removing or saving the standing of what is not there changes nothing") {
    commit([](Batch& batch) {
        batch.remove(BusinessId{1});
        batch.remove(NotifierId{1});
        batch.remove(TaskId{1});
        batch.save(TaskId{1}, Standing{}, PingId{});
        batch.remove_setting("smtp.host");
        batch.settle(AlertId{1}, AlertStatus::sent, 1, {}, monday, "");
    });
    CHECK(loaded().empty());
}

TEST_CASE_FIXTURE(NounWorld, "settings are saved, replaced and removed by name") {
    commit([](Batch& batch) {
        batch.save_setting("smtp.port", "25", monday);
        batch.save_setting("smtp.host", "mail", monday);
        batch.save_setting("smtp.port", "587", monday);
        batch.save_setting("gone", "1", monday);
        batch.remove_setting("gone");
    });
    reopen();
    const std::vector<std::pair<std::string, std::string>> expected{{"smtp.host", "mail"},
                                                                    {"smtp.port", "587"}};
    CHECK((store->settings() == expected));
    CHECK((now()->settings() == expected));
}

TEST_CASE_FIXTURE(NounWorld, "there is one sign of life, the latest") {
    commit([](Batch& batch) { batch.save(Pulse{monday, false, PingId{4}}); });
    commit([](Batch& batch) { batch.save(Pulse{monday + one_day, true, PingId{5}}); });
    reopen();
    const auto pulse = store->pulse();
    REQUIRE(pulse.has_value());
    CHECK_EQ(pulse->tick, monday + one_day);
    CHECK(pulse->stopped);
    CHECK_EQ(pulse->replay_from, PingId{5});
}

TEST_CASE_FIXTURE(NounWorld, "the highest ids are those that are still there") {
    business(7, "backup");
    notifier(5, "ann");
    task(9, "nightly", 7);
    commit([](Batch& batch) {
        batch.add(a_flip(11, 9, State::up, State::down, monday));
        batch.owe(AlertId{12}, FlipId{11}, ChannelId{105}, monday);
        batch.add(BlindRow{13, {monday, monday + one_day}, "stop"});
    });
    const HighestIds ids = store->highest_ids();
    CHECK_EQ(ids.business, 7);
    CHECK_EQ(ids.notifier, 5);
    CHECK_EQ(ids.channel, 105);
    CHECK_EQ(ids.task, 9);
    CHECK_EQ(ids.flip, 11);
    CHECK_EQ(ids.alert, 12);
    CHECK_EQ(ids.blind, 13);
}
