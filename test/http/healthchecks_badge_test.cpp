// Badges and metrics as Healthchecks' readers know them (spec/healthchecks-api.md, 1b.6, 1b.7).
#include "check_client.h"
#include "http/healthchecks/check_view.h"

using namespace cronmon;

namespace {

using nlohmann::json;
using std::chrono::seconds;

struct Badges : CheckClient {
    // Where a badge lies, without the host.
    std::string badge(const std::string& tag, const std::string& format) {
        const std::string url = get("badges/").json()["badges"][tag][format];
        REQUIRE(url.starts_with("http://x/badge/"));
        return url.substr(8);
    }
    json look(const std::string& target) { return raw_ask("GET", target).json(); }

    std::string uuid_of_db() {
        return desk.store->snapshot()->business_named("db")->business.uuid.text();
    }
};

}  // namespace

TEST_CASE_FIXTURE(Badges, "the links that are told lead to badges, of all and of each tag") {
    make({{"tags", "prod web"}});
    make({{"tags", "prod a/b&\xc3\xbc"}});
    for (const std::string& key : {write, read}) {
        const json badges = ask(key, "GET", "v3/badges/").json()["badges"];
        CHECK(badges.size() == 4);
        for (const std::string tag : {"*", "prod", "web", "a/b&\xc3\xbc"}) {
            REQUIRE(badges.contains(tag));
            CHECK(badges[tag].size() == 6);
            for (const auto& [format, link] : badges[tag].items()) {
                CAPTURE(link);
                const Answer answer = raw_ask("GET", link.get<std::string>().substr(8));
                CHECK(answer.status == 200);
                CHECK(answer.has("Access-Control-Allow-Origin: *"));
                CHECK(answer.head.find("no-cache") != std::string::npos);
            }
        }
    }
    CHECK(badge("*", "json").find("-2.json") != std::string::npos);
    CHECK(badge("prod", "json").ends_with("-2/prod.json"));
    CHECK(badge("prod", "json3").find("-2/") == std::string::npos);
    CHECK(look(badge("a/b&\xc3\xbc", "shields"))["label"] == "a/b&\xc3\xbc");
    CHECK(look(badge("*", "shields"))["label"] == "db");
}

TEST_CASE_FIXTURE(Badges, "two states or three") {
    const json late = make({{"tags", "t late"}, {"timeout", 60}, {"grace", 600}});
    make({{"tags", "t"}});
    ping(late);
    CHECK(raw_ask("GET", badge("t", "json3")).body ==
          R"({"status": "up", "total": 2, "grace": 0, "down": 0})");
    pass(seconds{60});
    CHECK(raw_ask("GET", badge("t", "json3")).body ==
          R"({"status": "late", "total": 2, "grace": 1, "down": 0})");
    CHECK(look(badge("t", "json")) ==
          json{{"status", "up"}, {"total", 2}, {"grace", 1}, {"down", 0}});
    CHECK(raw_ask("GET", badge("late", "shields3")).body ==
          R"({"schemaVersion": 1, "label": "late", "message": "late", "color": "important"})");
    CHECK(look(badge("late", "shields"))["color"] == "success");
    const json down = make({{"tags", "t"}});
    ping(down, "/fail");
    for (const char* format : {"json", "json3"})
        CHECK(look(badge("t", format)) ==
              json{{"status", "down"}, {"total", 3}, {"grace", 1}, {"down", 1}});
    CHECK(look(badge("*", "shields3"))["color"] == "critical");
    CHECK(look(badge("late", "json3"))["status"] == "late");
    post(path_of(down) + "/pause");
    CHECK(look(badge("t", "json"))["status"] == "up");  // paused and new count as up
}

TEST_CASE_FIXTURE(Badges, "a picture says it in words and in colours, and runs nothing") {
    const json check = make({{"tags", "<b>&\""}});
    const Answer up = raw_ask("GET", badge("<b>&\"", "svg"));
    CHECK(up.has("Content-Type: image/svg+xml"));
    CHECK(up.has("Content-Security-Policy: default-src 'none'"));
    CHECK(up.body.starts_with("<svg "));
    CHECK(up.body.find("&lt;b&gt;&amp;&quot;: up") != std::string::npos);
    CHECK(up.body.find("<b>") == std::string::npos);
    CHECK(up.body.find("#4c1") != std::string::npos);
    ping(check, "/fail");
    CHECK(raw_ask("GET", badge("*", "svg")).body.find("#e05d44") != std::string::npos);
    const json late = make({{"tags", "late"}, {"timeout", 60}, {"grace", 600}});
    ping(late);
    pass(seconds{60});
    CHECK(raw_ask("GET", badge("late", "svg3")).body.find("#fe7d37") != std::string::npos);
}

