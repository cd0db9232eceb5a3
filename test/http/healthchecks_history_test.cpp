// The management API of Healthchecks: pings, bodies, flips, and how a check stands meanwhile
// (spec/healthchecks-api.md, 1a.5, 1b.2 and 1b.5).
#include "check_client.h"
#include "http/healthchecks/check_view.h"

using namespace cronmon;

namespace {

using nlohmann::json;
using std::chrono::seconds;

const std::string rid = "11111111-2222-4333-8444-555555555555";

struct History : CheckClient {
    json status(const json& check, const std::string& version = "v3") {
        return ask(write, "GET", version + "/" + path_of(check)).json()["status"];
    }
    json pings(const json& check) { return get(path_of(check) + "/pings/").json()["pings"]; }
    json flips(const json& check, const std::string& query = {}) {
        return get(path_of(check) + "/flips/" + query).json()["flips"];
    }
    std::string now() { return check_time(desk.clock.now()); }
};

}  // namespace

TEST_CASE_FIXTURE(History, "from new to up, late, down, and up again, at the very second") {
    const json check = make({{"timeout", 120}, {"grace", 60}});
    CHECK(status(check) == "new");
    desk.clock.advance(std::chrono::days{10});
    CHECK(status(check) == "new");
    ping(check);
    const json up = again(check);
    CHECK(up["status"] == "up");
    CHECK(up["last_ping"] == now());
    CHECK(up["next_ping"] == check_time(desk.clock.now() + seconds{120}));
    CHECK(up["n_pings"] == 1);
    pass(seconds{119});
    CHECK(status(check) == "up");
    pass(seconds{1});
    CHECK(status(check) == "grace");
    pass(seconds{59});
    CHECK(status(check) == "grace");
    pass(seconds{1});
    const std::string deadline = now();
    pass(seconds{5});
    CHECK(status(check) == "down");
    CHECK(again(check)["next_ping"] == nullptr);
    CHECK(flips(check)[0] == json{{"timestamp", deadline}, {"up", 0}});
    ping(check);
    CHECK(status(check) == "up");
}

TEST_CASE_FIXTURE(History, "a started run is told apart, and down when it does not end in time") {
    const json check = make({{"timeout", 600}, {"grace", 60}});
    ping(check, "/start");
    const json started = again(check);
    CHECK(started["status"] == "new");
    CHECK(started["started"] == true);
    CHECK(started["next_ping"] == now());
    CHECK(started["last_ping"] == nullptr);
    CHECK(status(check, "v1") == "started");
    CHECK(status(check, "v2") == "new");
    pass(seconds{2});
    ping(check);
    const json ended = again(check);
    CHECK(ended["started"] == false);
    CHECK(ended["status"] == "up");
    CHECK(ended["last_duration"] == 2);
    CHECK(ended.size() == 30);
    ping(check, "/start");
    pass(seconds{59});
    CHECK(status(check) == "up");
    pass(seconds{1});
    CHECK(status(check) == "down");
    const json paused = make({{"grace", 60}});
    post(path_of(paused) + "/pause");
    ping(paused, "/start");
    CHECK(again(paused)["started"] == true);
    CHECK(status(paused) == "paused");
    pass(seconds{60});
    CHECK(status(paused) == "down");
}

TEST_CASE_FIXTURE(History, "pings are told newest first, with what was sent") {
    desk.must("PUT", "/settings/site.url", {{"value", "https://c.example"}});
    const json check = make();
    const std::string target = "/ping/" + check["uuid"].get<std::string>();
    CHECK(raw_ask("POST", target + "/start?rid=" + rid, "User-Agent: curl/8\r\n", "h\xc3\xa9")
              .status == 200);
    pass(seconds{2});
    desk.clock.advance(Millis{345});
    CHECK(raw_ask("GET", target + "?rid=" + rid, "User-Agent: curl/8\r\n").status == 200);
    CHECK(raw_ask("HEAD", target + "/log").status == 200);
    post(path_of(check), {{"methods", "POST"}});
    CHECK(raw_ask("PUT", target + "/fail", "", "x").status == 200);
    const Answer answer = get(path_of(check) + "/pings/");
    const std::string then = check_time(desk.clock.now() - Millis{2345});
    const std::string at = now();
    const std::string date = at.substr(0, at.size() - 6) + ".345000+00:00";
    const std::string url = "https://c.example/api/v3/" + path_of(check);
    CHECK(answer.body ==
          R"({"pings": [{"type": "ign", "date": ")" + date +
              R"(", "n": 4, "scheme": "http", "remote_addr": "127.0.0.1", "method": "PUT", )"
              R"("ua": "", "rid": null, "body_url": ")" +
              url +
              R"(/pings/4/body"}, )"
              R"({"type": "log", "date": ")" +
              date +
              R"(", "n": 3, "scheme": "http", "remote_addr": "127.0.0.1", "method": "HEAD", )"
              R"("ua": "", "rid": null, "body_url": null}, )"
              R"({"type": "success", "date": ")" +
              date +
              R"(", "n": 2, "scheme": "http", "remote_addr": "127.0.0.1", "method": "GET", )"
              R"("ua": "curl/8", "rid": ")" +
              rid +
              R"(", "body_url": null, "duration": 2.35}, )"
              R"({"type": "start", "date": ")" +
              then +
              R"(", "n": 1, "scheme": "http", "remote_addr": "127.0.0.1", "method": "POST", )"
              R"("ua": "curl/8", "rid": ")" +
              rid + R"(", "body_url": ")" + url + R"(/pings/1/body"}]})");
    CHECK(again(check)["n_pings"] == 4);
}

