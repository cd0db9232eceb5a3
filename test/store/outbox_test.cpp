#include "store/store_world.h"

using namespace cronmon;

namespace {

constexpr ChannelId ann{101};
constexpr ChannelId bob{102};

struct OutboxWorld : StoreWorld {
    OutboxWorld() {
        business(1, "backup");
        notifier(1, "ann");
        notifier(2, "bob");
        task(1, "nightly");
        task(2, "weekly");
        commit([](Batch& batch) {
            batch.assign(BusinessId{1}, NotifierId{2}, monday);
            batch.assign(BusinessId{1}, NotifierId{1}, monday);
        });
    }

    std::vector<ChannelId> to_tell() {
        std::vector<ChannelId> channels;
        commit([&](Batch& batch) { channels = batch.channels_to_tell(TaskId{1}); });
        return channels;
    }
    void flip(const FlipRow& row, std::vector<std::pair<std::int64_t, ChannelId>> alerts) {
        commit([&](Batch& batch) {
            batch.add(row);
            for (const auto& [id, channel] : alerts)
                batch.owe(AlertId{id}, row.id, channel, row.flip.at);
        });
    }
    AlertMaterial material(std::int64_t alert) {
        auto found = now()->alert_material(AlertId{alert});
        REQUIRE(found.has_value());
        return *std::move(found);
    }
};

FlipRow down(std::int64_t id, Instant at, std::int64_t task = 1) {
    return StoreWorld::a_flip(id, task, State::up, State::down, at);
}
FlipRow up(std::int64_t id, Instant at, std::int64_t task = 1) {
    return StoreWorld::a_flip(id, task, State::down, State::up, at);
}

}  // namespace

TEST_CASE_FIXTURE(OutboxWorld, "those are told who are assigned and enabled, in order of channel") {
    CHECK_EQ(to_tell(), std::vector{ann, bob});
    notifier(1, "ann", false);
    CHECK_EQ(to_tell(), std::vector{bob});
    business(1, "backup", false);
    CHECK(to_tell().empty());
}

