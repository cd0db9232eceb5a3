#include "store/store_world.h"

#include <algorithm>

using namespace cronmon;

namespace {

ListQuery searching(const std::string& text) {
    ListQuery query;
    query.search = text;
    query.now = monday;
    return query;
}

ListQuery sorted_by(const std::string& column, bool descending = false) {
    ListQuery query = searching("");
    query.sort = column;
    query.descending = descending;
    return query;
}

ListQuery standing_as(const std::string& status) {
    ListQuery query = searching("");
    query.status = status;
    return query;
}

Standing standing_of(State state, std::optional<Instant> owed, std::optional<Instant> deadline,
                     std::optional<Instant> last_ping = {}) {
    return Standing{state, monday, last_ping, owed, deadline, {}};
}

// One task of each word an operator may see.
struct ListWorld : StoreWorld {
    ListWorld() {
        business(1, "backup");
        business(2, "Web shop", false);
        task(1, "zeta up");
        task(2, "eps new");
        task(3, "delta down");
        task(4, "gamma paused", 2);
        task(5, "beta late");
        task(6, "alpha new and late", 2);
        const Instant past = monday - Millis{1};
        const Instant future = monday + one_day;
        stand(1, standing_of(State::up, future, future + one_day, monday - 3 * one_day));
        stand(2, standing_of(State::fresh, {}, {}));
        stand(3, standing_of(State::down, past, {}, monday - 2 * one_day));
        stand(4, standing_of(State::paused, {}, {}));
        stand(5, standing_of(State::up, monday, future, monday - one_day));
        stand(6, standing_of(State::fresh, past, past));
    }

    Names list(const ListQuery& query) { return names_of(now()->tasks(query)); }
};

}  // namespace

TEST_CASE_FIXTURE(ListWorld, "tasks come as an operator needs them: down, late, up, new, paused") {
    CHECK_EQ(list(searching("")), Names{"delta down", "alpha new and late", "beta late", "zeta up",
                                        "eps new", "gamma paused"});
}

TEST_CASE_FIXTURE(ListWorld, "the list and the rules use the same word for every task") {
    for (const TaskView& view : now()->tasks(searching("")).rows) {
        const std::string word(standing_word(view.standing, monday));
        const auto same = list(standing_as(word));
        CHECK_MESSAGE(std::count(same.begin(), same.end(), view.task.name) == 1, view.task.name);
    }
    std::size_t listed = 0;
    for (const char* word : {"new", "up", "late", "down", "paused"})
        listed += list(standing_as(word)).size();
    CHECK_EQ(listed, 6);
}

TEST_CASE_FIXTURE(ListWorld, "late tasks are late, and no longer new or up") {
    CHECK_EQ(list(standing_as("late")), Names{"alpha new and late", "beta late"});
    CHECK_EQ(list(standing_as("up")), Names{"zeta up"});
    CHECK_EQ(list(standing_as("new")), Names{"eps new"});
    CHECK(list(standing_as("sideways")).empty());
    ListQuery before = standing_as("up");
    before.now = monday - Millis{1};
    CHECK_EQ(list(before), Names{"beta late", "zeta up"});
}

TEST_CASE_FIXTURE(ListWorld, "a task in a list knows its business") {
    const auto page = now()->tasks(searching("gamma"));
    REQUIRE(page.rows.size() == 1);
    CHECK_EQ(page.rows[0].business, "Web shop");
    CHECK_FALSE(page.rows[0].business_enabled);
    CHECK_EQ(page.rows[0].standing.state, State::paused);
}

TEST_CASE_FIXTURE(ListWorld, "tasks are found by a part of their name or business, in any case") {
    CHECK_EQ(list(searching("ETA")), Names{"beta late", "zeta up"});
    CHECK_EQ(list(searching("SHOP")), Names{"alpha new and late", "gamma paused"});
    CHECK(list(searching("nothing like it")).empty());
}

TEST_CASE_FIXTURE(ListWorld, "tasks of one business are chosen by its exact name") {
    ListQuery query = searching("");
    query.business = "Web shop";
    CHECK_EQ(list(query), Names{"alpha new and late", "gamma paused"});
    query.search = "alpha";
    CHECK_EQ(list(query), Names{"alpha new and late"});
    query.business = "web shop";
    CHECK(list(query).empty());
}

TEST_CASE_FIXTURE(ListWorld, "what is special in a pattern is nothing special in a search") {
    task(7, "100% done");
    task(8, "snake_case");
    task(9, R"(back\slash)");
    task(10, "1000 done");
    CHECK_EQ(list(searching("100%")), Names{"100% done"});
    CHECK_EQ(list(searching("%")), Names{"100% done"});
    CHECK_EQ(list(searching("_")), Names{"snake_case"});
    CHECK_EQ(list(searching(R"(\)")), Names{R"(back\slash)"});
    CHECK_EQ(list(searching(R"(\s)")), Names{R"(back\slash)"});
    CHECK(list(searching("' OR 1=1 --")).empty());
}