TEST_CASE_FIXTURE(History, "a body comes back as it was sent, by the number of its ping") {
    const json check = make();
    ping(check, "", "first \xff\x01");
    ping(check);
    ping(check, "/log", "<script>");
    const std::string path = path_of(check) + "/pings/";
    const Answer first = get(path + "1/body");
    CHECK(first.status == 200);
    CHECK(first.has("Content-Type: text/plain"));
    CHECK(first.has("X-Content-Type-Options: nosniff"));
    CHECK(first.body == "first \xff\x01");
    CHECK(get(path + "3/body").body == "<script>");
    for (const std::string n : {"2", "0", "4", "99999999999999999999"})
        CHECK(get(path + n + "/body").status == 404);
    CHECK(get(path + "x/body").status == 404);
}

TEST_CASE_FIXTURE(History, "flips are told within the times that are asked for") {
    const json check = make({{"timeout", 60}, {"grace", 60}});
    const std::int64_t start = to_ms(desk.clock.now()) / 1000;
    ping(check);
    pass(seconds{100});
    ping(check, "/fail");
    pass(seconds{100});
    ping(check);
    post(path_of(check) + "/pause");
    const auto times = [&](const std::string& query) { return flips(check, query).size(); };
    REQUIRE(flips(check).size() == 3);  // pausing is neither up nor down
    CHECK(flips(check)[0] == json{{"timestamp", now()}, {"up", 1}});
    CHECK(flips(check)[1]["up"] == 0);
    CHECK(flips(check)[2]["up"] == 1);
    CHECK(times("?seconds=100") == 2);
    CHECK(times("?seconds=99") == 1);
    CHECK(times("?start=" + std::to_string(start + 1)) == 2);
    CHECK(times("?end=" + std::to_string(start + 100)) == 1);
    CHECK(times("?start=" + std::to_string(start + 100) + "&end=" + std::to_string(start + 200)) ==
          1);
    CHECK(times("?seconds=0&start=0&end=10000000000") == 1);
    for (const std::string query :
         {"?start=-1", "?start=x", "?end=10000000001", "?seconds=31536001", "?seconds=1.5"}) {
        const Answer answer = get(path_of(check) + "/flips/" + query);
        CHECK(answer.status == 400);
        CHECK(answer.body.empty());
    }
    const std::string key = unique_key(*Uuid::parse(check["uuid"].get<std::string>()));
    CHECK(ask(read, "GET", "v3/checks/" + key + "/flips/").json()["flips"] == flips(check));
    CHECK(get(path_of(make()) + "/flips/").body == R"({"flips": []})");
}

TEST_CASE_FIXTURE(History, "a check on a schedule is due at its next time after a ping") {
    const json check = make({{"schedule", "0 0 * * *"}, {"tz", "Asia/Tokyo"}, {"grace", 600}});
    ping(check);
    const auto due = Schedule::cron("0 0 * * *", *Zone::find("Asia/Tokyo"))->next(desk.clock.now());
    CHECK(again(check)["next_ping"] == check_time(*due));
    desk.clock.advance(*due - desk.clock.now());
    CHECK(status(check) == "grace");
    ping(check);  // right on time: the next one is owed, whatever came a moment before
    CHECK(again(check)["next_ping"] == check_time(*due + std::chrono::days{1}));
}

TEST_CASE_FIXTURE(History,
                  "in the hour that an autumn brings twice the next time is later than the ping") {
    const json check = make({{"schedule", "30 2 * * *"}, {"tz", "Europe/Berlin"}, {"grace", 3600}});
    desk.clock.advance(from_ms(1'824'945'000'000) - desk.clock.now());  // 2027-10-31T01:10Z
    ping(check);
    CHECK(again(check)["next_ping"] == "2027-11-01T01:30:00+00:00");
    CHECK(status(check) == "up");
}
