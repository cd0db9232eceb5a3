// What cronmon says of itself to Prometheus.
#include "callers.h"
#include "http/metrics_text.h"
#include "support/metrics_reader.h"

#include <doctest/doctest.h>

using namespace cronmon;
using namespace std::chrono_literals;

namespace {

Reply metrics_at(Desk& desk, const std::string& fields, std::string_view target = "/metrics") {
    WholeRequest request("GET", target, {});
    request.at_operators_socket = false;
    request.address = "192.0.2.1";
    request.head.insert(request.head.size() - 2, fields + "Host: cronmon.test\r\n");
    Reply reply = reply_in(desk.bridge.respond(std::move(request)));
    expect_conformity("GET", target, {}, reply);
    return reply;
}

void ping(Desk& desk, const Uuid& uuid, PingKind kind, PingDefect defect = PingDefect::none) {
    PingBatch batch;
    PingBatch::Ping one;
    one.uuid = uuid;
    one.at = desk.clock.now();
    one.kind = kind;
    one.defect = defect;
    batch.add(one, "10.0.0.3", "curl/7.88.1", {});
    desk.engine.inbox().put(batch);
    desk.must("GET", "/tasks");
}

std::string token_of_reader(Desk& desk, const char* scope) {
    return "Authorization: Bearer " +
           desk.must("POST", "/tokens",
                     {{"name", scope}, {"user", "reader.of.db"}, {"scope", scope}})["token"]
               .get<std::string>() +
           "\r\n";
}

}  // namespace

