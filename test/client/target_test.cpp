#include "client/target.h"

#include "client/event.h"

#include <doctest/doctest.h>

using namespace cronmon;

namespace {

const Uuid rid = *Uuid::parse("0b0f6b2e-7c1d-4b53-9d3e-0c9a1a2b3c4d");
const std::string uuid = "5d4d5c5e-0000-4000-8000-000000000001";

}  // namespace

TEST_CASE("what is told stands at the end of the path, and the query stays") {
    struct Row {
        std::string url, suffix, with_rid, without;
    };
    const Row rows[] = {
        {"http://h/ping/x", "/start", "http://h/ping/x/start?rid=" + rid.text(),
         "http://h/ping/x/start"},
        {"https://h:8/p/ping/k/s/", "/3", "https://h:8/p/ping/k/s/3?rid=" + rid.text(),
         "https://h:8/p/ping/k/s/3"},
        {"http://h/ping/x?a=b&c", "", "http://h/ping/x?a=b&c&rid=" + rid.text(),
         "http://h/ping/x?a=b&c"},
        {"http://h/ping/x?a=/b/#f", "/fail", "http://h/ping/x/fail?a=/b/&rid=" + rid.text(),
         "http://h/ping/x/fail?a=/b/"},
        {"http://u:p@[::1]:80/ping/a%2Fb#f", "/log",
         "http://u:p@[::1]:80/ping/a%2Fb/log?rid=" + rid.text(),
         "http://u:p@[::1]:80/ping/a%2Fb/log"},
    };
    for (const Row& row : rows) {
        CHECK(ping_url(row.url, row.suffix, rid) == row.with_rid);
        CHECK(ping_url(row.url, row.suffix, std::nullopt) == row.without);
    }
    CHECK(url_below("https://h/ping/key/?a=b", "night%20ly") ==
          "https://h/ping/key/night%20ly?a=b");
}

TEST_CASE("a kind and an exit code have one suffix") {
    const auto suffix = [](Event::Kind kind, std::optional<int> status) {
        return path_suffix({.kind = kind, .exit_status = status});
    };
    CHECK(suffix(Event::Kind::start, {}) == "/start");
    CHECK(suffix(Event::Kind::log, {}) == "/log");
    CHECK(suffix(Event::Kind::fail, {}) == "/fail");
    CHECK(suffix(Event::Kind::success, {}).empty());
    CHECK(suffix(Event::Kind::success, 0) == "/0");
    CHECK(suffix(Event::Kind::fail, 137) == "/137");
    for (const auto kind :
         {Event::Kind::start, Event::Kind::log, Event::Kind::success, Event::Kind::fail})
        CHECK(event_kind(word(kind)) == kind);
    CHECK_FALSE(event_kind("failure"));
}

TEST_CASE("a ping URL says where its server is and what it calls the task") {
    struct Row {
        std::string url, server, task;
    };
    const Row rows[] = {
        {"https://cron.example.org/api/monlink/" + uuid, "https://cron.example.org", uuid},
        {"http://u:p@h:81/cron/api/monlink/" + uuid + "/?a#b", "http://h:81/cron", uuid},
        {"https://h/ping/" + uuid, "https://h", uuid},
        {"https://h/a/b/ping/KEY/night%20ly?x=/ping/y", "https://h/a/b", "KEY/night%20ly"},
        {"https://h/ping/ping/KEY/ping", "https://h/ping", "KEY/ping"},
    };
    for (const Row& row : rows) {
        const auto late = late_target(row.url);
        REQUIRE_MESSAGE(late, row.url);
        CHECK(late->server == row.server);
        CHECK(late->task == row.task);
    }
    for (const char* other : {"https://h/", "https://h/ping/", "https://h/ping/a/b/c",
                              "https://h/api/monlink/a/b", "https://h?x=/ping/a"})
        CHECK_FALSE_MESSAGE(late_target(other), other);
}

TEST_CASE("people are shown no more of a URL than they need") {
    CHECK(shown_target("db/nightly") == "db/nightly");
    CHECK(shown_target("https://u:secret@h/ping/KEY/nightly?x=y") == "https://h nightly");
    CHECK(shown_target("https://h/ping/" + uuid) == "https://h 5d4d5c5e...");
    CHECK(shown_target("https://u:secret@h/somewhere/else") == "https://h");
    CHECK(origin_of("https://u:p@h:8443/x") == "https://h:8443");
}

TEST_CASE("what is neither a name nor a ping URL is refused, and not shown") {
    CHECK_FALSE(check_target("target", "nightly backup"));
    CHECK_FALSE(check_target("target", "http://[::1]:8000/ping/x"));
    CHECK(check_target("target", "")->message == "target: must not be empty");
    CHECK(check_target("target", std::string(2049, 'x'))->message ==
          "target: must be at most 2048 bytes, got 2049");
    CHECK(check_target("target", "a\nb")->message ==
          "target: must be a task's name or a ping URL, got 'a?b'");
    for (const char* url : {"ftp://h/SECRET", "http:///SECRET", "http://u@/SECRET",
                            "http://h/ping/a SECRET", "http://h/ping/a\nSECRET"}) {
        const auto error = check_target("target", url);
        REQUIRE_MESSAGE(error, url);
        CHECK(error->code == Code::usage);
        CHECK(error->message.find("SECRET") == std::string::npos);
    }
}
