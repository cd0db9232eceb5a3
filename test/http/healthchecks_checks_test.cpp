// The management API of Healthchecks: checks (spec/healthchecks-api.md, 1b.2 and 1b.4).
#include "check_client.h"
#include "http/healthchecks/check_view.h"

#include <vector>

using namespace cronmon;

namespace {

using nlohmann::json;

std::vector<std::string> names_in(const json& list) {
    std::vector<std::string> names;
    for (const auto& check : list["checks"]) names.push_back(check["name"]);
    return names;
}
using Names = std::vector<std::string>;

}  // namespace

TEST_CASE_FIXTURE(CheckClient, "a fresh check, letter by letter") {
    desk.must("PUT", "/settings/site.url", {{"value", "https://cron.example.org"}});
    const Answer made = post("checks/");
    CHECK(made.status == 201);
    const json check = made.json();
    const std::string id = check["uuid"];
    const std::string url = "https://cron.example.org/api/v3/checks/" + id;
    const std::string badge = check["badge_url"];
    CHECK(badge.starts_with("https://cron.example.org/b/2/"));
    CHECK(made.body ==
          R"({"name": "", "slug": "", "tags": "", "desc": "", "grace": 3600, "n_pings": 0, )"
          R"("status": "new", "started": false, "last_ping": null, "next_ping": null, )"
          R"("manual_resume": false, "methods": "", "subject": "", "subject_fail": "", )"
          R"("start_kw": "", "success_kw": "", "failure_kw": "", "filter_subject": false, )"
          R"("filter_body": false, "filter_http_body": false, "filter_default_fail": false, )"
          R"("badge_url": ")" +
              badge + R"(", "uuid": ")" + id + R"(", "ping_url": "https://cron.example.org/ping/)" +
              id + R"(", "update_url": ")" + url + R"(", "pause_url": ")" + url +
              R"(/pause", "resume_url": ")" + url +
              R"(/resume", "channels": "", "timeout": 86400})");
    CHECK(check.size() == 29);
    CHECK(get(path_of(check)).body == made.body);
    CHECK(get("checks/").body == "{\"checks\": [" + made.body + "]}");
}

TEST_CASE_FIXTURE(CheckClient, "who may only read sees a unique key, and no UUID anywhere") {
    const json check = make({{"name", "a"}, {"schedule", "0 2 * * *"}, {"tz", "Europe/Riga"}});
    const std::string id = check["uuid"];
    const Answer list = ask(read, "GET", "v3/checks/");
    CHECK(list.body.find(id) == std::string::npos);
    const json seen = list.json()["checks"][0];
    CHECK(seen.size() == 22 + 1 + 2);
    CHECK(seen["schedule"] == "0 2 * * *");
    CHECK(seen["tz"] == "Europe/Riga");
    const std::string key = seen["unique_key"];
    CHECK(key.size() == 40);
    CHECK(ask(read, "GET", "v3/checks/" + key).json() == seen);
    CHECK(ask(read, "GET", "v3/checks/" + id).json() == seen);
    CHECK(get("checks/" + key).json() == again(check));
    CHECK(ask(write, "POST", "v3/checks/" + key, "{}").status == 405);
}

TEST_CASE("the unique key is made of the first half of the UUID") {
    CHECK(unique_key(*Uuid::parse("6547ee88-e643-11f1-afb7-02fc00000001")) ==
          "3c6da354205518b780dbe21d66efcaf81a8aba3f");
}

TEST_CASE_FIXTURE(CheckClient, "checks are listed by slug and by all of the tags") {
    make({{"name", "a"}, {"slug", "one"}, {"tags", "prod db"}});
    make({{"name", "b"}, {"slug", "two"}, {"tags", "prod  web"}});
    make({{"name", "c"}, {"slug", "one"}, {"tags", "production"}});
    CHECK(names_in(get("checks/").json()) == Names{"a", "b", "c"});
    CHECK(names_in(get("checks/?tag=prod").json()) == Names{"a", "b"});
    CHECK(names_in(get("checks/?tag=prod&tag=web").json()) == Names{"b"});
    CHECK(names_in(get("checks/?tag=prod&tag=none").json()).empty());
    CHECK(names_in(get("checks/?slug=one").json()) == Names{"a", "c"});
    CHECK(names_in(get("checks/?slug=one&tag=db").json()) == Names{"a"});
    CHECK(get("checks/?slug=on").body == R"({"checks": []})");
}

TEST_CASE_FIXTURE(CheckClient, "what is said to be unique is looked for before it is made") {
    const json first = make({{"name", "a"}, {"tags", "t"}, {"timeout", 600}, {"grace", 60}});
    make({{"name", "a"}, {"slug", "s"}});
    const auto upsert = [this](json body, const std::vector<std::string>& fields) {
        body["unique"] = fields;
        return post("checks/", body);
    };
    const Answer found = upsert({{"name", "a"}, {"grace", 120}}, {"name"});
    CHECK(found.status == 200);
    CHECK(found.json()["uuid"] == first["uuid"]);  // the oldest of several
    CHECK(found.json()["grace"] == 120);
    CHECK(upsert({{"name", "a"}, {"slug", "s"}}, {"name", "slug"}).json()["uuid"] != first["uuid"]);
    CHECK(upsert({{"tags", "t"}, {"timeout", 600}, {"grace", 120}}, {"tags", "timeout", "grace"})
              .json()["uuid"] == first["uuid"]);
    CHECK(upsert({{"timeout", 601}}, {"timeout"}).status == 201);
    CHECK(upsert({{"name", "a"}}, {"name", "tags"}).status == 201);  // one is not there
    CHECK(upsert({{"name", "a"}}, {}).status == 201);
}

