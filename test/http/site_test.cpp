// The ping route over a real socket, byte by byte, and who may ask what where.
#include "http/site.h"

#include "served_site.h"

using namespace cronmon;

namespace {

// The answer without its Date, whose value is nobody's promise.
std::string undated(std::string answer) {
    const auto at = answer.find("Date: ");
    if (at != std::string::npos) answer.erase(at, answer.find("\r\n", at) + 2 - at);
    return answer;
}

std::string upper(std::string text) {
    for (char& c : text)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    return text;
}

constexpr const char* ok =
    "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: 2\r\n"
    "Ping-Body-Limit: 10000\r\nConnection: close\r\n\r\nOK";
constexpr const char* wrong_id =
    "HTTP/1.1 400 Bad Request\r\nContent-Type: application/json\r\nContent-Length: 45\r\n"
    "Connection: close\r\n\r\n{\"error\":\"Bad Request\",\"message\":\"Wrong Id\"}\n";

}  // namespace

TEST_CASE("a ping is answered byte by byte as it always was") {
    Served served;
    const std::string path = "/api/monlink/" + served.uuid;
    struct Case {
        std::string request;
        std::string answer;
        bool logged;
    };
    const std::string head_only(ok, std::string_view(ok).size() - 2);
    const std::string wrong_head(wrong_id, std::string_view(wrong_id).size() - 45);
    const Case cases[] = {
        {request("GET", path), ok, true},
        {request("HEAD", path), head_only, true},
        {request("POST", path), ok, true},
        {request("POST", path, {}, "a log"), ok, true},
        {request("PUT", path, {}, "a log"), ok, true},
        {request("GET", path + "?status=0"), ok, true},
        {request("GET", "/api/monlink/" + upper(served.uuid)), ok, true},
        {request("GET", path + "%20"), ok, true},
        {request("GET", "/" + path), ok, true},
        {request("GET", "/api/monlink/00000000-0000-0000-0000-000000000000"), wrong_id, false},
        {request("HEAD", "/api/monlink/00000000-0000-0000-0000-000000000000"), wrong_head, false},
        {request("GET", "/api/monlink/nope"), wrong_id, false},
        {request("POST", "/api/monlink/{" + served.uuid + "}", {}, "x"), wrong_id, false},
        {request("GET", "/api/monlink/%20" + served.uuid), wrong_id, false},
    };
    std::size_t logged = 0;
    for (const Case& each : cases) {
        CAPTURE(each.request);
        CHECK(undated(served.tcp(each.request)) == each.answer);
        logged += each.logged ? 1 : 0;
        CHECK(served.log().size() == logged);
    }
}

TEST_CASE("what is no ping is not logged: other places, other methods") {
    Served served;
    const std::string path = "/api/monlink/" + served.uuid;
    for (const std::string& place : {path + "/", std::string("/api/monlink"), path + "%2F"}) {
        CHECK(is(served.tcp(request("GET", place)), 404));
        const std::string json = served.tcp(request("GET", place, "Accept: application/json\r\n"));
        CHECK(is(json, 404));
        CHECK(body_of(json) == "{\"error\":\"not found\"}\n");
    }
    for (const char* method : {"DELETE", "PATCH", "BREW"}) {
        const std::string answer = served.tcp(request(method, path));
        CHECK(is(answer, 405));
        CHECK(answer.find("Allow: GET, HEAD, POST, PUT, OPTIONS\r\n") != std::string::npos);
        CHECK(body_of(answer).size() == 153);
    }
    const std::string options = served.tcp(request("OPTIONS", path));
    CHECK(is(options, 200));
    CHECK(options.find("Allow: ") != std::string::npos);
    CHECK(body_of(options).empty());
    CHECK(served.log().empty());
}

