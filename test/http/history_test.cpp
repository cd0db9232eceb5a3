// What the pages ask of the past: strips, reports, the log by kind and time, charts and counts.
#include "callers.h"

#include <doctest/doctest.h>

using namespace cronmon;
using Json = nlohmann::json;
using namespace std::chrono_literals;

namespace {

void ping(Desk& desk, const std::string& uuid, PingKind kind = PingKind::success,
          std::string_view address = "10.0.0.3") {
    PingBatch batch;
    PingBatch::Ping one;
    one.uuid = *Uuid::parse(uuid);
    one.at = desk.clock.now();
    one.method = PingMethod::get;
    one.kind = kind;
    batch.add(one, address, "curl/7.88.1", {});
    desk.engine.inbox().put(batch);
    desk.must("GET", "/tasks");
}

// A task that is to run every 5 s; returns its UUID.
std::string often(Desk& desk) {
    desk.must("POST", "/businesses", {{"name", "db"}});
    return desk.must(
        "POST", "/tasks",
        {{"name", "often"}, {"business", "db"}, {"every", "5s"}, {"grace", "1s"}})["uuid"];
}

// Small steps: more would be time in which nobody was listening.
void wait(Desk& desk, Millis time) {
    for (Millis gone{}; gone < time; gone += 2s) {
        desk.clock.advance(2s);
        desk.must("GET", "/tasks");
    }
}

std::vector<std::string> outcomes(const Json& strip) {
    std::vector<std::string> words;
    for (const Json& run : strip["runs"]) words.push_back(run["outcome"]);
    return words;
}

using Words = std::vector<std::string>;

}  // namespace

TEST_CASE("a strip shows the last runs and those that did not come, the oldest first") {
    Desk desk;
    const std::string uuid = often(desk);
    ping(desk, uuid);
    wait(desk, 8s);
    CHECK(desk.must("GET", "/tasks/often")["state"] == "down");
    ping(desk, uuid, PingKind::fail);
    ping(desk, uuid, PingKind::start);
    wait(desk, 2s);
    ping(desk, uuid);
    const Json strips = desk.must("GET", "/strips?tasks=1,77");
    REQUIRE(strips["rows"].size() == 1);
    const Json& strip = strips["rows"][0];
    CHECK(strip["task"] == 1);
    CHECK(outcomes(strip) == Words{"ok", "missed", "fail", "start", "ok"});
    const Json& missed = strip["runs"][1];
    CHECK(missed["ping_id"] == nullptr);
    CHECK(missed["slot_ms"] == missed["at_ms"]);
    CHECK(strip["runs"][0]["ping_id"].is_number_integer());
    CHECK(strip["runs"][0]["slot_ms"] == nullptr);
    CHECK(outcomes(desk.must("GET", "/strips?tasks=1&length=2")["rows"][0]) ==
          Words{"start", "ok"});
}

TEST_CASE("strips hold only tasks that their reader sees") {
    Desk desk;
    Callers callers(desk);
    const auto tasks = [&](const std::string& who) {
        std::vector<int> ids;
        const Json strips = Json::parse(callers.ask(who, "GET", "/strips?tasks=2,1").body);
        for (const Json& row : strips["rows"]) ids.push_back(row["task"]);
        return ids;
    };
    CHECK(tasks(callers.admin) == std::vector{2, 1});
    CHECK(tasks(callers.manager) == std::vector{1});
    CHECK(tasks(callers.reader) == std::vector{1});
}

TEST_CASE("strips are asked for by ids, and not for too many") {
    Desk desk;
    for (const char* wrong : {"", "?tasks=", "?tasks=nightly", "?tasks=1,", "?tasks=1,,2",
                              "?tasks=-1", "?tasks=1&length=101", "?tasks=1&page=2"})
        CHECK_MESSAGE(desk.ask("GET", std::string("/strips") + wrong).status == 422, wrong);
    std::string ids = "1";
    for (int id = 2; id <= 100; ++id) ids += "," + std::to_string(id);
    CHECK(desk.ask("GET", "/strips?tasks=" + ids).status == 200);
    CHECK(desk.ask("GET", "/strips?tasks=" + ids + ",101").status == 422);
}

