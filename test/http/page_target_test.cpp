#include "http/page_target.h"

#include <doctest/doctest.h>

#include <string>

using namespace cronmon;

namespace {

constexpr const char* browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

// `elsewhere`, or the file, with `or index` where that may answer for it.
std::string read(std::string_view target, std::string_view accept = "*/*",
                 std::string_view method = "GET") {
    const net::Field fields[] = {{"Accept", accept}};
    net::Head head;
    head.method = method;
    head.target = target;
    if (!accept.empty()) head.fields = fields;
    const auto read = read_page_target(head);
    if (!read) return "elsewhere";
    return std::string(read->file) + (read->may_be_index ? " or index" : "");
}

}  // namespace

TEST_CASE("what belongs to the API is no page, however it is written") {
    for (const char* target : {"/api", "/api/", "/api/nope", "/api/v1.0/tasks", "/healthz",
                               "/metrics", "/ping/x", "/badge/x", "/b/x", "/projects/x", "//api/x",
                               "/%61pi/x", "/api%2Fv1.0/tasks", "/api?x", "*"})
        CHECK_MESSAGE(read(target, browser) == "elsewhere", target);
    for (const char* target : {"/apis", "/business", "/bin", "/pings", "/API", "/x/api"})
        CHECK_MESSAGE(read(target, browser) == std::string(target) + " or index", target);
}

TEST_CASE("only who reads asks for a page") {
    for (const char* method : {"POST", "PUT", "DELETE", "PATCH", "OPTIONS"})
        CHECK(read("/tasks", browser, method) == "elsewhere");
    CHECK(read("/tasks", browser, "HEAD") == "/tasks or index");
}

TEST_CASE("a deep link is the pages' if the client can read them") {
    CHECK(read("/") == "/index.html or index");
    CHECK(read("/?x=1", "application/json") == "/index.html or index");
    for (const char* accept : {browser, "*/*", "text/*", "", "text/html"})
        CHECK_MESSAGE(read("/tasks/nightly?tab=log", accept) == "/tasks/nightly or index", accept);
    for (const char* accept : {"application/json", "image/png", "text/plain"})
        CHECK_MESSAGE(read("/tasks/nightly", accept) == "/tasks/nightly", accept);
}

TEST_CASE("a file that is not there is not there; a task's name may have a dot") {
    for (const char* target : {"/robots.txt", "/.env", "/assets/old.js", "/assets/", "/assets/x"})
        CHECK_MESSAGE(read(target, browser) == target, target);
    CHECK(read("/tasks/nightly.sh", browser) == "/tasks/nightly.sh or index");
    CHECK(read("/tasks/nightly.sh", "*/*") == "/tasks/nightly.sh");
    CHECK(read("/v1.0/tasks/", "*/*") == "/v1.0/tasks/ or index");
}
