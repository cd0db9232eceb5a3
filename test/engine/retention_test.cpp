// The logs with a table a month: how long they are kept.
#include "engine/change_world.h"

using namespace cronmon;
using namespace std::chrono_literals;

namespace {

constexpr Millis day = 24h;
constexpr Millis pause{pause_times};  // after a slice that took no time

struct RetentionWorld : ChangeWorld {
    // Time passes while nobody is there, and then cronmon has an hour to tidy up.
    void wait(Millis time) {
        engine->start();
        engine->stop();
        clock.advance(time);
        open();
        for (int i = 0; i < 10; ++i) pass(1s);
    }
    void request(const std::string& url) {
        LogApiRequest log;
        log.row.at = clock.now();
        log.row.url = url;
        log.row.endpoint = "/api/v1.0/tasks";
        must(log);
    }
    std::vector<std::string> urls() {
        std::vector<std::string> urls;
        for (const ApiRequestRow& row : snapshot()->api_requests(1000)) urls.push_back(row.url);
        return urls;
    }
    std::vector<std::string> objects() {
        std::vector<std::string> names;
        for (const AuditRow& row : audit()) names.push_back(row.object);
        return names;
    }
};

using Texts = std::vector<std::string>;

}  // namespace

// The clock starts on 2026-11-23.
TEST_CASE_FIXTURE(RetentionWorld,
                  "whole months go when their last day is older than what is kept") {
    must(SaveSetting{"retention.audit_days", "30"});
    must(SaveSetting{"retention.api_request_log_days", "60"});
    business("db");
    request("/november");
    wait(30 * day);  // 12-23: thirty days ago was in November
    business("web");
    request("/december");
    CHECK(objects() ==
          Texts{"web", "db", "retention.api_request_log_days", "retention.audit_days"});
    wait(8 * day);  // 12-31: thirty days ago was 12-01
    CHECK(objects() == Texts{"web"});
    CHECK(urls() == Texts{"/december", "/november"});
    wait(29 * day);  // 01-29: sixty days ago was in November
    CHECK(urls() == Texts{"/december", "/november"});
    wait(3 * day);  // 02-01: sixty days ago was 12-03
    CHECK(urls() == Texts{"/december"});
    CHECK(objects().empty());
    CHECK(snapshot()->api_request_counts(0).size() == 2);
}

TEST_CASE_FIXTURE(RetentionWorld, "a longer life is given at once, a shorter one within the hour") {
    business("db");
    wait(300 * day);
    business("web");
    CHECK(objects() == Texts{"web", "db"});
    must(SaveSetting{"retention.audit_days", "31"});
    pass(months_every / 2);
    CHECK(objects().size() == 3);
    pass(months_every / 2);
    pass(1s);
    CHECK(objects() == Texts{"retention.audit_days", "web"});
}

TEST_CASE_FIXTURE(RetentionWorld,
                  "many rows go in slices, and while pings come with pauses between") {
    const TaskId nightly = task("nightly", business("db"));
    const int rows = static_cast<int>(shrink_rows) * 5 + 10;
    const auto left = [&] { return snapshot()->api_requests(100'000).size(); };
    for (int i = 0; i < rows; ++i) {
        LogApiRequest log;
        log.row.at = clock.now();
        engine->submit(log, [](auto) {});
        if (i % 500 == 0) engine->round();
    }
    engine->round();
    CHECK(left() == static_cast<std::size_t>(rows));
    engine->start();
    engine->stop();
    clock.advance(400 * day);
    open();
    CHECK(ping(nightly) == PingOutcome::recorded);
    const std::size_t some = left();
    CHECK(some < static_cast<std::size_t>(rows));
    for (int i = 0; i < 10; ++i) engine->round();  // no time passes: it pauses
    CHECK(left() == some);
    pass(pause);
    pass(pause);
    CHECK(left() == some - 2 * static_cast<std::size_t>(shrink_rows));
    CHECK(ping(nightly) == PingOutcome::recorded);
    pass(round_every);  // nobody pings any more
    for (int i = 0; i < 10; ++i) engine->round();
    CHECK(left() == 0);
}

TEST_CASE_FIXTURE(RetentionWorld, "an old day goes at a pace that pings do not notice") {
    const TaskId nightly = task("nightly", business("db"));
    constexpr int pings =
        static_cast<int>(shrink_rows) * 2 + 1000;  // a start finds nobody who waits
    for (int i = 0; i < pings; ++i) ping(nightly);
    engine->start();
    engine->stop();
    clock.advance(40 * day);
    open();
    const std::int64_t oldest = store->buckets().front();
    ping(nightly);
    const int commits = store->commits();
    for (int i = 0; i < 10; ++i) engine->round();
    CHECK(store->commits() == commits);
    pass(pause / 2);
    CHECK(store->buckets().front() == oldest);
    pass(pause / 2);
    CHECK(store->buckets().front() > oldest);
}

TEST_CASE_FIXTURE(RetentionWorld, "a disk that fails while old rows go is tried again") {
    business("db");
    wait(300 * day);
    must(SaveSetting{"retention.audit_days", "31"});
    store->break_down();
    pass(months_every);
    CHECK(!engine->health().writing);
    CHECK(objects().size() == 2);
    store->mend();
    pass(1s);
    pass(months_every);
    pass(1s);
    CHECK(engine->health().writing);
    CHECK(objects() == Texts{"retention.audit_days"});
}

TEST_CASE_FIXTURE(RetentionWorld,
                  "whoever looks at the audit log or at sessions is told when some have gone") {
    const UserId ann = user("ann", Role::reader);
    session(ann, "one");
    must(SaveSetting{"retention.audit_days", "31"});
    pass(months_every);
    pass(1s);
    const auto before = [this] {
        return std::pair{engine->versions().of(Topic::audit),
                         engine->versions().of(Topic::sessions)};
    };
    auto seen = before();
    pass(months_every);
    CHECK(before() == seen);
    clock.advance(100 * day);
    engine->round();
    engine->round();
    CHECK(before().first > seen.first);
    CHECK(before().second > seen.second);
    CHECK(snapshot()->sessions(ann).empty());
    seen = before();
    pass(months_every);
    CHECK(before() == seen);
}
