// Who may do what: every route, tried by everybody.
#include "base/token.h"
#include "callers.h"

#include <doctest/doctest.h>

#include <map>

using namespace cronmon;

namespace {

// The least who may: nobody has to be known, or the reader, the manager, the administrator.
enum class Least { nobody, reader, manager, admin };

struct Row {
    Least least;
    const char* body = "{}";  // in the form that the route expects
    bool in_person = false;   // only with a session, and not at the operators' socket
};

// `{}` in a path stands for the thing that belongs to the business db.
const std::map<std::string, Row>& table() {
    using enum Least;
    static const std::map<std::string, Row> rows{
        {"GET /healthz", {nobody}},
        {"GET /api/openapi.json", {nobody}},
        {"GET /metrics", {reader}},
        {"POST /session", {nobody, R"({"user":"no.such.user","password":"x"})"}},
        {"POST /setup", {nobody, R"({"secret":"x","password":"long enough"})"}},
        {"GET /session", {reader}},
        {"DELETE /session", {reader, "{}", true}},
        {"GET /sessions", {reader, "{}", true}},
        {"DELETE /sessions", {reader, "{}", true}},
        {"DELETE /sessions/{}", {reader, "{}", true}},
        {"PATCH /account", {reader, "{}", true}},
        {"PUT /account/password", {reader, "{}", true}},
        {"POST /account/totp", {reader, "{}", true}},
        {"PUT /account/totp", {reader, "{}", true}},
        {"DELETE /account/totp", {reader, R"({"current":"correct horse"})", true}},
        {"GET /users", {admin}},
        {"POST /users", {admin}},
        {"GET /users/{}", {admin}},
        {"PATCH /users/{}", {admin}},
        {"DELETE /users/{}", {admin}},
        {"PUT /users/{}/permissions", {admin, R"({"businesses":["db"]})"}},
        {"PUT /users/{}/businesses/{}", {admin}},
        {"DELETE /users/{}/businesses/{}", {admin}},
        {"POST /users/{}/setup-link", {admin}},
        {"PUT /users/{}/password", {admin}},
        {"PUT /users/{}/api-password", {admin}},
        {"DELETE /users/{}/api-password", {admin}},
        {"DELETE /users/{}/totp", {admin}},
        {"GET /users/{}/sessions", {admin}},
        {"DELETE /users/{}/sessions", {admin}},
        {"GET /tokens", {reader}},
        {"POST /tokens", {reader}},
        {"DELETE /tokens/{}", {reader}},
        {"GET /businesses", {reader}},
        {"POST /businesses", {admin}},
        {"GET /businesses/{}", {reader}},
        {"PATCH /businesses/{}", {admin}},
        {"DELETE /businesses/{}", {admin}},
        {"PUT /businesses/{}/notifiers/{}", {manager}},
        {"DELETE /businesses/{}/notifiers/{}", {manager}},
        {"POST /businesses/{}/ping-key", {manager}},
        {"DELETE /businesses/{}/ping-key", {manager}},
        {"GET /businesses/{}/keys", {manager}},
        {"POST /businesses/{}/keys", {manager, R"({"may":"read"})"}},
        {"DELETE /businesses/{}/keys/{}", {manager}},
        {"POST /pings", {reader}},
        {"GET /assignments", {reader}},
        {"GET /notifiers", {reader}},
        {"POST /notifiers", {admin}},
        {"GET /notifiers/{}", {reader}},
        {"PATCH /notifiers/{}", {admin}},
        {"DELETE /notifiers/{}", {admin}},
        {"POST /notifiers/{}/test", {admin}},
        {"GET /tasks", {reader}},
        {"POST /tasks", {manager}},
        {"GET /tasks/{}", {reader}},
        {"PATCH /tasks/{}", {manager}},
        {"DELETE /tasks/{}", {manager}},
        {"POST /tasks/{}/pause", {manager}},
        {"POST /tasks/{}/resume", {manager}},
        {"GET /tasks/{}/ping", {reader}},
        {"POST /tasks/{}/ping", {reader}},
        {"GET /tasks/{}/log", {reader}},
        {"GET /tasks/{}/log/{}/body", {reader}},
        {"GET /tasks/{}/flips", {reader}},
        {"GET /tasks/{}/report", {reader}},
        {"GET /tasks/{}/suspicions", {reader}},
        {"GET /strips", {reader}},
        {"GET /schedule", {reader}},
        {"GET /zones", {reader}},
        {"GET /alerts", {reader}},
        {"POST /alerts/{}/retry", {manager}},
        {"GET /blind", {reader}},
        {"GET /settings", {admin}},
        {"GET /settings/{}", {admin}},
        {"PUT /settings/{}", {admin}},
        {"DELETE /settings/{}", {admin}},
        {"GET /config", {admin}},
        {"GET /backup", {admin}},
        {"POST /configuration", {admin}},
        {"POST /mail/test", {admin}},
        {"GET /audit", {admin}},
        {"GET /dashboard", {reader}},
        {"GET /changes", {reader}},
        {"GET /about", {reader}},
        {"GET /doctor", {admin}},
        {"GET /upgrade", {admin}},
        {"POST /upgrade", {admin}},
    };
    return rows;
}

std::string key_of(const Router::Entry& entry) {
    std::string path = entry.pattern;
    if (path.starts_with(api_root)) path.erase(0, api_root.size());
    return entry.method + " " + path;
}

// The path with names in it, of what is there and belongs to `business`.
std::string filled(std::string path, std::string_view business) {
    const bool ours = business == "db";
    const std::map<std::string, std::string> nouns{
        {"/businesses/{}", "/businesses/" + std::string(business)},
        {"/notifiers/{}", "/notifiers/ann"},
        {"/tasks/{}", ours ? "/tasks/nightly" : "/tasks/foreign"},
        {"/users/{}", "/users/reader.of.db"},
        {"/settings/{}", "/settings/site.url"},
    };
    for (const auto& [pattern, name] : nouns)
        if (const auto at = path.find(pattern); at != std::string::npos)
            path.replace(at, pattern.size(), name);
    while (path.find("{}") != std::string::npos) path.replace(path.find("{}"), 2, "999999");
    return path;
}

// Whether the door stayed shut; what came behind it (a wrong password, say) is another matter.
bool is_refused(const Reply& reply) {
    return reply.status == 403 && reply.body.find("\"field\":\"caller\"") != std::string::npos;
}

}  // namespace

