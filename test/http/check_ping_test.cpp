// The ping API that Healthchecks' clients speak, byte by byte where they look
// (spec/healthchecks-api.md, 1a); and what the original's family makes of the same words.
#include "served_site.h"

using namespace cronmon;

namespace {

constexpr std::string_view rid = "11111111-2222-4333-8444-555555555555";

struct CheckSite : Served {
    std::string ask(const std::string& method, const std::string& target,
                    const std::string& body = {}) {
        return tcp(request(method, target, {}, body));
    }
    std::string get(const std::string& target) { return ask("GET", target); }
    std::string ping(const std::string& rest = {}) { return get("/ping/" + uuid + rest); }
    std::string monlink(const std::string& rest) { return get("/api/monlink/" + uuid + rest); }
    PingRecord newest() { return log().at(0); }

    std::string key() { return desk.must("POST", "/businesses/db/ping-key")["ping_key"]; }
    nlohmann::json task(const std::string& name = "nightly") {
        return desk.must("GET", "/tasks/" + name);
    }
};

bool has(const std::string& answer, const std::string& part) {
    return answer.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE_FIXTURE(CheckSite, "a ping is answered with OK, and with what its client looks at") {
    const std::string answer = ping();
    CHECK(is(answer, 200));
    CHECK(body_of(answer) == "OK");
    CHECK(has(answer, "\r\nPing-Body-Limit: 10000\r\n"));
    CHECK(has(answer, "\r\nAccess-Control-Allow-Origin: *\r\n"));
    CHECK(has(answer,
              "\r\nCache-Control: max-age=0, no-cache, no-store, must-revalidate, private\r\n"));
    CHECK(has(answer, "\r\nExpires: "));
    CHECK(has(answer, "\r\nContent-Type: text/plain; charset=utf-8\r\n"));
    CHECK(newest().kind == PingKind::success);
    CHECK(task()["pings"] == 1);
}

TEST_CASE_FIXTURE(CheckSite,
                  "each suffix is a kind of ping, and start tells the body's limit too") {
    CHECK(has(ping("/start"), "\r\nPing-Body-Limit: 10000\r\n"));
    CHECK(newest().kind == PingKind::start);
    CHECK(is(ping("/"), 200));
    CHECK(newest().kind == PingKind::success);
    CHECK(is(ping("/log"), 200));
    CHECK(newest().kind == PingKind::log);
    CHECK(is(ping("/fail"), 200));
    CHECK(newest().kind == PingKind::fail);
    CHECK(task()["state"] == "down");
    CHECK(is(ping("/0"), 200));
    CHECK(newest().exit_status == 0);
    CHECK(task()["state"] == "up");
    CHECK(is(ping("/255"), 200));
    CHECK(newest().kind == PingKind::fail);
    CHECK(newest().exit_status == 255);
}

TEST_CASE_FIXTURE(CheckSite, "what is wrong is told in the words that clients know") {
    const std::string stranger = "00000000-0000-4000-8000-000000000000";
    const auto check = [this](const std::string& target, int status, std::string_view body) {
        CAPTURE(target);
        const std::string answer = get(target);
        CHECK(is(answer, status));
        CHECK(body_of(answer) == body);
        CHECK_FALSE(has(answer, "Ping-Body-Limit"));
        CHECK_FALSE(has(answer, "Access-Control-Allow-Origin"));
    };
    check("/ping/" + stranger, 404, "not found");
    check("/ping/" + stranger + "?rid=x", 404, "not found");
    check("/ping/" + uuid + "/256", 400, "invalid url format");
    check("/ping/" + uuid + "/256?rid=x", 400, "invalid url format");
    check("/ping/" + uuid + "?rid=x", 400, "invalid uuid format");
    check("/ping/" + uuid + "?rid=", 400, "invalid uuid format");
    check("/ping/" + uuid + "/foo", 404, "not found");
    check("/ping/" + uuid + "/FAIL", 400, "invalid url format");
    check("/ping/nokey/slug?create=1", 404, "not found");
    check("/ping/nokey/Slug", 400, "invalid url format");
    CHECK(log().empty());
    for (const std::string rest : {"/start/", "/1/2", "/fail/"}) CHECK(is(ping(rest), 404));
    CHECK(is(get("/ping/6547EE88-E643-11F1-AFB7-02FC00000001"), 404));
    CHECK(log().empty());
}

TEST_CASE_FIXTURE(CheckSite, "HEAD, POST and PUT are pings, OPTIONS is not") {
    const std::string head = ask("HEAD", "/ping/" + uuid);
    CHECK(is(head, 200));
    CHECK(body_of(head).empty());
    CHECK(is(ask("POST", "/ping/" + uuid, "some output"), 200));
    CHECK(newest().body_bytes == 11);
    CHECK(is(ask("PUT", "/ping/" + uuid, "x"), 200));
    const std::string options = ask("OPTIONS", "/ping/" + uuid);
    CHECK(is(options, 204));
    CHECK(has(options, "\r\nAccess-Control-Allow-Origin: *\r\n"));
    CHECK(is(ask("DELETE", "/ping/" + uuid), 405));
    CHECK(log().size() == 3);
}

TEST_CASE_FIXTURE(CheckSite, "a run is measured between its start and its end") {
    const std::string run = "?rid=" + std::string(rid);
    CHECK(is(ping("/start" + run), 200));
    CHECK(task()["running"] == 1);
    CHECK(task()["open_runs"][0]["rid"] == rid);
    CHECK(task()["open_runs"][0]["started_ms"] == task()["run_started_ms"]);
    desk.clock.advance(std::chrono::seconds{3});
    CHECK(is(ping("/start"), 200));
    CHECK(is(ping(run), 200));
    CHECK(newest().run->text() == rid);
    CHECK(newest().duration == Millis{3000});
    CHECK(task()["last_duration_ms"] == 3000);
    CHECK(task()["running"] == 1);
    CHECK(task()["open_runs"][0]["rid"].is_null());
    CHECK(is(ping("/fail"), 200));
    CHECK(task()["running"] == 0);
}

TEST_CASE_FIXTURE(CheckSite, "a slug makes its task if that is wished, and is then pinged by it") {
    const std::string base = "/ping/" + key() + "/";
    CHECK(body_of(get(base + "backup")) == "not found");
    const std::string made = get(base + "backup/start?create=1");
    CHECK(is(made, 201));
    CHECK(body_of(made) == "Created");
    CHECK(has(made, "\r\nPing-Body-Limit: 10000\r\n"));
    CHECK(is(get(base + "backup?create=1"), 200));
    const auto backup = task("backup");
    CHECK(backup["slug"] == "backup");
    CHECK(backup["state"] == "up");
    CHECK(backup["pings"] == 2);
    CHECK(backup["schedule"] == "1d");
    CHECK(backup["grace_s"] == 3600);
    desk.must("PATCH", "/tasks/nightly", {{"slug", "backup"}});
    const std::string twice = get(base + "backup");
    CHECK(is(twice, 409));
    CHECK(body_of(twice) == "ambiguous slug");
    CHECK(is(get(base + "newslug/256?create=1"), 400));  // made, and then refused
    CHECK(task("newslug")["pings"] == 0);
}

TEST_CASE_FIXTURE(CheckSite, "the original's family keeps its manners with the same words") {
    CHECK(is(monlink("/start"), 200));
    CHECK(is(monlink("/7?rid=" + std::string(rid)), 200));
    CHECK(newest().exit_status == 7);
    CHECK(task()["state"] == "down");
    CHECK(body_of(monlink("/256")) ==
          "{\"error\":\"Bad Request\",\"message\":\"exit status: must be 0 to 255\"}\n");
    CHECK(body_of(monlink("?rid=x")) ==
          "{\"error\":\"Bad Request\",\"message\":\"rid: must be a UUID\"}\n");
    CHECK(is(monlink("/"), 404));
    CHECK(is(get("/api/monlink/00000000-0000-4000-8000-000000000000/fail"), 400));
    desk.must("POST", "/tasks/nightly/pause");
    CHECK(is(monlink(""), 200));
    CHECK(task()["state"] == "paused");
    CHECK(is(ping(), 200));
    CHECK(task()["state"] == "up");
}

TEST_CASE_FIXTURE(CheckSite, "a body that is cut inside a letter is still read for words") {
    desk.must("PUT", "/settings/ping.body_bytes", {{"value", "10"}});
    desk.must("PATCH", "/tasks/nightly",
              {{"by_body", true}, {"success_words", "完成"}, {"else_fail", true}});
    CHECK(is(ask("POST", "/ping/" + uuid, "完成完成完成"), 200));  // the tenth byte is inside one
    CHECK(newest().kind == PingKind::success);
    CHECK(newest().body_bytes == 10);
    CHECK(is(ask("POST", "/ping/" + uuid, "\xff\xfe"), 200));
    CHECK(newest().kind == PingKind::fail);
}

TEST_CASE_FIXTURE(CheckSite, "late news is told by who may ping, once, and not of long ago") {
    const auto now_ms = to_ms(desk.clock.now());
    const auto tell = [this](const nlohmann::json& body) {
        return desk.ask("POST", "/pings", body.dump());
    };
    const nlohmann::json news{{"target", uuid}, {"kind", "fail"},   {"at_ms", now_ms - 60'000},
                              {"rid", rid},     {"exit_status", 3}, {"body_base64", "b3V0cHV0"}};
    const Reply told = tell(news);
    CHECK(told.status == 201);
    CHECK(nlohmann::json::parse(told.body)["state"] == "down");
    CHECK(newest().at == desk.clock.now() - std::chrono::minutes{1});
    CHECK(newest().body_bytes == 6);
    CHECK(tell(news).status == 409);
    const std::string by_slug = key() + "/none";
    CHECK(tell({{"target", by_slug}, {"at_ms", now_ms}}).status == 404);
    CHECK(tell({{"target", "nightly"}, {"at_ms", now_ms + 61'000}}).status == 422);
    CHECK(tell({{"target", "nightly"}, {"at_ms", now_ms - 8 * ms_per_day}}).status == 422);
    CHECK(tell({{"target", "nightly"}}).status == 422);
    CHECK(tell({{"target", "nightly"}, {"at_ms", now_ms}, {"kind", "ignored"}}).status == 422);
    CHECK(tell({{"target", "nightly"}, {"at_ms", now_ms}, {"rid", "x"}}).status == 422);
    CHECK(tell({{"target", "nightly"}, {"at_ms", now_ms}, {"exit_status", 256}}).status == 422);
    CHECK(tell({{"target", "nightly"}, {"at_ms", now_ms}, {"body_base64", "!"}}).status == 422);
    CHECK(desk.ask_with("", "POST", "/pings", news.dump()).status == 401);
}