TEST_CASE_FIXTURE(OutboxWorld, "a flip comes back as it was written, newest first") {
    FlipRow first = down(1, monday);
    first.flip.slot = monday - Millis{300'000};
    first.ping = PingId{44};
    FlipRow second = up(2, monday + one_day);
    second.flip.down_since = monday;
    flip(first, {});
    flip(second, {});
    flip(down(3, monday, 2), {});
    const auto rows = now()->flips(TaskId{1}, 10);
    REQUIRE(rows.size() == 2);
    CHECK_EQ(rows[0].id, FlipId{2});
    CHECK_EQ(rows[0].flip.from, State::down);
    CHECK_EQ(rows[0].flip.to, State::up);
    CHECK_EQ(rows[0].flip.reason, Reason::ping);
    CHECK_EQ(rows[0].flip.down_since, monday);
    CHECK_EQ(rows[0].ping, PingId{});
    CHECK_EQ(rows[1].flip.reason, Reason::missed);
    CHECK_EQ(rows[1].flip.slot, monday - Millis{300'000});
    CHECK_EQ(rows[1].ping, PingId{44});
    CHECK_EQ(now()->flips(TaskId{1}, 1).size(), 1);
}

TEST_CASE_FIXTURE(OutboxWorld, "an owed alert is due at once, until it is settled") {
    flip(down(1, monday), {{5, ann}, {6, bob}});
    reopen();
    REQUIRE(store->owed_alerts().size() == 2);
    CHECK_EQ(store->owed_alerts()[0].id, AlertId{5});
    CHECK_EQ(store->owed_alerts()[0].next_try, monday);
    commit([](Batch& batch) {
        batch.settle(AlertId{5}, AlertStatus::owed, 1, monday + one_day, {}, "421 later");
        batch.settle(AlertId{6}, AlertStatus::sent, 1, {}, monday + Millis{7}, "");
    });
    REQUIRE(store->owed_alerts().size() == 1);
    CHECK_EQ(store->owed_alerts()[0].next_try, monday + one_day);
}

TEST_CASE_FIXTURE(OutboxWorld, "alerts are listed newest first, with what became of them") {
    flip(down(1, monday), {{5, ann}});
    flip(up(2, monday + one_day), {{6, ann}, {7, bob}});
    commit([](Batch& batch) {
        batch.settle(AlertId{5}, AlertStatus::sent, 2, {}, monday + Millis{9}, "");
        batch.settle(AlertId{6}, AlertStatus::failed, 24, {}, {}, "550 no such user");
    });
    ListQuery query;
    const auto page = now()->alerts(query);
    REQUIRE(page.rows.size() == 3);
    CHECK_EQ(page.total, 3);
    CHECK_EQ(page.rows[0].id, AlertId{7});
    CHECK_EQ(page.rows[0].status, AlertStatus::owed);
    CHECK_EQ(page.rows[0].next_try, monday + one_day);
    CHECK_EQ(page.rows[0].recipient, "bob@example.org");
    CHECK_EQ(page.rows[0].channel, ChannelKind::email);
    CHECK_EQ(page.rows[1].status, AlertStatus::failed);
    CHECK_EQ(page.rows[1].attempts, 24);
    CHECK_EQ(page.rows[1].error, "550 no such user");
    CHECK_FALSE(page.rows[1].next_try);
    CHECK_EQ(page.rows[2].task, "nightly");
    CHECK_EQ(page.rows[2].task_id, TaskId{1});
    CHECK_EQ(page.rows[2].to, State::down);
    CHECK_EQ(page.rows[2].at, monday);
    CHECK_EQ(page.rows[2].sent, monday + Millis{9});
}

TEST_CASE_FIXTURE(OutboxWorld, "alerts are chosen by status, task and recipient") {
    flip(down(1, monday), {{5, ann}, {6, bob}});
    flip(down(2, monday, 2), {{7, ann}});
    commit([](Batch& batch) { batch.settle(AlertId{7}, AlertStatus::sent, 1, {}, monday, ""); });
    ListQuery query;
    query.status = "owed";
    CHECK_EQ(now()->alerts(query).total, 2);
    query.length = 1;
    CHECK_EQ(now()->alerts(query).total, 2);
    query.search = "BOB@";
    CHECK_EQ(now()->alerts(query).rows.at(0).id, AlertId{6});
    query.status = "";
    query.search = "week";
    CHECK_EQ(now()->alerts(query).rows.at(0).id, AlertId{7});
    query.search = "_";
    CHECK_EQ(now()->alerts(query).total, 0);
}

TEST_CASE_FIXTURE(OutboxWorld, "a letter finds everything it is composed from") {
    const auto ids = chain(1, {monday - one_day});
    FlipRow row = down(1, monday);
    row.flip.slot = monday - Millis{300'000};
    row.ping = ids[0];
    flip(row, {{5, ann}});
    commit([](Batch& batch) {
        batch.settle(AlertId{5}, AlertStatus::owed, 3, monday, {}, "421 later");
    });
    const AlertMaterial found = material(5);
    CHECK_EQ(found.id, AlertId{5});
    CHECK_EQ(found.attempts, 3);
    CHECK_EQ(found.address, "ann@example.org");
    CHECK_EQ(found.notifier, "ann");
    CHECK_EQ(found.language, Language::en);
    CHECK(found.still_wanted);
    CHECK_EQ(found.task.name, "nightly");
    CHECK_EQ(found.business, "backup");
    CHECK_EQ(found.flip.id, FlipId{1});
    CHECK_EQ(found.flip.flip.slot, row.flip.slot);
    CHECK_FALSE(found.answers.has_value());
    REQUIRE(found.last_ping.has_value());
    CHECK_EQ(found.last_ping->at, monday - one_day);
    CHECK_FALSE(now()->alert_material(AlertId{6}).has_value());
}

TEST_CASE_FIXTURE(OutboxWorld, "a letter does without a last ping that is no longer in the log") {
    const auto ids = chain(1, {monday - one_day});
    FlipRow row = down(1, monday);
    row.ping = ids[0];
    flip(row, {{5, ann}});
    commit([](Batch& batch) { batch.shrink_bucket(day_of(monday - one_day), 10, Failures::keep); });
    CHECK_FALSE(material(5).last_ping.has_value());
}

TEST_CASE_FIXTURE(OutboxWorld,
                  "nobody wants a letter any more when business or person is disabled") {
    flip(down(1, monday), {{5, ann}});
    notifier(1, "ann", false);
    CHECK_FALSE(material(5).still_wanted);
    notifier(1, "ann", true);
    CHECK(material(5).still_wanted);
    business(1, "backup", false);
    CHECK_FALSE(material(5).still_wanted);
}

TEST_CASE_FIXTURE(OutboxWorld, "an Up answers the Down right before it, to the same channel") {
    flip(down(1, monday), {{1, ann}, {2, bob}});
    flip(up(2, monday + Millis{1}), {{3, ann}});
    flip(down(3, monday + Millis{2}), {{4, bob}});
    flip(up(4, monday + Millis{3}), {{5, ann}, {6, bob}});
    CHECK_EQ(material(3).answers, AlertId{1});
    CHECK_EQ(material(6).answers, AlertId{4});
    CHECK_FALSE(material(5).answers.has_value());  // ann was not told of that Down
    CHECK_FALSE(material(4).answers.has_value());
}

TEST_CASE_FIXTURE(OutboxWorld, "a letter knows the blind times that touch slot and flip") {
    FlipRow row = down(1, monday);
    row.flip.slot = monday - Millis{1000};
    flip(row, {{5, ann}});
    flip(down(2, monday, 2), {{6, ann}});  // without a slot: the grace before the flip counts
    commit([](Batch& batch) {
        batch.add(BlindRow{1, {monday - one_day, monday - Millis{1000}}, "stop"});
        batch.add(BlindRow{2, {monday - Millis{1500}, monday - Millis{500}}, "stop"});
        batch.add(BlindRow{3, {monday - Millis{10}, monday + one_day}, "stop"});
        batch.add(BlindRow{4, {monday, monday + one_day}, "stop"});
    });
    const auto blind = material(5).blind;
    REQUIRE(blind.size() == 2);
    CHECK_EQ(blind[0].from, monday - Millis{1500});
    CHECK_EQ(blind[1].to, monday + one_day);
    CHECK_EQ(material(6).blind.size(), 3);
}

TEST_CASE_FIXTURE(OutboxWorld, "a missed slot may be told twice") {
    commit([](Batch& batch) {
        batch.add(TaskId{1}, MissedSlot{monday});
        batch.add(TaskId{1}, MissedSlot{monday, MissedSlot::Why::blind});
    });
    CHECK_THROWS_AS(commit([](Batch& batch) { batch.add(TaskId{99}, MissedSlot{monday}); }),
                    StoreError);
}
