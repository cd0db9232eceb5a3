#include "store/store_world.h"

#include <array>
#include <map>

using namespace cronmon;

namespace {

Visible only(std::vector<std::int64_t> businesses) {
    std::vector<BusinessId> ids;
    for (const std::int64_t id : businesses) ids.push_back(BusinessId{id});
    return ids;
}

const Visible everything;
const Visible nothing = only({});

using Days = std::vector<std::pair<std::int64_t, std::int64_t>>;

struct NumberWorld : StoreWorld {
    NumberWorld() {
        business(1, "backup");
        business(2, "shop");
    }
    void born(std::int64_t id, Instant at, std::int64_t business = 1) {
        Task task = a_task(id, "task " + std::to_string(id), business);
        task.created = at;
        commit([&](Batch& batch) { batch.save(task); });
    }
    Days days(const Visible& visible, std::int64_t first) {
        Days all;
        for (const DayCount& day : now()->ping_counts(visible, first))
            all.emplace_back(day.day, day.pings);
        return all;
    }
    Names silent(const Visible& visible) {
        Names names;
        for (const Business& business : now()->businesses_without_notifier(visible))
            names.push_back(business.name);
        return names;
    }
    void count(std::int64_t day, std::int64_t business, std::int64_t pings) {
        commit([&](Batch& batch) { batch.add_ping_count(day, BusinessId{business}, pings); });
    }
};

}  // namespace

TEST_CASE_FIXTURE(NumberWorld, "there are so many now, and so many of them there were before") {
    const Instant then = monday + one_day;
    commit([&](Batch& batch) {
        batch.save(Business{BusinessId{3}, "younger", true, then + Millis{1}});
    });
    notifier(1, "ann");
    notifier(2, "bob");
    commit([&](Batch& batch) {
        batch.assign(BusinessId{1}, NotifierId{1}, then);
        batch.assign(BusinessId{2}, NotifierId{2}, then + Millis{1});
    });
    born(1, then);
    born(2, then + Millis{1});
    born(3, then - Millis{1}, 2);
    const Counts counts = now()->counts(everything, then, then);
    CHECK_EQ(counts.businesses.now, 3);
    CHECK_EQ(counts.businesses.before, 2);
    CHECK_EQ(counts.assignments.now, 2);
    CHECK_EQ(counts.assignments.before, 1);
    CHECK_EQ(counts.tasks.now, 3);
    CHECK_EQ(counts.tasks.before, 2);
    const Counts second = now()->counts(only({2}), then, then);
    CHECK_EQ(second.businesses.now, 1);
    CHECK_EQ(second.assignments.now, 1);
    CHECK_EQ(second.assignments.before, 0);
    CHECK_EQ(second.tasks.now, 1);
    CHECK_EQ(now()->counts(nothing, then, then).tasks.now, 0);
    CHECK_EQ(now()->counts(nothing, then, then).businesses.now, 0);
}

TEST_CASE_FIXTURE(NumberWorld, "an assignment that is made again is as old as it was") {
    notifier(1, "ann");
    commit([&](Batch& batch) {
        CHECK(batch.assign(BusinessId{1}, NotifierId{1}, monday));
        CHECK_FALSE(batch.assign(BusinessId{1}, NotifierId{1}, monday + one_day));
    });
    CHECK_EQ(now()->counts(everything, monday, monday).assignments.before, 1);
}

TEST_CASE_FIXTURE(NumberWorld, "tasks are counted by the word that an operator sees for each") {
    constexpr std::array words{"down", "late", "up", "new", "paused"};
    std::int64_t id = 0;
    for (const State state : {State::fresh, State::up, State::down, State::paused})
        for (const std::optional<Millis> owed :
             {std::optional<Millis>{}, {Millis{-5}}, {Millis{0}}, {Millis{5}}})
            for (const bool due : {false, true}) {
                const bool can_owe = state == State::up || state == State::fresh;
                if (due && !can_owe) continue;  // who is down or paused has no deadline
                Standing standing;
                standing.state = state;
                if (owed) standing.owed = monday + *owed;
                if (due) standing.deadline = monday + one_day;
                ++id;
                born(id, monday, id % 2 + 1);
                stand(id, standing);
            }
    for (const Visible& visible : {everything, only({1}), only({2}), only({1, 2}), nothing}) {
        std::map<std::string, std::int64_t> expected;
        ListQuery all{.visible = visible, .length = 1000, .now = monday};
        for (const TaskView& view : now()->tasks(all).rows)
            ++expected[std::string(standing_word(view.standing, monday))];
        const Counts counts = now()->counts(visible, monday, monday);
        for (std::size_t i = 0; i < words.size(); ++i)
            CHECK_EQ(counts.states[i], expected[words[i]]);
    }
}

