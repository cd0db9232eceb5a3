// How tasks stood, day by day, told by what happened since.
#include "store/store_world.h"

using namespace cronmon;

namespace {

const std::int64_t today = day_of(monday) + 100;
const std::int64_t first = today - 5;

Instant on(std::int64_t day, Millis after = std::chrono::hours{1}) {
    return from_ms(day * ms_per_day) + after;
}

Visible only(std::vector<std::int64_t> businesses) {
    std::vector<BusinessId> ids;
    for (const std::int64_t id : businesses) ids.push_back(BusinessId{id});
    return ids;
}

using Table = std::vector<StateCounts>;  // new, up, down, paused of each day

struct DaysWorld : StoreWorld {
    DaysWorld() {
        business(1, "backup");
        business(2, "shop");
    }
    void born(std::int64_t id, std::int64_t day, std::int64_t business = 1) {
        Task task = a_task(id, "task " + std::to_string(id), business);
        task.created = on(day);
        commit([&](Batch& batch) { batch.save(task); });
    }
    // As the engine does it: the state with the flip.
    void flip(std::int64_t task, State from, State to, Instant at) {
        commit([&](Batch& batch) {
            batch.add(a_flip(++flips_, task, from, to, at));
            Standing standing;
            standing.state = to;
            standing.since = at;
            batch.save(TaskId{task}, standing, {});
        });
    }
    Table days(const Visible& visible = {}, std::int64_t last = today) {
        Table table;
        std::int64_t day = first;
        for (const StateDay& row : now()->state_days(visible, first, last)) {
            CHECK_EQ(row.day, day++);
            table.push_back(row.states);
        }
        return table;
    }

    std::int64_t flips_ = 0;
};

}  // namespace

TEST_CASE_FIXTURE(DaysWorld, "without tasks there are only noughts") { CHECK_EQ(days(), Table(6)); }

TEST_CASE_FIXTURE(DaysWorld, "a task counts from the day on in which it was made") {
    born(1, first - 50);
    born(2, today - 2);
    born(3, today);
    CHECK_EQ(days(), Table{{1}, {1}, {1}, {2}, {2}, {3}});
}

TEST_CASE_FIXTURE(DaysWorld, "each day ends with what had happened until then") {
    born(1, first - 50);
    flip(1, State::fresh, State::up, on(first - 40));
    born(2, first);
    flip(2, State::fresh, State::up, on(first + 1));
    flip(2, State::up, State::down, on(first + 2));
    flip(2, State::down, State::up, on(first + 2, std::chrono::hours{20}));
    flip(1, State::up, State::down, on(first + 3));
    flip(1, State::down, State::paused, on(today));
    CHECK_EQ(days(), Table{{1, 1}, {0, 2}, {0, 2}, {0, 1, 1}, {0, 1, 1}, {0, 1, 0, 1}});
}

TEST_CASE_FIXTURE(DaysWorld, "what happens later is added to what was known") {
    born(1, first - 50);
    CHECK_EQ(days().back(), StateCounts{1});
    flip(1, State::fresh, State::up, on(first + 1));
    CHECK_EQ(days(), Table{{1}, {0, 1}, {0, 1}, {0, 1}, {0, 1}, {0, 1}});
    flip(1, State::up, State::down, on(first + 3));  // noticed today
    CHECK_EQ(days(), Table{{1}, {0, 1}, {0, 1}, {0, 0, 1}, {0, 0, 1}, {0, 0, 1}});
    born(2, today);
    CHECK_EQ(days().back(), StateCounts{1, 0, 1});
    flip(2, State::fresh, State::paused, on(today));
    CHECK_EQ(days().back(), StateCounts{0, 0, 1, 1});
    reopen();
    CHECK_EQ(days().back(), StateCounts{0, 0, 1, 1});
    CHECK_EQ(days().front(), StateCounts{1});
}

TEST_CASE_FIXTURE(DaysWorld, "a task that is removed or moved takes its past along") {
    born(1, first - 50);
    born(2, first - 50, 2);
    flip(2, State::fresh, State::up, on(first + 1));
    CHECK_EQ(days(only({2})).front(), StateCounts{1});
    CHECK_EQ(days(only({2})).back(), StateCounts{0, 1});
    CHECK_EQ(days(only({1})).back(), StateCounts{1});
    Task moved = now()->task(TaskId{2})->task;
    moved.business = BusinessId{1};
    commit([&](Batch& batch) { batch.save(moved); });
    CHECK_EQ(days(only({2})), Table(6));
    CHECK_EQ(days(only({1})).back(), StateCounts{1, 1});
    commit([](Batch& batch) { batch.remove(TaskId{2}); });
    CHECK_EQ(days(), Table(6, StateCounts{1}));
    CHECK_EQ(days(only({})), Table(6));
    commit([](Batch& batch) { batch.remove(BusinessId{1}); });
    CHECK_EQ(days(), Table(6));
}

TEST_CASE_FIXTURE(DaysWorld, "a task that came with a state of its own had it from the beginning") {
    born(1, first + 1);
    Standing standing;
    standing.state = State::down;
    stand(1, standing);
    CHECK_EQ(days()[0], StateCounts{});
    CHECK_EQ(days()[1], StateCounts{0, 0, 1});
    reopen();
    flip(1, State::down, State::up, on(first + 2));
    CHECK_EQ(days()[1], StateCounts{0, 0, 1});
    CHECK_EQ(days()[2], StateCounts{0, 1});
}

TEST_CASE_FIXTURE(DaysWorld, "an older reader still sees the days as they were for it") {
    born(1, first - 50);
    const auto before = now();
    CHECK_EQ(before->state_days({}, first, today).back().states, StateCounts{1});
    flip(1, State::fresh, State::up, on(today));
    CHECK_EQ(days().back(), StateCounts{0, 1});
    CHECK_EQ(before->state_days({}, first, today).back().states, StateCounts{1});
    CHECK_EQ(days().back(), StateCounts{0, 1});
    CHECK_EQ(now()->state_days({}, first + 40, today + 40).back().states, StateCounts{0, 1});
}
