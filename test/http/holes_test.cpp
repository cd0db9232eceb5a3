// The original's security findings (a) to (h), each of them closed; and what its users kept asking.
#include "callers.h"

#include <doctest/doctest.h>

using namespace cronmon;

namespace {

using nlohmann::json;

}  // namespace

TEST_CASE("(a), (c) what a record belongs to is looked up, never believed") {
    Desk desk;
    Callers callers(desk);
    const std::string id = std::to_string(desk.must("GET", "/tasks/foreign")["id"].get<int>());
    for (const std::string& path :
         {"/tasks/" + id, "/tasks/" + id + "?bid=1&business=db", std::string("/tasks/foreign")}) {
        CHECK(callers.ask(callers.manager, "GET", path).status >= 400);
        CHECK(callers.ask(callers.manager, "DELETE", path).status >= 400);
        CHECK(callers.ask(callers.manager, "PATCH", path, R"({"business":"db"})").status >= 400);
    }
    CHECK(callers.ask(callers.manager, "GET", "/tasks/" + id + "/log").status == 404);
    CHECK(desk.must("GET", "/tasks/foreign")["business"] == "web");
}

TEST_CASE("(b) only administrators remove notifiers") {
    Desk desk;
    Callers callers(desk);
    CHECK(callers.ask(callers.manager, "DELETE", "/notifiers/ann").status == 403);
    CHECK(desk.must("GET", "/notifiers/ann")["name"] == "ann");
}

TEST_CASE("(d) a removal needs more than a cookie") {
    Desk desk;
    Callers callers(desk);
    const std::string cookie = callers.admin.substr(0, callers.admin.find("Origin"));
    const std::string form = "Content-Type: application/x-www-form-urlencoded\r\n";
    for (const std::string& fields :
         {cookie, cookie + form, cookie + form + "Referer: http://cronmon.test/\r\n"})
        CHECK(desk.ask_with(fields, "DELETE", "/tasks/nightly").status >= 400);
    CHECK(desk.must("GET", "/tasks/nightly")["name"] == "nightly");
}

TEST_CASE("(e) the last administrator stays, however it is tried") {
    Desk desk;
    Callers callers(desk);
    CHECK(callers.ask(callers.admin, "DELETE", "/users/cronadmin").status == 409);
    CHECK(callers.ask(callers.admin, "PATCH", "/users/cronadmin", R"({"enabled":false})").status ==
          409);
    CHECK(callers.ask(callers.admin, "PATCH", "/users/cronadmin", R"({"role":"reader"})").status ==
          409);
    CHECK(callers.ask(callers.manager, "DELETE", "/users/cronadmin").status == 403);
    const std::string second = callers.sign_up("second.admin", "admin");
    CHECK(callers.ask(second, "DELETE", "/users/cronadmin").status == 200);
    CHECK(callers.ask(second, "DELETE", "/users/second.admin").status == 409);
}

TEST_CASE("(f) nothing that is asked for leads to another site") {
    Desk desk;
    Callers callers(desk);
    for (const char* path :
         {"/session?next=http://evil.example/", "/tasks?next=//evil.example", "//evil.example"}) {
        const Reply reply = callers.ask(callers.admin, "GET", path);
        CHECK(field_of(reply, "Location").empty());
        CHECK((reply.status < 300 || reply.status >= 400));
    }
    const std::string location =
        field_of(callers.ask(callers.admin, "POST", "/tasks/nightly/ping"), "Location");
    CHECK(location.starts_with("/api/monlink/"));
}

TEST_CASE("(g) what is searched for is only searched for") {
    Desk desk;
    Callers callers(desk);
    for (const char* evil :
         {"%22", "%27", "%27%20OR%201%3D1--", "%25", "_", "%5C", "__import__%28%27os%27%29"}) {
        for (const char* list :
             {"/tasks", "/businesses", "/notifiers", "/users", "/alerts", "/audit"}) {
            const std::string path = std::string(list) + "?search=" + evil;
            const Reply reply = callers.ask(callers.admin, "GET", path);
            CAPTURE(path);
            CHECK(reply.status == 200);
            const auto total = json::parse(reply.body)["total"].get<int>();
            const bool in_a_name = evil == std::string("%27") && list == std::string("/audit");
            if (!in_a_name && evil != std::string("_")) CHECK(total == 0);
        }
    }
    for (const char* broken : {"%00", "a%00b", "%F0%28%8C%28", "%0A"})
        for (const char* list : {"/tasks", "/audit"}) {
            const std::string path = std::string(list) + "?search=" + broken;
            CHECK(callers.ask(callers.admin, "GET", path).status == 422);
        }
    CHECK(callers.ask(callers.admin, "GET", "/tasks?sort=name;drop").status == 422);
    CHECK(callers.ask(callers.admin, "GET", "/tasks?page=abc").status == 422);
}

TEST_CASE("(h) what is removed takes its permissions along, and comes back for nobody") {
    Desk desk;
    Callers callers(desk);
    desk.must("DELETE", "/businesses/db");
    CHECK(desk.must("GET", "/users/manager.of.db")["businesses"].empty());
    CHECK(callers.ask(callers.manager, "GET", "/tasks").body.find("nightly") == std::string::npos);
    desk.must("POST", "/businesses", {{"name", "db"}});
    CHECK(callers.ask(callers.manager, "GET", "/businesses/db").status == 404);
}

TEST_CASE("no hash and no secret is in any answer") {
    Desk desk;
    Callers callers(desk, Callers::Passwords::set);
    desk.must("PUT", "/settings/smtp.password", {{"value", "hunter2 secret"}});
    desk.must("PATCH", "/users/reader.of.db", {{"api_name", "api_reader"}});
    desk.must("PUT", "/users/reader.of.db/api-password", {{"password", "api secret"}});
    for (const char* path : {"/users", "/users/reader.of.db", "/settings", "/audit?length=1000",
                             "/session", "/tokens", "/users/reader.of.db/sessions"}) {
        const std::string body = callers.ask(callers.admin, "GET", path).body;
        CAPTURE(path);
        for (const char* secret : {"argon2", "hunter2", "api secret", Callers::password})
            CHECK(body.find(secret) == std::string::npos);
    }
}

TEST_CASE("who changed what, from where, before and after") {
    Desk desk;
    Callers callers(desk);
    callers.ask(callers.manager, "PATCH", "/tasks/nightly", R"({"grace":"1h"})");
    const auto rows =
        json::parse(callers.ask(callers.admin, "GET", "/audit?action=task.").body)["rows"];
    REQUIRE(rows.size() == 3);
    CHECK(rows[0]["actor"] == "manager.of.db");
    CHECK(rows[0]["address"] == "192.0.2.1");
    CHECK(rows[0]["action"] == "task.edit");
    CHECK(rows[0]["object"] == "nightly");
    CHECK(rows[0]["changes"] == json{{{"field", "grace"}, {"before", "5m"}, {"after", "1h"}}});
    CHECK(rows[2]["actor"] == "local");
    const auto found =
        json::parse(callers.ask(callers.admin, "GET", "/audit?search=192.0.2.1").body);
    CHECK(found["total"] == 4);  // three logins and the edit
}
