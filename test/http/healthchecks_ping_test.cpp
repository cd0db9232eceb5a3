// The ping API of Healthchecks, what check_ping_test leaves: which pings count and as what, and
// each row of the table of states (spec/healthchecks-api.md, 1a.2, 1a.3 and 1a.5).
#include "check_client.h"

using namespace cronmon;

namespace {

using nlohmann::json;
using std::chrono::seconds;

const std::string one = "?rid=11111111-2222-4333-8444-555555555555";
const std::string two = "?rid=AAAAAAAA-BBBB-1CCC-9DDD-EEEEEEEEEEEE";

struct Pings : CheckClient {
    // The kind that was written down of the newest ping.
    std::string heard(const json& check) {
        return get(path_of(check) + "/pings/").json()["pings"][0]["type"];
    }
    std::string said(const json& check, const std::string& body, const std::string& rest = {}) {
        ping(check, rest, body);
        return heard(check);
    }
    std::string status(const json& check) { return again(check)["status"]; }
    bool started(const json& check) { return again(check)["started"]; }
    std::size_t logged(const json& check) {
        return get(path_of(check) + "/pings/").json()["pings"].size();
    }
};

}  // namespace

TEST_CASE_FIXTURE(Pings, "exit codes and run ids as they may be written") {
    const json check = make();
    const std::string target = "/ping/" + check["uuid"].get<std::string>();
    const auto answer = [&](const std::string& rest) { return raw_ask("GET", target + rest); };
    CHECK(answer("/000").status == 200);
    CHECK(heard(check) == "success");
    CHECK(answer("/0255").status == 200);
    CHECK(heard(check) == "fail");
    CHECK(answer("/99999999999999999999").body == "invalid url format");
    CHECK(answer("/start" + two).status == 200);
    CHECK(answer(two).status == 200);
    CHECK(get(path_of(check) + "/pings/").json()["pings"][0]["rid"] ==
          "aaaaaaaa-bbbb-1ccc-9ddd-eeeeeeeeeeee");
    CHECK(answer("?rid=x&" + one.substr(1)).status == 200);  // the last one counts
    CHECK(answer(one + "&rid=x").body == "invalid uuid format");
    CHECK(answer("?rid=11111111222243338444555555555555").body == "invalid uuid format");
    CHECK(answer("?anything=else&create=1").status == 200);
    CHECK(logged(check) == 6);
}

TEST_CASE_FIXTURE(Pings, "only create=1 makes a check, of a known key, with all channels") {
    const std::string ann = tell("ann");
    const std::string key = desk.must("POST", "/businesses/db/ping-key")["ping_key"];
    const auto answer = [this](const std::string& target) {
        return raw_ask("GET", "/ping/" + target);
    };
    for (const std::string query : {"", "?create=", "?create=0", "?create=11", "?create=true"})
        CHECK(answer(key + "/new-one" + query).body == "not found");
    CHECK(answer(std::string(22, 'x') + "/new-one?create=1").body == "not found");
    CHECK(get("checks/").json()["checks"].empty());
    CHECK(answer(key + "/new-one?create=1").status == 201);
    const json check = get("checks/?slug=new-one").json()["checks"][0];
    CHECK(check["name"] == "new-one");
    CHECK(check["timeout"] == 86400);
    CHECK(check["grace"] == 3600);
    CHECK(check["channels"] == ann);
    for (const std::string rest : {"/fail", "/start", "/log", "/7"})
        CHECK(answer(key + "/new-one" + rest).status == 200);
    for (const std::string rest : {"/", "/start/", "/1/2"})
        CHECK(answer(key + "/new-one" + rest).status == 404);
    post("checks/", {{"slug", "new-one"}});
    CHECK(answer(key + "/new-one?create=1").status == 409);
}

TEST_CASE_FIXTURE(Pings, "where only POST counts, everything else is written down and ignored") {
    const json check = make({{"methods", "POST"}});
    ping(check, "/fail");
    CHECK(heard(check) == "ign");
    CHECK(status(check) == "new");
    CHECK(said(check, "x", "/fail") == "fail");
    CHECK(status(check) == "down");
}