TEST_CASE("every route is in the table, and nothing else is") {
    Desk desk;
    std::map<std::string, int> seen;
    for (const Router::Entry& entry : desk.router.entries()) ++seen[key_of(entry)];
    for (const auto& [key, times] : seen) {
        CHECK_MESSAGE(table().contains(key), key);
        CHECK_MESSAGE(times == 1, key);
    }
    for (const auto& [key, row] : table()) CHECK_MESSAGE(seen.contains(key), key);
}

// A desk for each route: many of them remove what the next would need.
TEST_CASE("everybody is let in exactly where the table says") {
    for (const auto& [key, row] : table()) {
        const auto blank = key.find(' ');
        const std::string method = key.substr(0, blank);
        if (key.find("/healthz") != std::string::npos) continue;  // not below the API's root
        if (key.find("openapi") != std::string::npos) continue;
        if (key.find("/metrics") != std::string::npos) continue;
        const std::string path = filled(key.substr(blank + 1), "db");
        const std::string body = method == "GET" ? "" : row.body;
        Desk desk;
        Callers callers(desk);
        CAPTURE(key);
        const auto ask = [&](const std::string& who) {
            return callers.ask(who, method, path, body);
        };
        if (row.least == Least::nobody) {
            CHECK(ask("").status != 403);
            continue;
        }
        CHECK(ask("").status == 401);
        CHECK(ask("Cookie: cronmon_session=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\r\n"
                  "Origin: http://cronmon.test\r\n")
                  .status == 401);
        CHECK(is_refused(ask(callers.reader)) == (row.least > Least::reader));
        CHECK(is_refused(ask(callers.manager)) == (row.least > Least::manager));
        CHECK_FALSE(is_refused(ask(callers.admin)));
        CHECK(is_refused(desk.ask(method, path, body)) == row.in_person);
    }
}