TEST_CASE_FIXTURE(ListWorld, "tasks are sorted by any column, in either direction") {
    CHECK_EQ(list(sorted_by("name")), Names{"alpha new and late", "beta late", "delta down",
                                            "eps new", "gamma paused", "zeta up"});
    CHECK_EQ(list(sorted_by("name", true)).front(), "zeta up");
    CHECK_EQ(list(sorted_by("state", true)).front(), "gamma paused");
    CHECK_EQ(list(sorted_by("created", true)).front(), "alpha new and late");
    CHECK_EQ(list(sorted_by("business")).front(), "alpha new and late");
    CHECK_EQ(list(sorted_by("business")).back(), "eps new");
}

TEST_CASE_FIXTURE(ListWorld, "what has no value to sort by comes last in either direction") {
    CHECK_EQ(list(sorted_by("last_ping")).front(), "zeta up");
    CHECK_EQ(list(sorted_by("last_ping", true)).front(), "beta late");
    CHECK_EQ(list(sorted_by("last_ping")).back(), "gamma paused");
    CHECK_EQ(list(sorted_by("last_ping", true)).back(), "gamma paused");
    CHECK_EQ(list(sorted_by("deadline")).front(), "alpha new and late");
    CHECK_EQ(list(sorted_by("deadline", true)).front(), "zeta up");
}

TEST_CASE_FIXTURE(ListWorld, "a sort that does not exist is the natural order, not SQL") {
    CHECK_EQ(list(sorted_by("1; DROP TABLE task")), list(searching("")));
}

TEST_CASE_FIXTURE(ListWorld, "pages follow each other and all know the total") {
    Names all;
    for (std::int64_t page = 1; page <= 4; ++page) {
        ListQuery query = searching("");
        query.page = page;
        query.length = 2;
        const auto rows = now()->tasks(query);
        CHECK_EQ(rows.total, 6);
        const Names names = names_of(rows);
        all.insert(all.end(), names.begin(), names.end());
    }
    CHECK_EQ(all, list(searching("")));
}

TEST_CASE_FIXTURE(ListWorld, "a page behind the last one is empty but knows the total") {
    ListQuery query = searching("a");
    query.page = std::numeric_limits<std::int64_t>::max();
    const auto page = now()->tasks(query);
    CHECK(page.rows.empty());
    CHECK_EQ(page.total, static_cast<std::int64_t>(list(searching("a")).size()));
    CHECK_EQ(now()->businesses(query).total, 1);
}

TEST_CASE_FIXTURE(ListWorld, "a task is found by its name and by its id") {
    CHECK_EQ(now()->task_named("zeta up")->task.id, TaskId{1});
    CHECK_EQ(now()->task(TaskId{1})->task.name, "zeta up");
    CHECK_FALSE(now()->task_named("zeta").has_value());
    CHECK_FALSE(now()->task(TaskId{99}).has_value());
}

TEST_CASE_FIXTURE(ListWorld, "businesses are listed with their tasks and who is told") {
    notifier(1, "bob");
    notifier(2, "ann");
    commit([](Batch& batch) {
        batch.assign(BusinessId{1}, NotifierId{1}, monday);
        batch.assign(BusinessId{1}, NotifierId{2}, monday);
    });
    const auto page = now()->businesses(searching("BACK"));
    REQUIRE(page.rows.size() == 1);
    CHECK_EQ(page.total, 1);
    CHECK_EQ(page.rows[0].tasks, 4);
    CHECK_EQ(page.rows[0].notifiers, Names{"ann", "bob"});
    CHECK_EQ(now()->businesses(sorted_by("tasks", true)).rows[0].business.name, "backup");
    CHECK_EQ(now()->businesses(sorted_by("tasks")).rows[0].business.name, "Web shop");
    CHECK_FALSE(now()->business_named("back").has_value());
}

TEST_CASE_FIXTURE(ListWorld, "notifiers are found by name, address or phone") {
    notifier(1, "bob");
    Notifier ann = a_notifier(2, "ann");
    ann.phone = "13800138000";
    ann.email = "oncall@example.net";
    commit([&](Batch& batch) { batch.save(ann, ChannelId{7}); });
    CHECK_EQ(now()->notifiers(searching("")).total, 2);
    CHECK_EQ(now()->notifiers(searching("")).rows[0].notifier.name, "ann");
    CHECK_EQ(now()->notifiers(sorted_by("name", true)).rows[0].notifier.name, "bob");
    CHECK_EQ(now()->notifiers(searching("0138")).rows[0].notifier.name, "ann");
    CHECK_EQ(now()->notifiers(searching("EXAMPLE.NET")).rows[0].notifier.name, "ann");
    CHECK_EQ(now()->notifiers(searching("bo")).total, 1);
    CHECK_EQ(now()->notifiers(searching("%")).total, 0);
}

TEST_CASE_FIXTURE(ListWorld, "blind times are listed newest first") {
    commit([](Batch& batch) {
        batch.add(BlindRow{1, {monday, monday + Millis{5}}, "stop"});
        batch.add(BlindRow{2, {monday + one_day, monday + 2 * one_day}, "suspend"});
    });
    ListQuery query;
    query.length = 1;
    const auto page = now()->blind_times(query);
    REQUIRE(page.rows.size() == 1);
    CHECK_EQ(page.total, 2);
    CHECK_EQ(page.rows[0].id, 2);
    CHECK_EQ(page.rows[0].time.from, monday + one_day);
    CHECK_EQ(page.rows[0].time.to, monday + 2 * one_day);
    CHECK_EQ(page.rows[0].reason, "suspend");
}