TEST_CASE("what it counts is there, in a form that a strict reader takes") {
    Desk desk;
    Callers callers(desk);
    const Uuid uuid = *Uuid::parse(desk.must("GET", "/tasks/nightly")["uuid"].get<std::string>());
    ping(desk, uuid, PingKind::success);
    ping(desk, uuid, PingKind::success);
    ping(desk, uuid, PingKind::fail);
    ping(desk, Uuid::random(), PingKind::start);
    ping(desk, uuid, PingKind::success, PingDefect::run_id);
    const Reply reply = metrics_at(desk, callers.admin);
    REQUIRE(reply.status == 200);
    CHECK(reply.content_type == "text/plain; version=0.0.4; charset=utf-8");
    const auto metrics = read_metrics(reply.body);
    const auto value = [&](const char* series) {
        REQUIRE_MESSAGE(metrics.contains(series), series);
        return metrics.at(series);
    };
    CHECK(value("cronmon_build_info{version=\"1.0.0\"}") == 1);
    CHECK(value("cronmon_pings_total{kind=\"success\"}") == 2);
    CHECK(value("cronmon_pings_total{kind=\"fail\"}") == 1);
    CHECK(value("cronmon_pings_total{kind=\"start\"}") == 0);
    CHECK(value("cronmon_ping_answers_total{outcome=\"recorded\"}") == 3);
    CHECK(value("cronmon_ping_answers_total{outcome=\"unknown\"}") == 1);
    CHECK(value("cronmon_ping_answers_total{outcome=\"bad_run_id\"}") == 1);
    CHECK(value("cronmon_pings_refused_total") == 0);
    CHECK(value("cronmon_commit_seconds_count") > 5);
    CHECK(value("cronmon_commit_seconds_sum") > 0);
    CHECK(value("cronmon_writing") == 1);
    CHECK(value("cronmon_tasks{state=\"down\"}") == 1);
    CHECK(value("cronmon_tasks{state=\"new\"}") == 1);
    CHECK(value("cronmon_alerts_owed") == 1);
    CHECK(value("cronmon_alerts_oldest_owed_seconds") == 0);
    CHECK(value("cronmon_log_buckets") == 2);
    CHECK(value("cronmon_database_bytes") > 10'000);
    CHECK(value("process_resident_memory_bytes") > 1'000'000);
    CHECK(value("process_cpu_seconds_total") > 0);
    CHECK(value("process_start_time_seconds") ==
          doctest::Approx(static_cast<double>(to_ms(desk.clock.now())) / 1000));
    desk.clock.advance(90s);
    desk.must("GET", "/tasks");
    CHECK(read_metrics(metrics_at(desk, callers.admin).body)
              .at("cronmon_alerts_oldest_owed_seconds") == 90);
}

TEST_CASE("a deadline that is judged late shows, and a failing disk") {
    Desk desk;
    desk.must("POST", "/businesses", {{"name", "db"}});
    desk.must("POST", "/tasks",
              {{"name", "often"}, {"business", "db"}, {"every", "5s"}, {"grace", "1s"}});
    for (int second = 0; second < 8; second += 2) {
        desk.clock.advance(2s);
        desk.must("GET", "/tasks");
    }
    const auto read = [&] {
        return read_metrics(
            reply_in(desk.bridge.respond(WholeRequest("GET", "/metrics", {}))).body);
    };
    CHECK(read().at("cronmon_deadline_lag_seconds_count") == 1);
    CHECK(read().at("cronmon_tasks{state=\"down\"}") == 1);
    CHECK(read().at("cronmon_commits_failed_total") == 0);
    desk.store->break_down();
    CHECK(desk.ask("POST", "/businesses", R"({"name":"web"})").status == 503);
    desk.store->mend();
    CHECK(read().at("cronmon_commits_failed_total") > 0);
}

TEST_CASE("who may look may read it, and counts what they see") {
    Desk desk;
    Callers callers(desk);
    CHECK(metrics_at(desk, "").status == 401);
    CHECK(metrics_at(desk, token_of_reader(desk, "ping")).status == 403);
    const Reply reply = metrics_at(desk, token_of_reader(desk, "read"));
    REQUIRE(reply.status == 200);
    CHECK(read_metrics(reply.body).at("cronmon_tasks{state=\"new\"}") == 1);  // of two
    CHECK(metrics_at(desk, callers.reader, "/metrics?x=1").status == 422);
}

TEST_CASE("a label's value may hold anything") {
    MetricsText text;
    text.family("things", Metric::gauge, "Things.");
    text.add({{"name", "a\\b\"c\nd"}, {"kind", "x"}}, -5);
    CHECK(text.take() ==
          "# HELP things Things.\n# TYPE things gauge\n"
          "things{name=\"a\\\\b\\\"c\\nd\",kind=\"x\"} -5\n");
}

TEST_CASE("lengths are written in seconds, without rounding") {
    MetricsText text;
    text.family("x", Metric::gauge, "X.");
    for (const auto length : {0us, 5us, 1'500'000us, 12'000'000us, 90'061'001us, -250'000us})
        text.add_seconds(length);
    CHECK(text.take() ==
          "# HELP x X.\n# TYPE x gauge\nx 0\nx 0.000005\nx 1.5\nx 12\nx 90.061001\nx -0.25\n");
}

TEST_CASE("the strict reader is strict") {
    const std::string head = "# HELP a A.\n# TYPE a gauge\n";
    CHECK(read_metrics(head + "a 1\n").at("a") == 1);
    const std::string histogram = "# HELP h H.\n# TYPE h histogram\n";
    for (const std::string& wrong : {
             std::string(),
             std::string("a 1\n"),
             head,
             head + "a 1",
             head + "a 1\na 2\n",
             head + "b 1\n",
             head + "a x\n",
             head + "a{b=c} 1\n",
             head + "a{b=\"c} 1\n",
             head + "a{1b=\"c\"} 1\n",
             head + "a 1\n" + head + "a{x=\"y\"} 1\n",
             std::string("# TYPE a gauge\na 1\n"),
             std::string("# HELP a A.\n# TYPE a counter\na 1\n"),
             histogram + "h_bucket{le=\"+Inf\"} 2\nh_sum 1\nh_count 1\n",
             histogram + "h_bucket{le=\"1\"} 1\nh_sum 1\nh_count 1\n",
             histogram + "h_bucket{le=\"1\"} 2\nh_bucket{le=\"+Inf\"} 1\nh_sum 1\nh_count 1\n",
         })
        CHECK_THROWS_MESSAGE(read_metrics(wrong), wrong);
}
