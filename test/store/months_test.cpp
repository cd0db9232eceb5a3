#include "store/store_world.h"

using namespace cronmon;

namespace {

constexpr std::int64_t all = 1'000'000;  // more rows than any test writes

// The first moment of a month of 2025.
Instant in_month(int month, Millis later = {}) {
    return month_begin(std::int64_t{12} * 2025 + month - 1) + later;
}

struct MonthWorld : StoreWorld {
    PingId newest{};

    AuditRow a_row(Instant at, const std::string& action = "task.edit",
                   const std::string& object = "nightly") {
        newest = next_ping_id(newest, at);
        AuditRow row;
        row.id = raw(newest);
        row.at = at;
        row.user = UserId{7};
        row.actor = "somebody";
        row.address = "192.0.2.1";
        row.action = action;
        row.object_id = 3;
        row.object = object;
        return row;
    }
    ApiRequestRow a_request(Instant at, const std::string& endpoint = "/api/v1.0/tasks") {
        newest = next_ping_id(newest, at);
        ApiRequestRow row;
        row.id = raw(newest);
        row.at = at;
        row.user = UserId{7};
        row.client_ip = "192.0.2.1";
        row.user_agent = "curl/8";
        row.method = "GET";
        row.url = endpoint + "?page=1";
        row.endpoint = endpoint;
        row.code = 200;
        return row;
    }
    template <class Row>
    void add(const Row& row) {
        commit([&](Batch& batch) { batch.add(row); });
    }
    std::int64_t shrink(MonthLog log, int first_month, std::int64_t rows = all) {
        std::int64_t deleted = 0;
        commit([&](Batch& batch) {
            deleted = batch.shrink_months(log, month_of(in_month(first_month)), rows);
        });
        return deleted;
    }
    Names objects(const AuditQuery& query) {
        Names names;
        for (const AuditRow& row : now()->audit(query).rows) names.push_back(row.object);
        return names;
    }
};

AuditQuery searching(const std::string& search) {
    AuditQuery query;
    query.search = search;
    return query;
}

AuditQuery acting(const std::string& action) {
    AuditQuery query;
    query.action = action;
    return query;
}

}  // namespace

TEST_CASE("months are counted, and know where they begin") {
    CHECK_EQ(month_of(monday), 12 * 2025 + 10);
    CHECK_EQ(month_begin(month_of(monday)), from_ms(1'761'955'200'000));  // 2025-11-01
    CHECK_EQ(month_of(in_month(12) - Millis{1}), 12 * 2025 + 10);
    CHECK_EQ(month_of(in_month(12)), 12 * 2025 + 11);
    CHECK_EQ(month_of(in_month(12) + 31 * one_day), 12 * 2026);
    CHECK_EQ(month_of(first_ping_id(in_month(12))), 12 * 2025 + 11);
}

TEST_CASE_FIXTURE(MonthWorld, "a log without a table is empty") {
    CHECK(now()->audit({}).rows.empty());
    CHECK_EQ(now()->audit({}).total, 0);
    CHECK(now()->api_requests(10).empty());
    CHECK(now()->api_request_counts(0).empty());
    CHECK_EQ(store->highest_ids().audit, PingId{});
    CHECK_EQ(store->highest_ids().api_request, PingId{});
    CHECK_EQ(shrink(MonthLog::audit, 12), 0);
}

TEST_CASE_FIXTURE(MonthWorld, "what somebody did comes back as it was written, whatever is in it") {
    AuditRow row = a_row(monday, "user.edit", "tab\tnew\nline \\ back\\nslash 名字");
    row.changes = {{"name", "before\tthe tab", "after\nthe line"},
                   {"path", R"(C:\new\table\)", R"(\\server\t)"},
                   {"email", "", "somebody@example.org"},
                   {"phone", "13800138000", ""},
                   {"empty", "", ""}};
    add(row);
    reopen();
    const auto page = now()->audit({});
    REQUIRE(page.rows.size() == 1);
    CHECK_EQ(page.rows[0].id, row.id);
    CHECK_EQ(page.rows[0].at, monday);
    CHECK_EQ(page.rows[0].user, UserId{7});
    CHECK_EQ(page.rows[0].actor, "somebody");
    CHECK_EQ(page.rows[0].address, "192.0.2.1");
    CHECK_EQ(page.rows[0].action, "user.edit");
    CHECK_EQ(page.rows[0].object_id, 3);
    CHECK_EQ(page.rows[0].object, row.object);
    CHECK((page.rows[0].changes == row.changes));
}