TEST_CASE("a report tells of three months in the task's zone, the newest first") {
    Desk desk;
    const std::string uuid = often(desk);
    desk.must("PATCH", "/tasks/often", {{"every", "5s"}});
    ping(desk, uuid);
    wait(desk, 16s);
    const Json report = desk.must("GET", "/tasks/often/report");
    CHECK(report["tz"] == "UTC");
    REQUIRE(report["months"].size() == 3);
    const Json& now = report["months"][0];
    CHECK(now["month"] == 202611);
    CHECK(now["watched_ms"] == 16'000);
    CHECK(now["down_ms"] == 10'000);
    CHECK(now["downs"] == 1);
    CHECK(now["uptime_percent"] == 37.5);
    CHECK(report["months"][1]["month"] == 202610);
    CHECK(report["months"][1]["to_ms"] == now["from_ms"]);
    CHECK(report["months"][1]["uptime_percent"] == nullptr);
    CHECK(report["months"][2]["month"] == 202609);
    CHECK(desk.ask("GET", "/tasks/often/report?months=4").status == 422);
}

TEST_CASE("the log is asked by kind and by time, and says where it goes on") {
    Desk desk;
    const std::string uuid = often(desk);
    for (const PingKind kind : {PingKind::start, PingKind::success, PingKind::fail, PingKind::log})
        ping(desk, uuid, kind);
    const auto kinds = [&](const std::string& query) {
        Words words;
        const Json log = desk.must("GET", "/tasks/often/log?" + query);
        for (const Json& row : log) words.push_back(row["kind"]);
        return words;
    };
    CHECK(kinds("") == Words{"log", "fail", "success", "start"});
    CHECK(kinds("kind=fail") == Words{"fail"});
    CHECK(kinds("kind=start,log") == Words{"log", "start"});
    const std::int64_t now = to_ms(desk.clock.now());
    CHECK(kinds("until_ms=" + std::to_string(now)).empty());
    CHECK(kinds("until_ms=" + std::to_string(now + 1)).size() == 4);
    const Reply first = desk.ask("GET", "/tasks/often/log?length=3");
    const std::string next = field_of(first, "Next-Before");
    CHECK(kinds("before=" + next) == Words{"start"});
    CHECK(kinds("before=" + next + "&until_ms=" + std::to_string(now)).empty());
    CHECK(field_of(desk.ask("GET", "/tasks/often/log?length=4"), "Next-Before").empty());
    CHECK(desk.ask("GET", "/tasks/often/log?kind=success,no").status == 422);
    CHECK(desk.ask("GET", "/tasks/often/log?until_ms=99999999999999999").status == 422);
}

TEST_CASE("a task tells where its newest ping came from") {
    Desk desk;
    const std::string uuid = often(desk);
    CHECK(desk.must("GET", "/tasks/often")["last_ip"] == nullptr);
    ping(desk, uuid);
    CHECK(desk.must("GET", "/tasks/often")["last_ip"] == "10.0.0.3");
    CHECK(desk.must("GET", "/tasks")["rows"][0]["last_ip"] == "10.0.0.3");
    CHECK(desk.must("GET", "/tasks/often")["last_duration_ms"] == nullptr);
}

TEST_CASE("the dashboard tells how tasks stood each day, and what became of alerts") {
    Desk desk;
    Callers callers(desk);
    const std::string uuid = desk.must("GET", "/tasks/foreign")["uuid"];
    desk.must("PUT", "/businesses/web/notifiers/ann");
    desk.must("PATCH", "/tasks/foreign", {{"every", "5s"}, {"grace", "1s"}});
    ping(desk, uuid);
    wait(desk, 8s);
    const Json board = desk.must("GET", "/dashboard");
    REQUIRE(board["states_a_day"].size() == 31);
    CHECK(board["states_a_day"][30]["day"] == board["pings_a_day"][30]["day"]);
    CHECK(board["states_a_day"][30]["down"] == 1);
    CHECK(board["states_a_day"][30]["new"] == 1);
    CHECK(board["states_a_day"][29]["new"] == 0);
    CHECK(board["alerts"]["owed"] == 1);
    CHECK(board["alerts"]["failed"] == 0);
    const Json theirs = Json::parse(callers.ask(callers.reader, "GET", "/dashboard").body);
    CHECK(theirs["states_a_day"][30]["down"] == 0);
    CHECK(theirs["states_a_day"][30]["new"] == 1);
    CHECK(theirs["alerts"]["owed"] == 0);
}

TEST_CASE("the dashboard is new when something becomes of a letter, and on a new day") {
    Desk desk;
    Callers callers(desk);
    const auto ask = [&](const std::string& more) {
        return desk.ask_with(callers.reader + more, "GET", "/dashboard");
    };
    const std::string tag = field_of(ask(""), "ETag");
    const std::string same = "If-None-Match: " + tag + "\r\n";
    CHECK(ask(same).status == 304);
    const Instant tomorrow = desk.clock.now() + 24h;  // it is midnight
    desk.must("POST", "/tasks/nightly/pause");
    desk.must("POST", "/tasks/foreign/pause");
    CHECK(field_of(ask(""), "ETag").ends_with("." + std::to_string(to_ms(tomorrow)) + "\""));
}

TEST_CASE("alerts are listed for one task") {
    Desk desk;
    Callers callers(desk);
    desk.must("PUT", "/businesses/web/notifiers/ann");
    desk.must("PATCH", "/tasks/foreign", {{"every", "5s"}, {"grace", "1s"}});
    ping(desk, desk.must("GET", "/tasks/foreign")["uuid"]);
    wait(desk, 8s);
    CHECK(desk.must("GET", "/alerts?task=foreign")["total"] == 1);
    CHECK(desk.must("GET", "/alerts?task=2&status=owed")["rows"][0]["task"] == "foreign");
    CHECK(desk.must("GET", "/alerts?task=nightly")["total"] == 0);
    CHECK(desk.ask("GET", "/alerts?task=no.such.task").status == 404);
    CHECK(callers.ask(callers.reader, "GET", "/alerts?task=foreign").status == 404);
}

TEST_CASE("assignments are one list of what its reader sees") {
    Desk desk;
    Callers callers(desk);
    desk.must("PUT", "/businesses/web/notifiers/ann");
    const Json all = desk.must("GET", "/assignments?sort=business&desc=1");
    CHECK(all["total"] == 2);
    CHECK(all["rows"][0]["business"]["name"] == "web");
    CHECK(all["rows"][0]["notifier"]["email"] == "ann@example.org");
    CHECK(all["rows"][0]["notifier"]["enabled"] == true);
    CHECK(desk.must("GET", "/assignments?business=2&search=ann")["total"] == 1);
    CHECK(desk.must("GET", "/assignments?search=nobody")["total"] == 0);
    CHECK(Json::parse(callers.ask(callers.reader, "GET", "/assignments").body)["total"] == 1);
    CHECK(callers.ask(callers.reader, "GET", "/assignments?business=web").status == 404);
}

TEST_CASE("the zones that may be chosen are listed") {
    Desk desk;
    const Json names = desk.must("GET", "/zones")["rows"];
    CHECK(std::ranges::find(names, "Asia/Shanghai") != names.end());
    CHECK(desk.ask("GET", "/zones?search=Asia").status == 422);
}

TEST_CASE("what only an administrator can mend is told to nobody else") {
    Desk desk;
    Callers callers(desk);
    const std::string uuid = desk.must("GET", "/tasks/nightly")["uuid"];
    for (int i = 0; i < 3; ++i) ping(desk, uuid);
    const Json about = Json::parse(callers.ask(callers.admin, "GET", "/about").body);
    CHECK(about["pings_per_minute"] == 3);
    CHECK(about["started_ms"] == to_ms(desk.clock.now()));
    CHECK(about["disk_free_bytes"] > 0);
    CHECK(about["buckets"]["days"] > 0);
    CHECK(about["buckets"]["oldest_day"] <= about["buckets"]["newest_day"]);
    const Json theirs = Json::parse(callers.ask(callers.reader, "GET", "/about").body);
    for (const char* field : {"pings_per_minute", "disk_free_bytes", "sqlite_version", "buckets"})
        CHECK(theirs[field] == nullptr);
    CHECK(theirs["version"] == about["version"]);
    CHECK(theirs["started_ms"] == about["started_ms"]);
}

TEST_CASE("what looks wrong with a task is told with its figures") {
    Desk desk;
    const std::string uuid = often(desk);
    CHECK(desk.must("GET", "/tasks/often/suspicions")["rows"].empty());
    for (int run = 0; run < 14; ++run) {
        ping(desk, uuid, PingKind::success, run < 12 ? "10.0.0.3" : "10.0.0.9");
        wait(desk, 4s);
    }
    const Json found = desk.must("GET", "/tasks/often/suspicions");
    REQUIRE(found["rows"].size() == 1);
    const Json& row = found["rows"][0];
    CHECK(row["kind"] == "new_address");
    CHECK(row["seen"] == 2);
    CHECK(row["of"] == 14);
    CHECK(row["addresses"] == Json{"10.0.0.9"});
    CHECK(row["before"] == Json{"10.0.0.3"});
    CHECK(row["offset_ms"] == nullptr);
    CHECK(desk.ask("GET", "/tasks/often/suspicions?length=2").status == 422);
    CHECK(desk.ask("GET", "/tasks/nobody/suspicions").status == 404);
}

TEST_CASE("the end of a run and its start tell when it began and how long it took") {
    Desk desk;
    desk.must("POST", "/businesses", {{"name", "db"}});
    const std::string uuid = desk.must(
        "POST", "/tasks",
        {{"name", "often"}, {"business", "db"}, {"every", "1m"}, {"grace", "1m"}})["uuid"];
    for (int run = 0; run < 11; ++run) {
        ping(desk, uuid, PingKind::start);
        wait(desk, run < 8 ? 20s : 2s);
        ping(desk, uuid);
        wait(desk, 4s);
    }
    const Json found = desk.must("GET", "/tasks/often/suspicions");
    REQUIRE(found["rows"].size() == 1);
    CHECK(found["rows"][0]["kind"] == "fast");
    CHECK(found["rows"][0]["usual_ms"] == 20'000);
    CHECK(found["rows"][0]["taken_ms"] == 2'000);
}