TEST_CASE_FIXTURE(Pings,
                  "words in a body outweigh the URL: failure, success, start, and the rest") {
    const json check = make({{"filter_http_body", true},
                             {"failure_kw", "ERROR, , FATAL"},
                             {"success_kw", "done"},
                             {"start_kw", "begin"}});
    CHECK(said(check, "ERROR and done and begin") == "fail");
    CHECK(said(check, "all done, begin") == "success");
    CHECK(said(check, "begin") == "start");
    CHECK(said(check, "a FATAL thing", "/start") == "fail");
    CHECK(said(check, "done", "/fail") == "success");
    CHECK(said(check, "done", "/7") == "success");
    CHECK(said(check, "begin", "/log") == "start");
    CHECK(said(check, "error") == "ign");  // case counts
    CHECK(said(check, "nothing of it", "/fail") == "ign");
    post(path_of(check), {{"filter_default_fail", true}});
    CHECK(said(check, "nothing of it") == "fail");
    CHECK(said(check, "\xff\xfe done") == "success");  // no text, and read all the same
    post(path_of(check),
         {{"filter_http_body", false}, {"filter_subject", true}, {"filter_body", true}});
    CHECK(said(check, "ERROR") == "success");  // filters of mails are none of ours
}

TEST_CASE_FIXTURE(Pings, "a paused check wakes by what has ended, if it may") {
    for (const std::string rest : {"", "/fail"}) {
        const json check = make();
        post(path_of(check) + "/pause");
        ping(check, "/log");
        CHECK(status(check) == "paused");
        ping(check, "/start");
        CHECK(status(check) == "paused");
        ping(check, rest);
        CHECK(status(check) == (rest.empty() ? "up" : "down"));
    }
    const json manual = make({{"manual_resume", true}});
    post(path_of(manual) + "/pause");
    ping(manual);
    CHECK(heard(manual) == "ign");
    CHECK(status(manual) == "paused");
    CHECK(again(manual)["last_ping"] == nullptr);
    post(path_of(manual) + "/resume");
    ping(manual);
    CHECK(status(manual) == "up");
}

TEST_CASE_FIXTURE(Pings, "a start changes no state, and its end is known by its run id") {
    const json check = make({{"grace", 60}});
    ping(check);
    const json before = again(check);
    ping(check, "/start" + one);
    CHECK(again(check)["last_ping"] == before["last_ping"]);
    CHECK(status(check) == "up");
    pass(seconds{3});
    ping(check, two);  // of another run: that one goes on
    CHECK(started(check));
    CHECK_FALSE(again(check).contains("last_duration"));
    ping(check, one);
    CHECK_FALSE(started(check));
    CHECK(again(check)["last_duration"] == 3);
    ping(check, "/start" + one);
    ping(check);  // without an id: it ends whatever runs
    CHECK_FALSE(started(check));
    CHECK_FALSE(again(check).contains("last_duration"));
    ping(check, "/start" + one);
    ping(check, "/fail" + two);  // so does a failure
    CHECK_FALSE(started(check));
    CHECK(status(check) == "down");
    ping(check, "/start");
    CHECK(status(check) == "down");
    pass(seconds{100});
    CHECK(status(check) == "down");
    ping(check, "/fail");
    CHECK(get(path_of(check) + "/flips/").json()["flips"].size() == 2);
}

TEST_CASE_FIXTURE(Pings, "a run whose success says another id is down when its time is over") {
    const json check = make({{"grace", 60}});
    ping(check, "/start" + one);
    ping(check, two);
    CHECK(status(check) == "up");
    pass(seconds{60});
    CHECK(status(check) == "down");
}

TEST_CASE_FIXTURE(Pings, "notes and ignored pings are counted, and change nothing else") {
    const json check = make();
    ping(check, "/log", "a note");
    const json after = again(check);
    CHECK(after["n_pings"] == 1);
    CHECK(after["last_ping"] == nullptr);
    CHECK(after["status"] == "new");
}

TEST_CASE_FIXTURE(Pings, "a name in X-Forwarded-For is believed from nobody") {
    const json check = make();
    const std::string target = "/ping/" + check["uuid"].get<std::string>();
    CHECK(
        raw_ask("GET", target, "X-Forwarded-For: 1.2.3.4\r\nX-Forwarded-Proto: https\r\n").status ==
        200);
    const json newest = get(path_of(check) + "/pings/").json()["pings"][0];
    CHECK(newest["remote_addr"] == "127.0.0.1");
    CHECK(newest["scheme"] == "http");
}

TEST_CASE("a proxy that is trusted says who came, and how") {
    Served site({{*net::Network::parse("127.0.0.0/8")}, false});
    const std::string answer = site.tcp(request(
        "GET", "/ping/" + site.uuid, "X-Forwarded-For: 1.2.3.4\r\nX-Forwarded-Proto: https\r\n"));
    CHECK(is(answer, 200));
    CHECK(site.log().at(0).client_ip == "1.2.3.4");
    CHECK(site.log().at(0).wire.by_https);
}
