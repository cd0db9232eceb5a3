// The document taken at its word: what it says can be sent is sent, and every answer with all that
// may be in it is held against it (desk.h does that wherever somebody asks).
#include "callers.h"
#include "support/api_document.h"

#include <doctest/doctest.h>

#include <map>

using namespace cronmon;
using Json = nlohmann::json;

namespace {

bool takes(const ApiOperation& one, std::string_view in, std::string_view name) {
    return std::ranges::any_of(one.parameters(in),
                               [&](const Json& each) { return each["name"] == name; });
}

// The operations of the native API that let themselves be asked with this field of the head.
std::vector<ApiOperation> operations_with(std::string_view field) {
    std::vector<ApiOperation> found;
    for (const ApiOperation& one : api_operations())
        if (one.path.starts_with(api_root) && takes(one, "header", field)) found.push_back(one);
    return found;
}

// With the names that there are (see Callers).
std::string filled(const ApiOperation& one) {
    static const std::map<std::string, std::string> names{
        {"{task}", "nightly"},       {"{business}", "db"}, {"{notifier}", "ann"},
        {"{user}", "manager.of.db"}, {"{alert}", "1"},     {"{setting}", "mail.style"}};
    std::string path = one.path.substr(api_root.size());
    for (const auto& [place, name] : names)
        if (const auto at = path.find(place); at != std::string::npos)
            path.replace(at, place.size(), name);
    return path + (takes(one, "query", "tasks") ? "?tasks=1" : "");  // the one that has to be there
}

// A task of `db` that has been pinged once and is down now, and a person who is to be told so.
Json make_trouble(Desk& desk) {
    desk.must("POST", "/businesses", {{"name", "db"}});
    desk.must("POST", "/notifiers", {{"name", "ann"}, {"email", "ann@example.org"}});
    desk.must("PUT", "/businesses/db/notifiers/ann");
    const Json task = desk.must("POST", "/tasks",
                                {{"name", "often"},
                                 {"business", "db"},
                                 {"every", "5s"},
                                 {"grace", "1s"},
                                 {"cron", nullptr}});
    PingBatch batch;
    PingBatch::Ping ping;
    ping.uuid = *Uuid::parse(task["uuid"].get<std::string>());
    ping.at = desk.clock.now();
    ping.method = PingMethod::post;
    batch.add(ping, "10.0.0.3", "curl/7.88.1", "all is well");
    desk.engine.inbox().put(batch);
    for (int i = 0; i < 4; ++i) {
        desk.clock.advance(std::chrono::seconds{3});
        desk.must("GET", "/tasks");
    }
    return task;
}

}  // namespace

TEST_CASE("what a task went through is told as the document says") {
    Desk desk;
    make_trouble(desk);
    CHECK(desk.must("GET", "/tasks/often")["state"] == "down");
    CHECK(desk.must("GET", "/tasks?status=down&business=1&sort=state&desc=1")["total"] == 1);
    CHECK(desk.must("GET", "/tasks/often/flips?length=10")["rows"].size() > 1);
    const Json log = desk.must("GET", "/tasks/often/log?before=0&length=5");
    REQUIRE(log.size() == 1);
    const std::string id = std::to_string(log[0]["id"].get<std::int64_t>());
    CHECK(desk.ask("GET", "/tasks/often/log/" + id + "/body").body == "all is well");
    const Json alerts = desk.must("GET", "/alerts?status=owed");
    REQUIRE(alerts["total"] == 1);
    const std::string alert = std::to_string(alerts["rows"][0]["id"].get<std::int64_t>());
    CHECK(desk.ask("POST", "/alerts/" + alert + "/retry").status == 204);
    desk.clock.advance(std::chrono::hours{1});
    desk.must("GET", "/tasks");
    CHECK(desk.must("GET", "/blind?page=1")["total"] == 1);
    const Json board = desk.must("GET", "/dashboard");
    CHECK(board["states"]["down"] == 1);
    CHECK(board["pings_a_day"].size() == 31);
    CHECK(board["blind"].size() == 1);
    CHECK(desk.must("GET", "/audit?action=task.&search=often")["total"] == 1);
    CHECK(desk.must("GET", "/changes?since=0")["changed"].size() == topic_count);
    CHECK(desk.must("GET", "/about")["tasks"] == 1);
}

TEST_CASE("each form of a schedule is shown before a task is made of it") {
    Desk desk;
    CHECK(desk.must("GET", "/schedule?cron=0+2+*+*+*&tz=Asia/Shanghai&count=2")["next"].size() ==
          2);
    CHECK(desk.must("GET", "/schedule?every=90s")["schedule_kind"] == "every");
    CHECK(desk.must("GET", "/schedule?calendar=Mon..Fri+09:00")["next"].size() == 5);
}