TEST_CASE_FIXTURE(Badges, "nobody guesses a badge") {
    make({{"tags", "prod"}});
    const std::string good = badge("prod", "json");
    const auto status = [this](const std::string& target, const std::string& method = "GET") {
        return raw_ask(method, target).status;
    };
    const auto changed = [&](const std::string& from, const std::string& to) {
        std::string target = good;
        return target.replace(target.find(from), from.size(), to);
    };
    CHECK(status(good) == 200);
    CHECK(status(changed("/prod.", "/other.")) == 404);
    CHECK(status(changed(".json", ".png")) == 404);
    CHECK(status(changed("-2/", "-3/")) == 404);
    CHECK(status(good.substr(0, good.find("-2/") - 1) + "?" + good.substr(good.find("-2/"))) ==
          404);
    CHECK(status(changed("/badge/", "/badge/x")) == 404);
    CHECK(status(changed("-2/prod", "-2")) == 404);  // not the signature of all
    CHECK(status("/badge/x") == 404);
    CHECK(status(good, "OPTIONS") == 204);
    CHECK(status(good, "HEAD") == 405);
    CHECK(status(good, "POST") == 405);
}

TEST_CASE_FIXTURE(Badges, "one check has a badge of its own") {
    const json check = make({{"name", "nightly"}, {"timeout", 60}, {"grace", 600}});
    const std::string svg = check["badge_url"].get<std::string>().substr(8);
    REQUIRE(svg.starts_with("/b/2/"));
    const std::string id = svg.substr(5, Uuid::text_bytes);
    CHECK(id != check["uuid"]);
    ping(check);
    pass(seconds{60});
    CHECK(look("/b/2/" + id + ".json") ==
          json{{"status", "up"}, {"total", 1}, {"grace", 1}, {"down", 0}});
    CHECK(look("/b/3/" + id + ".json")["status"] == "late");
    CHECK(look("/b/3/" + id + ".shields") == json{{"schemaVersion", 1},
                                                  {"label", "nightly"},
                                                  {"message", "late"},
                                                  {"color", "important"}});
    CHECK(raw_ask("GET", svg).body.find("nightly: up") != std::string::npos);
    for (const std::string& bad : {"/b/4/" + id + ".svg", "/b/2/" + id + ".gif", "/b/2/" + id,
                                   "/b/2/" + check["uuid"].get<std::string>() + ".svg",
                                   std::string("/b/2/x.svg"), std::string("/b/")})
        CHECK(raw_ask("GET", bad).status == 404);
}

TEST_CASE_FIXTURE(Badges, "Prometheus reads with the key that may read, and with no other") {
    const json first = make({{"name", "a\"b\\c"}, {"tags", "x y"}});
    const json second = make({{"name", "late"}, {"tags", "y"}, {"timeout", 60}, {"grace", 600}});
    make({{"name", "third"}});
    ping(second);
    ping(second, "/start");
    pass(seconds{60});
    post(path_of(make({{"name", "asleep"}})) + "/pause");
    ping(first, "/fail");
    const std::string place = "/projects/" + uuid_of_db() + "/metrics/";
    const Answer answer = raw_ask("GET", place + read);
    CHECK(answer.status == 200);
    CHECK(answer.head.find("\r\nContent-Type: text/plain") != std::string::npos);
    const auto line = [&](const std::string& text) {
        CHECK_MESSAGE(answer.body.find(text + "\n") != std::string::npos, text);
    };
    const auto labels = [](const std::string& name, const std::string& tags, const json& check) {
        return "{name=\"" + name + "\",tags=\"" + tags + "\",unique_key=\"" +
               unique_key(*Uuid::parse(check["uuid"].get<std::string>())) + "\"}";
    };
    line("# TYPE hc_check_up gauge");
    line("hc_check_up" + labels("a\\\"b\\\\c", "x y", first) + " 0");
    line("hc_check_up" + labels("late", "y", second) + " 1");
    line("hc_check_started" + labels("late", "y", second) + " 1");
    line("hc_check_grace" + labels("late", "y", second) + " 1");
    line("hc_check_paused" + labels("late", "y", second) + " 0");
    line("hc_tag_up{tag=\"x\"} 0");
    line("hc_tag_up{tag=\"y\"} 0");
    line("hc_checks_total 4");
    line("hc_checks_down_total 1");
    CHECK(answer.body.find(first["uuid"].get<std::string>()) == std::string::npos);
    CHECK(raw_ask("GET", place, "Authorization: Bearer " + read + "\r\n").body == answer.body);
    CHECK(raw_ask("GET", place).status == 401);
    CHECK(raw_ask("GET", place, "Authorization: Basic " + read + "\r\n").status == 401);
    CHECK(raw_ask("GET", place + "short").status == 400);
    CHECK(raw_ask("GET", place, "Authorization: Bearer short\r\n").status == 400);
    CHECK(raw_ask("GET", place + write).status == 403);
    CHECK(raw_ask("GET", place + std::string(32, 'x')).status == 403);
    CHECK(raw_ask("GET", "/projects/11111111-2222-4333-8444-555555555555/metrics/" + read).status ==
          403);
    CHECK(raw_ask("GET", "/projects/x/metrics/" + read).status == 404);
    CHECK(raw_ask("POST", place + read).status == 405);
}
