#include "http/ping_route.h"

#include <doctest/doctest.h>

using namespace cronmon;
using Place = PingTarget::Place;

namespace {

constexpr std::string_view id = "6547ee88-e643-11f1-afb7-02fc00000001";

std::string target(std::string_view before, std::string_view after = {}) {
    return std::string(before).append(id).append(after);
}

bool finds(const std::string& target) {
    const auto read = read_ping_target(target);
    return read.place == Place::id && read.uuid && read.uuid->text() == id;
}

bool is_malformed(const std::string& target) {
    const auto read = read_ping_target(target);
    return read.place == Place::id && !read.uuid;
}

}  // namespace

TEST_CASE("the id of a ping is found however it is written") {
    CHECK(finds(target("/api/monlink/")));
    CHECK(finds(target("/api/monlink/", "?status=0&x=/")));
    CHECK(finds(target("//api/monlink/")));
    CHECK(finds(target("/api///monlink//")));
    CHECK(finds(target("/api/monlink/", "%20")));
    CHECK(finds(target("/api/monlink/", "%20%20?x")));
    CHECK(finds("/api/monlink/6547EE88-E643-11F1-AFB7-02FC00000001"));
    CHECK(
        finds("/api/monlink/%36%35%34%37%65%65%38%38%2d%65%36%34%33%2d%31%31%66%31%2d%61%66%62"
              "%37%2d%30%32%66%63%30%30%30%30%30%30%30%31"));
}

TEST_CASE("an id that is none is told from a place where nothing is") {
    for (const char* text : {"nope", "%25", "%20", "%E4%B8%AD", "6547ee88e64311f1afb702fc00000001",
                             "{6547ee88-e643-11f1-afb7-02fc00000001}", "'", "%ff", "a%3Fb"}) {
        CAPTURE(text);
        CHECK(is_malformed(std::string("/api/monlink/") + text));
    }
    CHECK(is_malformed(target("/api/monlink/%20")));
    CHECK(is_malformed(target("/api/monlink/", "x")));
    CHECK(is_malformed("/api/monlink/" + std::string(5000, 'a')));
    for (const auto& text : {std::string("/api/monlink"), std::string("/api/monlink/"),
                             std::string("/api/monlink?x"), target("/api/monlink/", "/"),
                             target("/api/monlink/", "%2F"), target("/api/monlink/x/")}) {
        CAPTURE(text);
        CHECK(read_ping_target(text).place == Place::nowhere);
    }
    for (const char* text : {"/", "*", "/healthz", "/api/monlinks/x", "/API/monlink/x", "/x",
                             "/api/cronmon/v1/tasks", "?/api/monlink/"}) {
        CAPTURE(text);
        CHECK(read_ping_target(text).place == Place::elsewhere);
    }
}

TEST_CASE("a user agent is stored as valid UTF-8 of at most 255 bytes") {
    std::string buffer;
    CHECK(stored_user_agent("curl/7.88.1", buffer) == "curl/7.88.1");
    CHECK(stored_user_agent("", buffer) == "");
    CHECK(stored_user_agent(std::string(300, 'x'), buffer) == std::string(255, 'x'));
    CHECK(stored_user_agent("监控/1.0", buffer) == "监控/1.0");
    CHECK(stored_user_agent("a\xffz", buffer) == "a\xEF\xBF\xBDz");
    std::string wide;
    for (int i = 0; i < 100; ++i) wide += "监";
    CHECK(stored_user_agent(wide, buffer) == wide.substr(0, 255));
    CHECK(stored_user_agent("x" + wide, buffer) == ("x" + wide).substr(0, 253));
}