TEST_CASE_FIXTURE(CheckClient, "an update changes what it names, and no state") {
    const json check = make({{"name", "a"}, {"tags", "x"}, {"desc", "old"}});
    ping(check);
    const Answer answer = post(path_of(check), {{"name", "b"},
                                                {"tags", "y z"},
                                                {"desc", "new\nline"},
                                                {"methods", "POST"},
                                                {"grace", 60}});
    CHECK(answer.status == 200);
    const json after = answer.json();
    CHECK(after["name"] == "b");
    CHECK(after["tags"] == "y z");
    CHECK(after["desc"] == "new\nline");
    CHECK(after["methods"] == "POST");
    CHECK(after["grace"] == 60);
    CHECK(after["timeout"] == 86400);
    CHECK(after["status"] == "up");
    CHECK(post(path_of(check), json::object()).json() == after);
    const json cron = post(path_of(check), {{"schedule", "*/5 * * * *"}, {"timeout", 60}}).json();
    CHECK(cron["schedule"] == "*/5 * * * *");
    CHECK(cron["tz"] == "UTC");
    CHECK_FALSE(cron.contains("timeout"));
    CHECK(post(path_of(check), {{"tz", "Asia/Tokyo"}}).json()["tz"] == "Asia/Tokyo");
    CHECK(post(path_of(check), {{"schedule", "0 3 * * *"}}).json()["tz"] == "Asia/Tokyo");
    CHECK(post(path_of(check), {{"timeout", 60}}).json()["timeout"] == 60);
}

TEST_CASE_FIXTURE(CheckClient, "a check is a task, under the same name where that can be") {
    const json check = make({{"name", "nightly backup"}, {"slug", "nightly"}});
    const json task = desk.must("GET", "/tasks/nightly%20backup");
    CHECK(task["uuid"] == check["uuid"]);
    CHECK(task["quiet_until_first_ping"] == true);
    CHECK(task["tolerance_s"] == 0);
    CHECK(task["owed_ms"] == nullptr);
    CHECK(make({{"name", "nightly backup"}})["name"] == "nightly backup");
    CHECK(post(path_of(check), {{"name", "hourly backup"}}).status == 200);
    CHECK(desk.must("GET", "/tasks/hourly%20backup")["uuid"] == check["uuid"]);
    CHECK(post(path_of(check), {{"name", "x"}}).json()["name"] == "x");  // too short for a task
    CHECK(desk.must("GET", "/tasks/hourly%20backup")["uuid"] == check["uuid"]);
    desk.must("PATCH", "/tasks/hourly%20backup", {{"name", "renamed"}});
    CHECK(again(check)["name"] == "renamed");
    desk.must("POST", "/tasks", {{"name", "native"}, {"business", "db"}, {"cron", "0 2 * * *"}});
    CHECK(names_in(get("checks/").json()) == Names{"renamed", "nightly backup", "native"});
}

TEST_CASE_FIXTURE(CheckClient, "pausing and resuming") {
    const json check = make();
    ping(check);
    ping(check, "/start");
    const std::string path = path_of(check);
    const json paused = post(path + "/pause").json();
    CHECK(paused["status"] == "paused");
    CHECK(paused["started"] == false);
    CHECK(paused["next_ping"] == nullptr);
    CHECK(post(path + "/pause").status == 200);
    const auto flips = desk.store->snapshot()->flips_since(
        desk.store->snapshot()->task_with(*Uuid::parse(check["uuid"].get<std::string>()))->task.id,
        Instant{});
    CHECK(flips.size() == 2);  // up and paused, once
    const Answer resumed = post(path + "/resume");
    CHECK(resumed.status == 200);
    CHECK(resumed.json()["status"] == "new");
    CHECK(resumed.json()["last_ping"] == nullptr);
    const Answer again = post(path + "/resume");
    CHECK(again.status == 409);
    CHECK(again.body == "check is not paused");
}

TEST_CASE_FIXTURE(CheckClient, "a check that is deleted is told once more") {
    const json check = make({{"name", "gone"}});
    const Answer answer = ask(write, "DELETE", "v3/" + path_of(check));
    CHECK(answer.status == 200);
    CHECK(answer.json() == check);
    CHECK(get(path_of(check)).status == 404);
    CHECK(ask(write, "DELETE", "v3/" + path_of(check)).status == 404);
    CHECK(raw_ask("GET", "/ping/" + check["uuid"].get<std::string>()).status == 404);
}

TEST_CASE_FIXTURE(CheckClient, "links lead to the version that was asked, and to the host") {
    const json check = ask(write, "POST", "v1/checks/", "{}").json();
    CHECK(check["update_url"] == "http://x/api/v1/checks/" + check["uuid"].get<std::string>());
    CHECK(ask(write, "GET", "v2/" + path_of(check)).json()["pause_url"] ==
          "http://x/api/v2/" + path_of(check) + "/pause");
}
