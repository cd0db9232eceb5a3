#include "http/ping_target.h"

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
    return read.place == Place::ping && read.uuid && read.uuid->text() == id;
}

bool is_malformed(const std::string& target) {
    const auto read = read_ping_target(target);
    return read.place == Place::ping && !read.uuid;
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
                             target("/api/monlink/", "%2F"), std::string("/api/monlink/x/")}) {
        CAPTURE(text);
        CHECK(read_ping_target(text).place == Place::nowhere);
    }
    for (const char* text : {"/", "*", "/healthz", "/api/monlinks/x", "/API/monlink/x", "/x",
                             "/api/cronmon/v1/tasks", "?/api/monlink/"}) {
        CAPTURE(text);
        CHECK(read_ping_target(text).place == Place::elsewhere);
    }
}

namespace {

constexpr std::string_view rid = "11111111-2222-4333-8444-555555555555";

PingTarget read(const std::string& text) { return read_ping_target(text); }

}  // namespace

TEST_CASE("what stands behind the id says what happened, in both families") {
    for (const std::string before : {"/api/monlink/", "/ping/"}) {
        CAPTURE(before);
        CHECK(read(target(before)).kind == PingKind::success);
        CHECK(read(target(before, "/start")).kind == PingKind::start);
        CHECK(read(target(before, "/fail?x")).kind == PingKind::fail);
        CHECK(read(target(before, "/log")).kind == PingKind::log);
        CHECK(read(target(before, "/0")).kind == PingKind::success);
        CHECK(read(target(before, "/000")).exit_status == 0);
        CHECK(read(target(before, "/7")).kind == PingKind::fail);
        CHECK(read(target(before, "/255")).exit_status == 255);
        CHECK(read(target(before, "/256")).defect == PingDefect::exit_status);
        CHECK(read(target(before, "/99999999999999999999")).defect == PingDefect::exit_status);
        for (const std::string after : {"/foo", "/-1", "/1.5", "/start/", "/1/2"})
            CHECK(!(read(target(before, after)).place == Place::ping &&
                    read(target(before, after)).uuid));
    }
}

TEST_CASE("a run is named by the last rid, and a bad one is told") {
    const std::string good(rid);
    CHECK(read(target("/ping/", "?rid=" + good)).run->text() == rid);
    CHECK(read(target("/ping/", "/start?a=b&rid=" + good + "&c")).run->text() == rid);
    CHECK(read(target("/api/monlink/", "/7?rid=" + good)).run->text() == rid);
    CHECK(read(target("/ping/", "?rid=x&rid=" + good)).defect == PingDefect::none);
    CHECK(read(target("/ping/", "?rid=" + good + "&rid=x")).defect == PingDefect::run_id);
    CHECK(read(target("/ping/", "?rid=")).defect == PingDefect::run_id);
    CHECK(read(target("/ping/", "?rid")).defect == PingDefect::run_id);
    CHECK(read(target("/ping/", "?ride=1")).defect == PingDefect::none);
    CHECK(read(target("/ping/", "/256?rid=x")).defect == PingDefect::exit_status);
}

TEST_CASE("in the family of Healthchecks a URL means exactly what it says") {
    CHECK(read(target("/ping/")).uuid);
    CHECK(read(target("/ping/", "/")).uuid);
    CHECK(read(target("/ping/")).family == PingFamily::check);
    CHECK(read(target("/ping/", "/start/")).place == Place::nowhere);
    CHECK(read("/ping/6547EE88-E643-11F1-AFB7-02FC00000001").place == Place::nowhere);
    CHECK(read("/ping/6547ee88e64311f1afb702fc00000001").place == Place::nowhere);
    CHECK(read("/ping/").place == Place::nowhere);
    CHECK(read("/ping").place == Place::elsewhere);
    CHECK(read("/pingx/a/b").place == Place::elsewhere);
}

TEST_CASE("a slug stands behind the key of its business") {
    const std::string url = "/ping/key-1/db_backup/7?create=1";
    const PingTarget by_slug = read_ping_target(url);
    CHECK(by_slug.place == Place::ping);
    CHECK(by_slug.key == "key-1");
    CHECK(by_slug.slug == "db_backup");
    CHECK(by_slug.exit_status == 7);
    CHECK(by_slug.provision == Provision::create);
    CHECK(read("/ping/k/s?create=0").provision == Provision::refuse);
    CHECK(read("/ping/k/s?create=1&create=2").provision == Provision::refuse);
    CHECK(read("/ping/k/Backup").place == Place::bad_slug);
    CHECK(read(target("/ping/", "/FAIL")).place == Place::bad_slug);
    CHECK(read(target("/ping/", "/foo")).place == Place::ping);  // a slug of an unknown key
    for (const char* text : {"/ping/k/", "/ping/k/s/", "/ping/k/s/what", "/ping/k/s/1/2",
                             "/ping/k!/s", "/ping/k/s%20", "/ping//s"})
        CHECK_MESSAGE(read(text).place == Place::nowhere, text);
}