TEST_CASE_FIXTURE(MonthWorld, "months are one log, newest first, page by page") {
    for (int month = 9; month <= 12; ++month)
        for (int row = 0; row < 3; ++row)
            add(a_row(in_month(month, row * one_day), "task.edit",
                      std::to_string(month) + "/" + std::to_string(row)));
    AuditQuery query;
    query.length = 5;
    CHECK_EQ(objects(query), Names{"12/2", "12/1", "12/0", "11/2", "11/1"});
    query.page = 2;
    CHECK_EQ(objects(query), Names{"11/0", "10/2", "10/1", "10/0", "9/2"});
    query.page = 3;
    CHECK_EQ(objects(query), Names{"9/1", "9/0"});
    CHECK_EQ(now()->audit(query).total, 12);
    query.page = 4;
    CHECK(objects(query).empty());
    CHECK_EQ(now()->audit(query).total, 12);
}

TEST_CASE_FIXTURE(MonthWorld, "an action is chosen exactly, or by the noun it begins with") {
    add(a_row(in_month(10), "task.edit", "a"));
    add(a_row(in_month(11), "task.add", "b"));
    add(a_row(in_month(11), "user.edit", "c"));
    add(a_row(in_month(11), "tasks.edit", "d"));
    CHECK_EQ(objects(acting("task.")), Names{"b", "a"});
    CHECK_EQ(objects(acting("task.edit")), Names{"a"});
    CHECK(objects(acting("task")).empty());
    CHECK(objects(acting("%.")).empty());
    CHECK(objects(acting("edit.")).empty());
    CHECK_EQ(now()->audit(acting("task.")).total, 2);
}

TEST_CASE_FIXTURE(MonthWorld,
                  "a search looks into who, where, what and every change, in any case") {
    AuditRow row = a_row(in_month(10), "task.edit", "Nightly backup");
    row.changes = {{"schedule", "0 2 * * *", R"(C:\temp\new)"}};
    add(row);
    row = a_row(in_month(11), "user.add", "zoe");
    row.actor = "The Boss";
    row.address = "2001:db8::1";
    add(row);
    CHECK_EQ(objects(searching("NIGHTLY")), Names{"Nightly backup"});
    CHECK_EQ(objects(searching("boss")), Names{"zoe"});
    CHECK_EQ(objects(searching("2001:DB8")), Names{"zoe"});
    CHECK_EQ(objects(searching("0 2 *")), Names{"Nightly backup"});
    CHECK_EQ(objects(searching(R"(temp\new)")), Names{"Nightly backup"});
    CHECK(objects(searching("user.add")).empty());
    CHECK(objects(searching("%")).empty());
    AuditQuery both = searching("zoe");
    both.action = "task.";
    CHECK(objects(both).empty());
}

TEST_CASE_FIXTURE(MonthWorld,
                  "requests of the original's API come back newest first, and are counted") {
    ApiRequestRow row = a_request(in_month(10));
    row.user_agent = "agent\twith \\ everything";
    row.code = 401;
    add(row);
    add(a_request(in_month(11)));
    add(a_request(in_month(11, one_day), "/api/v1.0/tasks/all"));
    add(a_request(in_month(11, 2 * one_day)));
    reopen();
    const auto rows = now()->api_requests(10);
    REQUIRE(rows.size() == 4);
    CHECK_EQ(rows[0].at, in_month(11, 2 * one_day));
    CHECK_EQ(rows[3].id, row.id);
    CHECK_EQ(rows[3].at, row.at);
    CHECK_EQ(rows[3].user, UserId{7});
    CHECK_EQ(rows[3].client_ip, row.client_ip);
    CHECK_EQ(rows[3].user_agent, row.user_agent);
    CHECK_EQ(rows[3].method, "GET");
    CHECK_EQ(rows[3].url, row.url);
    CHECK_EQ(rows[3].code, 401);
    CHECK_EQ(now()->api_requests(2).size(), 2);

    const auto counts = now()->api_request_counts(month_of(in_month(10)));
    REQUIRE(counts.size() == 3);
    CHECK_EQ(counts[0].month, month_of(in_month(10)));
    CHECK_EQ(counts[0].requests, 1);
    CHECK_EQ(counts[1].endpoint, "/api/v1.0/tasks");
    CHECK_EQ(counts[1].requests, 2);
    CHECK_EQ(counts[2].endpoint, "/api/v1.0/tasks/all");
    CHECK_EQ(counts[2].requests, 1);
    CHECK_EQ(now()->api_request_counts(month_of(in_month(11))).size(), 2);
}

