#include "desk.h"

#include <doctest/doctest.h>

using namespace cronmon;
using Json = nlohmann::json;

namespace {

// A request that must be refused, and the sentence.
struct Refusal {
    const char* method;
    const char* path;
    const char* body;
    int status;
    const char* detail;  // null: somebody else's sentence
};

}  // namespace

TEST_CASE("a task that is added is shown with all that scripts read") {
    Desk desk;
    const std::string uuid = desk.nightly();
    const Json task = desk.must("GET", "/tasks/nightly");
    CHECK(task["name"] == "nightly");
    CHECK(task["uuid"] == uuid);
    CHECK(task["ping_url"] == "http://127.0.0.1:8000/api/monlink/" + uuid);
    CHECK(task["state"] == "new");
    CHECK(task["schedule"] == "0 2 * * *");
    CHECK(task["schedule_kind"] == "cron");
    CHECK(task["tz"] == "UTC");
    CHECK(task["grace_s"] == 300);
    CHECK(task["grace_s"].is_number_integer());
    CHECK(task["tolerance_s"].is_null());
    CHECK(task["last_ping_ms"].is_null());
    CHECK(task["deadline_ms"] == to_ms(desk.clock.now()) + 2 * 3'600'000 + 300'000);
    CHECK(task["business"] == "db");
    CHECK(task["text"]["en"].get<std::string>().find("02:00") != std::string::npos);
    CHECK(desk.must("GET", "/tasks/" + std::to_string(task["id"].get<int>())) == task);
}

TEST_CASE("ping URLs begin with site.url once it is set") {
    Desk desk;
    const std::string uuid = desk.nightly();
    desk.must("PUT", "/settings/site.url", {{"value", "https://cron.example.com/mon/"}});
    CHECK(desk.must("GET", "/tasks/nightly")["ping_url"] ==
          "https://cron.example.com/mon/api/monlink/" + uuid);
}

TEST_CASE("a name of digits is a name before it is an id, and a slash may be in a name") {
    Desk desk;
    desk.nightly();
    desk.must("POST", "/tasks", {{"name", "111"}, {"business", "db"}, {"every", "5s"}});
    desk.must("POST", "/tasks", {{"name", "支付/备份"}, {"business", "db"}, {"every", "5s"}});
    CHECK(desk.must("GET", "/tasks/111")["name"] == "111");
    CHECK(desk.must("GET", "/tasks/1")["name"] == "nightly");
    CHECK(desk.must("GET", "/tasks/%E6%94%AF%E4%BB%98%2F%E5%A4%87%E4%BB%BD")["grace_s"] == 300);
    CHECK(desk.must("GET", "/businesses/1")["name"] == "db");
}

TEST_CASE("a task's schedule, zone, grace and tolerance can be edited one by one") {
    Desk desk;
    desk.nightly();
    const auto edit = [&](const Json& body) { return desk.must("PATCH", "/tasks/nightly", body); };
    CHECK(edit({{"tz", "Asia/Shanghai"}})["tz"] == "Asia/Shanghai");
    CHECK(edit({{"cron", "*/5 * * * *"}})["tz"] == "Asia/Shanghai");
    CHECK(edit({{"grace", "1h30m"}})["grace_s"] == 5400);
    CHECK(edit({{"grace", "1500ms"}})["grace_s"] == 1.5);
    CHECK(edit({{"tolerance", "0s"}})["tolerance_s"] == 0);
    CHECK(edit({{"tolerance", nullptr}})["tolerance_s"].is_null());
    CHECK(edit({{"every", "90s"}})["schedule_kind"] == "every");
    CHECK(edit({{"calendar", "Mon 09:00"}})["schedule"] == "Mon 09:00");
    CHECK(edit({{"quiet_until_first_ping", true}})["quiet_until_first_ping"] == true);
    CHECK(edit({{"name", "weekly"}})["name"] == "weekly");
    CHECK(desk.ask("GET", "/tasks/nightly").status == 404);
}

TEST_CASE("pause, resume and remove") {
    Desk desk;
    desk.nightly();
    const Json paused = desk.must("POST", "/tasks/nightly/pause");
    CHECK(paused["state"] == "paused");
    CHECK(paused["deadline_ms"].is_null());
    CHECK(desk.must("POST", "/tasks/nightly/resume")["state"] == "new");
    desk.must("PATCH", "/businesses/db", {{"enabled", false}});
    CHECK(desk.must("GET", "/tasks/nightly")["state"] == "paused");
    CHECK(desk.ask("POST", "/tasks/nightly/resume").status == 409);
    CHECK(desk.must("DELETE", "/tasks/nightly")["name"] == "nightly");
    CHECK(desk.must("GET", "/tasks")["total"] == 0);
}

TEST_CASE("a list is searched, filtered, sorted and paged") {
    Desk desk;
    desk.nightly();
    for (const char* name : {"alpha", "beta", "gamma"})
        desk.must("POST", "/tasks", {{"name", name}, {"business", "db"}, {"every", "1h"}});
    desk.must("POST", "/tasks/beta/pause");
    const auto names = [&](const std::string& query) {
        std::vector<std::string> result;
        const Json page = desk.must("GET", "/tasks" + query);
        for (const Json& row : page["rows"]) result.push_back(row["name"]);
        return result;
    };
    using Names = std::vector<std::string>;
    CHECK(names("?sort=name") == Names{"alpha", "beta", "gamma", "nightly"});
    CHECK(names("?sort=name&desc=1&length=2") == Names{"nightly", "gamma"});
    CHECK(names("?sort=name&page=2&length=3") == Names{"nightly"});
    CHECK(names("?search=AM") == Names{"gamma"});
    CHECK(names("?status=paused") == Names{"beta"});
    CHECK(names("?business=db&status=new&sort=name") == Names{"alpha", "gamma", "nightly"});
    desk.must("PATCH", "/tasks/beta", {{"tags", "prod db"}});
    desk.must("PATCH", "/tasks/gamma", {{"tags", "prod"}});
    CHECK(names("?tag=prod&sort=name") == Names{"beta", "gamma"});
    CHECK(names("?tag=db%20prod") == Names{"beta"});
    CHECK(names("?tag=pro").empty());
    CHECK(desk.ask("GET", "/tasks?tag=%01").status == 422);
    const Json page = desk.must("GET", "/tasks?page=2&length=3");
    CHECK(page["total"] == 4);
    CHECK(page["page"] == 2);
    CHECK(page["length"] == 3);
}

TEST_CASE("businesses, notifiers and who is told about what") {
    Desk desk;
    CHECK(desk.must("POST", "/businesses", {{"name", "支付"}, {"enabled", false}})["enabled"] ==
          false);
    desk.must("POST", "/businesses", {{"name", "db"}});
    const Json ann = desk.must(
        "POST", "/notifiers",
        {{"name", "Ann"}, {"email", "ann@example.com"}, {"lang", "en"}, {"phone", "13800000000"}});
    CHECK(ann["phone"] == "13800000000");
    CHECK(ann["lang"] == "en");
    CHECK(desk.must("PUT", "/businesses/db/notifiers/Ann")["notifiers"] == Json{"Ann"});
    CHECK(desk.must("GET", "/notifiers/Ann")["businesses"] == Json{"db"});
    CHECK(desk.must("PATCH", "/notifiers/Ann", {{"phone", nullptr}})["phone"].is_null());
    CHECK(desk.must("PATCH", "/notifiers/Ann", {{"name", "Anna"}, {"enabled", false}})["enabled"] ==
          false);
    CHECK(desk.must("GET", "/notifiers")["rows"].at(0)["name"] == "Anna");
    CHECK(desk.must("DELETE", "/businesses/db/notifiers/Anna")["notifiers"] == Json::array());
    CHECK(desk.ask("DELETE", "/businesses/db/notifiers/Anna").status == 404);
    CHECK(desk.must("DELETE", "/notifiers/Anna")["name"] == "Anna");
    CHECK(desk.must("DELETE", "/businesses/db")["name"] == "db");
    CHECK(desk.must("GET", "/businesses")["total"] == 1);
}

TEST_CASE("settings are shown with their defaults, secrets without their value") {
    Desk desk;
    CHECK(desk.must("GET", "/settings/mail.style")["value"] == "cronmon");
    CHECK(desk.must("GET", "/settings/mail.style")["set"] == false);
    CHECK(desk.must("PUT", "/settings/mail.style", {{"value", "original"}})["set"] == true);
    CHECK(desk.must("DELETE", "/settings/mail.style")["value"] == "cronmon");
    const Reply secret = desk.ask("PUT", "/settings/smtp.password", R"({"value":"hunter2"})");
    CHECK(Json::parse(secret.body)["set"] == true);
    CHECK(Json::parse(secret.body)["value"].is_null());
    CHECK(desk.ask("GET", "/settings").body.find("hunter2") == std::string::npos);
    const Json options = desk.must("GET", "/config");
    CHECK(options["rows"][0]["name"] == "listen");
    CHECK(options["rows"][0]["origin"] == "default");
}

TEST_CASE("a test letter tells what the mail server said") {
    Desk desk;
    const Json body = {{"address", "ann@example.com"}};
    CHECK(desk.must("POST", "/mail/test", body) == Json{{"sent", true}, {"error", nullptr}});
    desk.mail_error = "550 no such user";
    CHECK(desk.must("POST", "/mail/test", body) ==
          Json{{"sent", false}, {"error", "550 no such user"}});
    CHECK(desk.ask("POST", "/mail/test", R"({"address":"nobody"})").status == 422);
}

TEST_CASE("each wrong value is refused with one sentence, and nothing is written") {
    Desk desk;
    desk.nightly();
    for (const Refusal& refusal : {
             Refusal{"POST", "/tasks", "{", 400, "body: must be JSON, and is malformed"},
             {"POST", "/tasks", "[]", 400, "body: must be a JSON object, got a list"},
             {"POST", "/tasks", R"({"nme":"abc"})", 422,
              "body: there is no field 'nme', did you mean 'name'?"},
             {"POST", "/tasks", R"({"name":"abc","business":"db","cron":"* * * * *","grace":3})",
              422, "grace: must be a text such as 5m, got 3"},
             {"POST", "/tasks", R"({"name":["abc"]})", 422,
              "name: must be a text such as nightly-backup, got a list"},
             {"POST", "/tasks", R"({"quiet_until_first_ping":"yes"})", 422,
              "quiet_until_first_ping: must be true or false, got 'yes'"},
             {"POST", "/tasks", R"({"business":"db","every":"5s"})", 422, "name: is missing"},
             {"POST", "/tasks", R"({"name":"abc","every":"5s"})", 422, "business: is missing"},
             {"POST", "/tasks", R"({"name":"abc","business":"dv","every":"5s"})", 404,
              "business: there is no 'dv', did you mean 'db'?"},
             {"POST", "/tasks", R"({"name":"abc","business":"db"})", 422,
              "schedule: must be one of cron, every or calendar, got 0 of them"},
             {"POST", "/tasks", R"({"name":"abc","business":"db","every":"5s","cron":"@daily"})",
              422, "schedule: must be one of cron, every or calendar, got 2 of them"},
             {"POST", "/tasks", R"({"name":"abc","business":"db","cron":"0 0 30 2 *"})", 422,
              "schedule: '0 0 30 2 *' has no time in the future"},
             {"POST", "/tasks", R"({"name":"nightly","business":"db","every":"5s"})", 409,
              "task: 'nightly' is already taken"},
             {"GET", "/tasks/nigthly", "", 404,
              "task: there is no 'nigthly', did you mean 'nightly'?"},
             {"GET", "/tasks/999", "", 404, "task: there is no '999'"},
             {"GET", "/tasks?page=abc", "", 422, "page: must be 1 to 2147483647, got 'abc'"},
             {"GET", "/tasks?length=0", "", 422, "length: must be 1 to 1000, got '0'"},
             {"GET", "/tasks?status=dwn", "", 422,
              "status: must be one of new, up, late, down, paused, got 'dwn', did you mean "
              "'down'?"},
             {"GET", "/tasks?serch=x", "", 422,
              "query: there is no parameter 'serch', did you mean 'search'?"},
             {"GET", "/tasks?business=dv", "", 404,
              "business: there is no 'dv', did you mean 'db'?"},
             {"GET", "/tasks/nightly/log?before=-1", "", 422,
              "before: must be 0 to 9223372036854775807, got '-1'"},
             {"PATCH", "/tasks/nightly", R"({"tz":"Asia/Shangai"})", 422, nullptr},
             {"POST", "/notifiers", R"({"name":"Ann"})", 422, "email: is missing"},
             {"POST", "/notifiers", R"({"name":"Ann","email":"a@b.io","lang":"fr"})", 422,
              "lang: must be zh or en, got 'fr'"},
             {"PUT", "/settings/mail.stile", R"({"value":"x"})", 404, nullptr},
             {"PUT", "/settings/mail.style", R"({"value":"x"})", 422, nullptr},
             {"PUT", "/settings/mail.style", R"({})", 422, "value: is missing"},
         }) {
        CAPTURE(refusal.path);
        CAPTURE(refusal.body);
        const Reply reply = desk.ask(refusal.method, refusal.path, refusal.body);
        CHECK(reply.status == refusal.status);
        CHECK(reply.content_type == "application/problem+json");
        if (refusal.detail) CHECK(Json::parse(reply.body)["detail"] == refusal.detail);
    }
    CHECK(desk.must("GET", "/tasks")["total"] == 1);
    CHECK(desk.must("GET", "/tasks/nightly")["tz"] == "UTC");
}

TEST_CASE("the log of a task is an array, newest first, with what scripts read") {
    Desk desk;
    const std::string uuid = desk.nightly();
    PingBatch batch;
    PingBatch::Ping ping;
    ping.uuid = *Uuid::parse(uuid);
    ping.at = desk.clock.now();
    batch.add(ping, "10.0.0.3", "curl/7.88.1", "first");
    ping.at += Millis{1};
    ping.method = PingMethod::post;
    batch.add(ping, "10.0.0.4", "监控/1.0", "");
    desk.engine.inbox().put(batch);
    desk.must("GET", "/tasks");  // it settles, so the pings above are written
    const Json log = desk.must("GET", "/tasks/nightly/log");
    REQUIRE(log.size() == 2);
    CHECK(log[0]["method"] == "POST");
    CHECK(log[0]["user_agent"] == "监控/1.0");
    CHECK(log[1]["client_ip"] == "10.0.0.3");
    CHECK(log[1]["at_ms"] == to_ms(desk.clock.now()));
    CHECK(log[1]["kind"] == "success");
    CHECK(log[1]["body_bytes"] == 5);
    CHECK(log[1]["exit_status"].is_null());
    const std::string before = std::to_string(log[0]["id"].get<std::int64_t>());
    CHECK(desk.must("GET", "/tasks/nightly/log?before=" + before)[0] == log[1]);
    CHECK(desk.must("GET", "/tasks/nightly/log?length=1").size() == 1);
    CHECK(desk.must("GET", "/tasks/nightly")["last_ping_ms"] == to_ms(desk.clock.now()) + 1);
    CHECK(desk.must("GET", "/tasks/nightly")["state"] == "up");
}

TEST_CASE("alerts and blind times are pages too") {
    Desk desk;
    CHECK(desk.must("GET", "/alerts?status=owed")["rows"] == Json::array());
    CHECK(desk.must("GET", "/blind")["total"] == 0);
    CHECK(desk.ask("GET", "/alerts?status=lost").status == 422);
}
