// Lists that show only what somebody may see.
#include "store/store_world.h"

using namespace cronmon;

namespace {

Visible only(std::vector<std::int64_t> businesses) {
    std::vector<BusinessId> ids;
    for (const std::int64_t id : businesses) ids.push_back(BusinessId{id});
    return ids;
}

ListQuery seen_by(Visible visible) { return {.visible = std::move(visible), .now = monday}; }

struct VisibleWorld : StoreWorld {
    VisibleWorld() {
        for (const std::int64_t id : {1, 2, 3}) {
            business(id, "business " + std::to_string(id));
            notifier(id, "notifier " + std::to_string(id));
            for (const std::int64_t n : {0, 1})
                task(10 * id + n, "task " + std::to_string(id) + "." + std::to_string(n), id);
            commit([&](Batch& batch) {
                batch.add(a_flip(id, 10 * id, State::up, State::down, monday));
                batch.owe(AlertId{id}, FlipId{id}, ChannelId{100 + id}, monday);
            });
        }
    }
    Names tasks(const ListQuery& query) { return names_of(now()->tasks(query)); }
    Names businesses(const ListQuery& query) {
        Names names;
        for (const auto& view : now()->businesses(query).rows) names.push_back(view.business.name);
        return names;
    }
    Names alerts(const ListQuery& query) {
        Names names;
        for (const auto& view : now()->alerts(query).rows) names.push_back(view.task);
        return names;
    }
};

}  // namespace

TEST_CASE_FIXTURE(VisibleWorld, "who may see everything sees everything") {
    CHECK_EQ(now()->tasks(seen_by({})).total, 6);
    CHECK_EQ(now()->businesses(seen_by({})).total, 3);
    CHECK_EQ(now()->alerts(seen_by({})).total, 3);
}

TEST_CASE_FIXTURE(VisibleWorld,
                  "who may see some businesses sees them, their tasks and their alerts") {
    const ListQuery query = seen_by(only({1, 3}));
    CHECK_EQ(tasks(query), Names{"task 1.0", "task 1.1", "task 3.0", "task 3.1"});
    CHECK_EQ(businesses(query), Names{"business 1", "business 3"});
    CHECK_EQ(alerts(query), Names{"task 3.0", "task 1.0"});
    CHECK_EQ(now()->tasks(query).total, 4);
    CHECK_EQ(now()->businesses(query).total, 2);
    CHECK_EQ(now()->alerts(query).total, 2);
}

TEST_CASE_FIXTURE(VisibleWorld, "who may see nothing sees nothing, whatever they ask") {
    for (const char* search : {"", "task", "business"}) {
        ListQuery query = seen_by(only({}));
        query.search = search;
        CHECK(tasks(query).empty());
        CHECK(businesses(query).empty());
        CHECK(alerts(query).empty());
        CHECK_EQ(now()->tasks(query).total, 0);
        CHECK_EQ(now()->alerts(query).total, 0);
    }
}

TEST_CASE_FIXTURE(VisibleWorld, "a business that is gone, or never was, shows nothing more") {
    CHECK_EQ(tasks(seen_by(only({2, 99}))), Names{"task 2.0", "task 2.1"});
    commit([](Batch& batch) { batch.remove(BusinessId{2}); });
    CHECK(tasks(seen_by(only({2, 99}))).empty());
}

TEST_CASE_FIXTURE(VisibleWorld, "a search, a filter and pages stay within what may be seen") {
    ListQuery query = seen_by(only({1, 2}));
    query.search = ".1";
    CHECK_EQ(tasks(query), Names{"task 1.1", "task 2.1"});
    query.search = "business 3";
    CHECK(tasks(query).empty());
    query.search = "";
    query.business = "business 3";
    CHECK(tasks(query).empty());
    query.business = "business 2";
    CHECK_EQ(tasks(query), Names{"task 2.0", "task 2.1"});
    query.business = "";
    query.length = 3;
    query.page = 2;
    CHECK_EQ(tasks(query), Names{"task 2.1"});
    CHECK_EQ(now()->tasks(query).total, 4);
    query.page = 3;
    CHECK_EQ(now()->tasks(query).total, 4);
    query = seen_by(only({1, 2}));
    query.status = "owed";
    query.search = "task 2";
    CHECK_EQ(alerts(query), Names{"task 2.0"});
}