TEST_CASE_FIXTURE(MonthWorld,
                  "old months go in slices, the oldest rows first, and what is counted stays") {
    for (int month = 9; month <= 11; ++month)
        for (int row = 0; row < 5; ++row) {
            add(a_row(in_month(month, row * one_day), "task.edit", std::to_string(month)));
            add(a_request(in_month(month, row * one_day)));
        }
    CHECK_EQ(shrink(MonthLog::audit, 9), 0);
    CHECK_EQ(shrink(MonthLog::audit, 11, 3), 3);
    CHECK_EQ(now()->audit({}).total, 12);
    CHECK_EQ(now()->audit({}).rows.back().at, in_month(9, 3 * one_day));
    CHECK_EQ(shrink(MonthLog::audit, 11, 3), 2);
    CHECK_EQ(shrink(MonthLog::audit, 11, 3), 3);
    CHECK_EQ(shrink(MonthLog::audit, 11, 3), 2);
    CHECK_EQ(shrink(MonthLog::audit, 11, 3), 0);
    CHECK_EQ(objects({}), Names(5, "11"));
    CHECK_EQ(now()->api_requests(100).size(), 15);
    CHECK_EQ(shrink(MonthLog::api_requests, 12), 5);
    CHECK_EQ(shrink(MonthLog::api_requests, 12), 5);
    CHECK_EQ(shrink(MonthLog::api_requests, 12), 5);
    CHECK_EQ(shrink(MonthLog::api_requests, 12), 0);
    CHECK(now()->api_requests(100).empty());
    CHECK_EQ(now()->api_request_counts(0).size(), 3);
}

TEST_CASE_FIXTURE(MonthWorld, "a month that went away can come back, by the same connections") {
    const auto reader = now();
    add(a_row(in_month(9), "task.edit", "old"));
    CHECK_EQ(objects({}), Names{"old"});
    const auto before = now();
    CHECK_EQ(shrink(MonthLog::audit, 10), 1);
    CHECK_EQ(shrink(MonthLog::audit, 10), 0);
    CHECK(objects({}).empty());
    CHECK_EQ(before->audit({}).total, 1);
    add(a_row(in_month(9, one_day), "task.edit", "again"));
    CHECK_EQ(objects({}), Names{"again"});
    CHECK(reader->audit({}).rows.empty());
    CHECK_EQ(before->audit({}).rows[0].object, "old");
}

TEST_CASE_FIXTURE(MonthWorld, "a table that was made in a commit that failed is made again") {
    CHECK_THROWS_AS(commit([&](Batch& batch) {
                        batch.add(a_row(in_month(9)));
                        throw StoreError("disk full");
                    }),
                    StoreError);
    CHECK(now()->audit({}).rows.empty());
    add(a_row(in_month(9), "task.edit", "second try"));
    CHECK_EQ(objects({}), Names{"second try"});
    CHECK_THROWS_AS(commit([&](Batch& batch) {
                        batch.shrink_months(MonthLog::audit, month_of(in_month(10)), all);
                        batch.shrink_months(MonthLog::audit, month_of(in_month(10)), all);
                        throw StoreError("disk full");
                    }),
                    StoreError);
    add(a_row(in_month(9), "task.edit", "third"));
    CHECK_EQ(objects({}), Names{"third", "second try"});
}

TEST_CASE_FIXTURE(MonthWorld,
                  "an id tells its table, so the highest id is known after a clock went back") {
    add(a_row(in_month(11), "task.edit", "first"));
    add(a_row(in_month(10), "task.edit", "stamped before"));  // its id goes on from the first
    CHECK_EQ(objects({}), Names{"stamped before", "first"});
    CHECK_EQ(store->highest_ids().audit, newest);
    add(a_request(in_month(11)));
    add(a_request(in_month(10)));
    CHECK_EQ(store->highest_ids().api_request, newest);
    CHECK_EQ(store->highest_ids().ping, PingId{});
}
