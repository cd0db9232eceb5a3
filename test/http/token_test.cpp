// Tokens and Basic authentication: for programs.
#include "callers.h"

#include <doctest/doctest.h>

using namespace cronmon;

namespace {

using nlohmann::json;

std::string bearer(const std::string& token) { return "Authorization: Bearer " + token + "\r\n"; }

std::string make(Callers& callers, const std::string& who, const json& body) {
    const Reply reply = callers.ask(who, "POST", "/tokens", body.dump());
    if (reply.status != 201) throw std::runtime_error(reply.body);
    return json::parse(reply.body)["token"];
}

}  // namespace

TEST_CASE("a token is shown once, may what its scope says, and is forgotten when revoked") {
    Desk desk;
    Callers callers(desk);
    const std::string read = make(callers, callers.manager, {{"name", "look"}});
    const std::string write = make(callers, callers.manager, {{"name", "do"}, {"scope", "write"}});
    const std::string ping = make(callers, callers.manager, {{"name", "go"}, {"scope", "ping"}});
    CHECK(read.starts_with("cronmon_"));
    const auto status = [&](const std::string& token, const char* method, const char* path) {
        return desk.ask_with(bearer(token), method, path).status;
    };
    CHECK(status(read, "GET", "/tasks") == 200);
    CHECK(status(read, "POST", "/tasks/nightly/pause") == 403);
    CHECK(status(write, "POST", "/tasks/nightly/pause") == 200);
    CHECK(status(write, "POST", "/tasks/foreign/pause") == 404);
    CHECK(status(write, "DELETE", "/sessions") == 403);
    CHECK(status(write, "GET", "/tokens") == 403);
    CHECK(status(ping, "GET", "/tasks") == 403);
    CHECK(status(ping, "POST", "/tasks/nightly/ping") == 307);
    CHECK(status(ping, "POST", "/tasks/foreign/ping") == 404);
    CHECK(status("cronmon_forged", "GET", "/tasks") == 401);

    const std::string list = callers.ask(callers.manager, "GET", "/tokens").body;
    for (const std::string& secret : {read, write, ping})
        CHECK(list.find(secret.substr(8)) == std::string::npos);
    const auto rows = json::parse(list)["rows"];
    REQUIRE(rows.size() == 3);
    for (const json& row : rows) {
        const std::string path = "/tokens/" + std::to_string(row["id"].get<int>());
        CHECK(callers.ask(callers.reader, "DELETE", path).status == 404);
        CHECK(callers.ask(callers.manager, "DELETE", path).status == 200);
    }
    CHECK(status(read, "GET", "/tasks") == 401);
}

TEST_CASE("a token sees no more than its businesses, and no more than its user") {
    Desk desk;
    Callers callers(desk);
    const std::string web =
        make(callers, callers.admin, {{"name", "web"}, {"businesses", {"web"}}});
    CHECK(desk.ask_with(bearer(web), "GET", "/tasks/foreign").status == 200);
    CHECK(desk.ask_with(bearer(web), "GET", "/tasks/nightly").status == 404);
    CHECK(callers.ask(callers.manager, "POST", "/tokens", R"({"name":"more","businesses":["web"]})")
              .status == 404);
    const std::string db = make(callers, callers.manager, {{"name", "db"}, {"businesses", {"db"}}});
    CHECK(desk.ask_with(bearer(db), "GET", "/tasks/nightly").status == 200);
    desk.must("DELETE", "/users/manager.of.db/businesses/db");
    CHECK(desk.ask_with(bearer(db), "GET", "/tasks/nightly").status == 404);
    desk.must("PATCH", "/users/manager.of.db", {{"enabled", false}});
    CHECK(desk.ask_with(bearer(db), "GET", "/tasks").status == 401);
}

TEST_CASE("a token expires") {
    Desk desk;
    Callers callers(desk);
    const std::string token =
        make(callers, callers.manager, {{"name", "soon"}, {"expires_in", "1h"}});
    CHECK(desk.ask_with(bearer(token), "GET", "/tasks").status == 200);
    desk.clock.advance(std::chrono::hours{1});
    CHECK(desk.ask_with(bearer(token), "GET", "/tasks").status == 401);
}

TEST_CASE("an API name and password do what their user may, but not in person") {
    Desk desk;
    Callers callers(desk);
    desk.must("PATCH", "/users/manager.of.db", {{"api_name", "api_manager"}});
    desk.must("PUT", "/users/manager.of.db/api-password", {{"password", "api secret"}});
    // api_manager:api secret
    const std::string basic = "Authorization: Basic YXBpX21hbmFnZXI6YXBpIHNlY3JldA==\r\n";
    CHECK(desk.ask_with(basic, "GET", "/tasks/nightly").status == 200);
    CHECK(desk.ask_with(basic, "POST", "/tasks/nightly/pause").status == 200);
    CHECK(desk.ask_with(basic, "GET", "/tasks/foreign").status == 404);
    CHECK(desk.ask_with(basic, "GET", "/sessions").status == 403);
    CHECK(desk.ask_with("Authorization: Basic YXBpX21hbmFnZXI6d3Jvbmc=\r\n", "GET", "/tasks")
              .status == 401);
    CHECK(desk.ask_with("Authorization: Digest x\r\n", "GET", "/tasks").status == 401);
    desk.must("DELETE", "/users/manager.of.db/api-password");
    CHECK(desk.ask_with(basic, "GET", "/tasks").status == 401);
}