TEST_CASE("of a body the first bytes are kept, as many as the setting says now") {
    Served served;
    const std::string path = "/api/monlink/" + served.uuid;
    CHECK(is(served.tcp(request("POST", path, {}, std::string(20'000, 'x'))), 200));
    CHECK(served.log()[0].body_bytes == 10'000);
    served.desk.must("PUT", "/settings/ping.body_bytes", {{"value", "7"}});
    const std::string answer = served.tcp(request("POST", path, {}, "a longer log"));
    CHECK(answer.find("Ping-Body-Limit: 7\r\n") != std::string::npos);
    const auto newest = served.log()[0];
    CHECK(newest.body_bytes == 7);
    CHECK(newest.method == "POST");
    const auto task = served.desk.store->snapshot()->task_named("nightly")->task.id;
    CHECK(served.desk.store->snapshot()->ping_body(task, newest.id) == "a longe");
    CHECK(is(served.tcp(request("POST", path, "Content-Length: 3000000\r\n")), 413));
}

TEST_CASE("the log says who pinged, believing only our own proxies") {
    const auto ping = [](Served& served, const std::string& fields) {
        CHECK(is(served.tcp(request("GET", "/api/monlink/" + served.uuid, fields)), 200));
        return served.log()[0];
    };
    Served alone;
    const auto first = ping(alone, "X-Forwarded-For: 1.2.3.4\r\nUser-Agent: 监控/1.0\r\n");
    CHECK(first.client_ip == "127.0.0.1");
    CHECK(first.user_agent == "监控/1.0");
    CHECK(ping(alone, {}).user_agent == "");

    TrustedProxies trusted;
    trusted.networks.push_back(*net::Network::parse("127.0.0.0/8"));
    Served behind(trusted);
    CHECK(ping(behind, "X-Forwarded-For: 6.6.6.6, 1.2.3.4, 127.0.0.9\r\n").client_ip == "1.2.3.4");
}

TEST_CASE("a kept connection answers pipelined pings in order, each once") {
    Served served;
    const std::string ping = "GET /api/monlink/" + served.uuid + " HTTP/1.1\r\nHost: x\r\n\r\n";
    const std::string wrong = "GET /api/monlink/x HTTP/1.1\r\nHost: x\r\n\r\n";
    const std::string answers = served.tcp(ping + wrong + ping + request("GET", "/healthz"));
    std::vector<std::string> statuses;
    for (auto at = answers.find("HTTP/1.1 "); at != std::string::npos;
         at = answers.find("HTTP/1.1 ", at + 1))
        statuses.push_back(answers.substr(at + 9, 3));
    CHECK(statuses == std::vector<std::string>{"200", "400", "200", "200"});
    CHECK(served.log().size() == 2);
}

TEST_CASE("everybody may ask for health, only the operators' socket needs no login") {
    Served served;
    const std::string health = served.tcp(request("GET", "/healthz"));
    CHECK(is(health, 200));
    CHECK(body_of(health) == "ok");
    CHECK(body_of(served.tcp(request("GET", "/healthz", "Accept: application/json\r\n")))
              .starts_with("{\"ok\":true"));
    CHECK(body_of(served.local(request("GET", "/healthz"))) == "ok");

    for (const char* target : {"/api", "/x.js"}) CHECK(is(served.tcp(request("GET", target)), 404));
    for (const char* target : {"/api/cronmon/v1/tasks", "/api/cronmon/v1/settings"})
        CHECK(is(served.tcp(request("GET", target)), 401));
    const std::string tasks = served.local(request("GET", "/api/cronmon/v1/tasks"));
    CHECK(is(tasks, 200));
    CHECK(nlohmann::json::parse(body_of(tasks))["total"] == 1);
    CHECK(is(served.local(request("GET", "/api/monlink/" + served.uuid)), 200));
    CHECK(served.log()[0].client_ip == "unix");
    const std::string body = R"({"name":"other"})";
    CHECK(is(served.local(request("POST", "/api/cronmon/v1/businesses", {}, body)), 201));
}

TEST_CASE("while the disk fails nobody hears OK; when it is mended everybody does again") {
    Served served;
    const std::string ping = request("GET", "/api/monlink/" + served.uuid);
    served.desk.store->break_down();
    const std::string answer = served.tcp(ping);
    CHECK(is(answer, 503));
    CHECK(answer.find("Retry-After: 1\r\n") != std::string::npos);
    const std::string health = served.tcp(request("GET", "/healthz"));
    CHECK(is(health, 503));
    CHECK(body_of(health) == "the last commit failed, pings are refused");
    CHECK(served.desk.ask("POST", "/tasks/nightly/pause").status == 503);
    CHECK(served.desk.ask("GET", "/tasks/nightly").status == 200);
    served.desk.store->mend();
    served.desk.clock.advance(commit_retry_after);
    CHECK(is(served.tcp(ping), 200));
    CHECK(is(served.tcp(request("GET", "/healthz")), 200));
    CHECK(served.log().size() == 1);
}

TEST_CASE("a writer that does not move, or cannot write, is not healthy") {
    Desk desk;
    const auto health = [&] {
        return reply_in(desk.bridge.respond(WholeRequest("GET", "/healthz", {}))).status;
    };
    CHECK(health() == 200);
    desk.clock.advance(Millis{5000});
    CHECK(health() == 503);
    desk.engine.round();
    CHECK(health() == 200);
}