TEST_CASE("what this machine executes is chosen at the operators' socket, and nowhere else") {
    Desk desk;
    Callers callers(desk);
    for (const char* method : {"GET", "POST"}) {
        const Reply reply = callers.ask(callers.admin, method, "/upgrade", "{}");
        CHECK(reply.status == 403);
        CHECK(reply.body.find("only by the socket in the data folder") != std::string::npos);
        CHECK(desk.ask(method, "/upgrade", "{}").status == 409);  // no server runs at this desk
    }
}

TEST_CASE("what belongs to a foreign business is not there, by name and by id") {
    Desk desk;
    Callers callers(desk);
    const auto id = [&](const char* path) {
        return std::to_string(desk.must("GET", path)["id"].get<int>());
    };
    const std::string task = id("/tasks/foreign");
    const std::string business = id("/businesses/web");
    for (const std::string& who : {callers.manager, callers.reader}) {
        for (const auto& [key, row] : table()) {
            const auto blank = key.find(' ');
            const std::string method = key.substr(0, blank);
            const std::string pattern = key.substr(blank + 1);
            const bool of_business = pattern.starts_with("/tasks/") ||
                                     pattern.starts_with("/businesses/") ||
                                     pattern.starts_with("/alerts/");
            if (!of_business) continue;
            std::string by_name = filled(pattern, "web");
            std::string by_id = by_name;
            if (const auto at = by_id.find("foreign"); at != std::string::npos)
                by_id.replace(at, 7, task);
            if (const auto at = by_id.find("/web"); at != std::string::npos)
                by_id.replace(at + 1, 3, business);
            CAPTURE(key);
            for (const std::string& path : {by_name, by_id}) {
                const Reply reply = callers.ask(who, method, path, method == "GET" ? "" : row.body);
                CHECK((reply.status == 404 || reply.status == 403));
                CHECK(reply.body.find("foreign\"") == std::string::npos);
            }
        }
    }
    CHECK(desk.must("GET", "/tasks/foreign")["name"] == "foreign");
    CHECK(desk.must("GET", "/businesses/web")["enabled"] == true);
}

TEST_CASE("lists hold what their reader sees, and totals count only that") {
    Desk desk;
    Callers callers(desk);
    desk.must("PUT", "/businesses/web/notifiers/ann");
    const auto list = [&](const std::string& who, const char* path) {
        return nlohmann::json::parse(callers.ask(who, "GET", path).body);
    };
    for (const std::string& who : {callers.manager, callers.reader}) {
        CHECK(list(who, "/tasks")["total"] == 1);
        CHECK(list(who, "/tasks?search=e")["rows"].empty());
        CHECK(list(who, "/tasks")["rows"][0]["name"] == "nightly");
        CHECK(list(who, "/businesses")["total"] == 1);
        CHECK(list(who, "/notifiers")["rows"][0]["businesses"] == nlohmann::json{"db"});
        CHECK(list(who, "/dashboard")["tasks"]["now"] == 1);
        CHECK(list(who, "/dashboard")["states"]["new"] == 1);
    }
    CHECK(list(callers.admin, "/tasks")["total"] == 2);
    CHECK(list(callers.admin, "/dashboard")["tasks"]["now"] == 2);
    CHECK(callers.ask(callers.manager, "GET", "/tasks?business=web").status == 404);
}

TEST_CASE("a task cannot be moved to, or made in, a business that is not seen") {
    Desk desk;
    Callers callers(desk);
    const auto& who = callers.manager;
    CHECK(callers.ask(who, "PATCH", "/tasks/nightly", R"({"business":"web"})").status == 404);
    CHECK(callers.ask(who, "POST", "/tasks", R"({"name":"mine","business":"web","every":"1h"})")
              .status == 404);
    CHECK(callers.ask(who, "PATCH", "/tasks/nightly", R"({"grace":"1h"})").status == 200);
    CHECK(desk.must("GET", "/tasks/nightly")["business"] == "db");
}

TEST_CASE("a suggestion never names what is not seen") {
    Desk desk;
    Callers callers(desk);
    CHECK(callers.ask(callers.admin, "GET", "/tasks/foreigm").body.find("'foreign'") !=
          std::string::npos);
    CHECK(callers.ask(callers.manager, "GET", "/tasks/foreigm").body.find("'foreign'") ==
          std::string::npos);
}