TEST_CASE_FIXTURE(NumberWorld, "pings are counted by day, for those who may see the business") {
    count(100, 1, 5);
    count(100, 2, 7);
    count(101, 1, 1);
    count(101, 1, 2);
    count(99, 2, 4);
    count(101, 99, 1000);  // removed meanwhile
    CHECK((days(everything, 100) == Days{{100, 12}, {101, 3}}));
    CHECK((days(everything, 0) == Days{{99, 4}, {100, 12}, {101, 3}}));
    CHECK((days(only({1}), 0) == Days{{100, 5}, {101, 3}}));
    CHECK(days(nothing, 0).empty());
    commit([](Batch& batch) { batch.remove(BusinessId{2}); });
    CHECK((days(everything, 0) == Days{{100, 5}, {101, 3}}));
}

TEST_CASE_FIXTURE(NumberWorld,
                  "how far pings are counted is part of the sign of life, or saved alone") {
    commit([](Batch& batch) {
        batch.save_counted_to(PingId{1});  // there is no sign of life yet
        batch.save(Pulse{monday, false, PingId{3}, PingId{4}});
    });
    CHECK_EQ(store->pulse()->counted_to, PingId{4});
    commit([](Batch& batch) { batch.save_counted_to(PingId{9}); });
    CHECK_EQ(store->pulse()->counted_to, PingId{9});
    CHECK_EQ(store->pulse()->replay_from, PingId{3});
    CHECK_EQ(store->pulse()->tick, monday);
}

TEST_CASE_FIXTURE(NumberWorld, "the next lateness is that of the first task that owes something") {
    CHECK_FALSE(now()->next_lateness(monday).has_value());
    born(1, monday);
    born(2, monday);
    born(3, monday);
    CHECK_FALSE(now()->next_lateness(monday).has_value());
    stand(1, Standing{State::up, monday, {}, monday + Millis{20}, monday + one_day, {}});
    stand(2, Standing{State::fresh, monday, {}, monday + Millis{10}, monday + one_day, {}});
    stand(3, Standing{State::down, monday, {}, monday + Millis{5}, {}, {}});
    CHECK_EQ(now()->next_lateness(monday), monday + Millis{10});
    CHECK_EQ(now()->next_lateness(monday + Millis{10}), monday + Millis{20});
    CHECK_FALSE(now()->next_lateness(monday + Millis{20}).has_value());
}

TEST_CASE_FIXTURE(NumberWorld, "what was found of the next lateness is forgotten when it changes") {
    born(1, monday);
    stand(1, Standing{State::up, monday, {}, monday + Millis{20}, monday + one_day, {}});
    CHECK_EQ(now()->next_lateness(monday), monday + Millis{20});
    CHECK_EQ(now()->next_lateness(monday - Millis{5}), monday + Millis{20});
    CHECK_EQ(now()->next_lateness(monday + Millis{5}), monday + Millis{20});
    stand(1, Standing{State::up, monday, {}, monday + Millis{10}, monday + one_day, {}});
    CHECK_EQ(now()->next_lateness(monday), monday + Millis{10});
}

TEST_CASE_FIXTURE(NumberWorld, "businesses that tell nobody are known to those who see them") {
    business(3, "disabled", false);
    notifier(1, "ann");
    CHECK_EQ(silent(everything), Names{"backup", "shop"});
    CHECK_EQ(silent(only({2, 3})), Names{"shop"});
    CHECK(silent(nothing).empty());
    commit([](Batch& batch) { batch.assign(BusinessId{1}, NotifierId{1}, monday); });
    CHECK_EQ(silent(everything), Names{"shop"});
}