TEST_CASE("a user is added with all that can be said, and edited field by field") {
    Desk desk;
    desk.must("POST", "/businesses", {{"name", "db"}});
    const Json all{{"name", "wang.wei.ops"}, {"email", "wang@example.org"},
                   {"phone", "13800000000"}, {"api_name", "api_wang"},
                   {"role", "reader"},       {"lang", "en"},
                   {"enabled", true},        {"all_businesses", false},
                   {"businesses", {"db"}}};
    CHECK(desk.must("POST", "/users", all)["businesses"] == Json{"db"});
    CHECK(desk.must("PATCH", "/users/wang.wei.ops", {{"email", nullptr}, {"phone", ""}})["email"] ==
          nullptr);
    CHECK(desk.must("POST", "/users/wang.wei.ops/setup-link")["until_ms"].is_number_integer());
    CHECK(desk.must("GET", "/users?status=reader&sort=last_login")["rows"][0]["setup_until_ms"] !=
          nullptr);
    const Json token{{"name", "deploy"},
                     {"user", "wang.wei.ops"},
                     {"scope", "ping"},
                     {"expires_in", "90d"},
                     {"businesses", {"db"}}};
    CHECK(desk.must("POST", "/tokens", token)["token"].is_string());
    CHECK(desk.must("GET", "/tokens")["rows"][0]["businesses"] == Json{"db"});
}

TEST_CASE("every list that can be recognised is, while nothing changes") {
    Desk desk;
    const Callers callers(desk);
    for (const ApiOperation& one : operations_with("If-None-Match")) {
        CAPTURE(one.path);
        const Reply first = desk.ask_with(callers.admin, one.method, filled(one));
        REQUIRE(first.status == 200);
        const std::string same = "If-None-Match: " + field_of(first, "ETag") + "\r\n";
        CHECK(desk.ask_with(callers.admin + same, one.method, filled(one)).status == 304);
    }
}

TEST_CASE("every change that can be made conditional is refused once its condition is gone") {
    Desk desk;
    Callers callers(desk);
    const std::string stale = callers.admin + "If-Match: \"task-1-r0\"\r\n";
    for (const ApiOperation& one : operations_with("If-Match")) {
        CAPTURE(one.path);
        const bool lists = one.path.ends_with("/permissions");
        const char* body = one.method == "DELETE" ? "" : lists ? R"({"businesses":[]})" : "{}";
        CHECK(callers.ask(stale, one.method, filled(one), body).status == 412);
    }
}

TEST_CASE("every request that can be made twice without harm is answered as before") {
    Desk desk;
    Callers callers(desk);
    const std::string once = callers.admin + "Idempotency-Key: 7f1c\r\n";
    for (const ApiOperation& one : operations_with("Idempotency-Key")) {
        CAPTURE(one.path);
        const auto ask = [&](const char* body) {
            return callers.ask(once, one.method, filled(one), body);
        };
        const Reply first = ask("{}");
        const Reply again = ask("{}");
        CHECK(again.status == first.status);
        CHECK(again.body == first.body);
        CHECK(field_of(again, "Idempotent-Replayed") == "true");
        CHECK(ask(R"({"name":"another"})").status == 422);
    }
}

TEST_CASE("what is told outside the native API is in the document, too") {
    Desk desk;
    make_trouble(desk);
    desk.must("POST", "/users",
              {{"name", "original"},
               {"api_name", "api.of.cron"},
               {"role", "admin"},
               {"api_password", "correct horse"}});
    const auto ask = [&](const char* target, const std::string& fields = {}) {
        WholeRequest request("GET", target, {});
        request.at_operators_socket = false;
        request.head.insert(request.head.size() - 2, fields);
        const Reply reply = reply_in(desk.bridge.respond(std::move(request)));
        expect_conformity("GET", target, {}, reply);
        return reply.status;
    };
    CHECK(ask("/healthz") == 200);
    CHECK(ask("/healthz", "Accept: application/json\r\n") == 200);
    const std::string proof = "Authorization: Basic YXBpLm9mLmNyb246Y29ycmVjdCBob3JzZQ==\r\n";
    CHECK(ask("/api/v1.0/tasks/all", proof) == 200);
    CHECK(ask("/api/v1.0/tasks/all?page=2", proof) == 400);
    CHECK(ask("/api/v1.0/tasks?taskname=often", proof) == 200);
    CHECK(ask("/api/v1.0/tasks", proof) == 400);
    CHECK(ask("/api/v1.0/tasks") == 401);
    CHECK(ask("/api/v1.0/tasks", "Authorization: Basic bm9ib2R5OnBhc3N3b3Jk\r\n") == 403);
    desk.clock.advance(Millis{5000});
    CHECK(ask("/healthz") == 503);
    CHECK(ask("/healthz", "Accept: application/json\r\n") == 503);
}
