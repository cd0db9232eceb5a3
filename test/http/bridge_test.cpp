#include "http/bridge.h"

#include "http/problem.h"
#include "http/routes.h"

#include <doctest/doctest.h>

#include <array>
#include <stdexcept>

using namespace cronmon;

namespace {

Router routes() {
    Router router;
    router.add("GET", "/echo/{}", anybody, [](const Ask& ask) {
        return Reply{200, ask.names[0] + "|" + ask.parameter("q").value_or("-"), "text/plain", {}};
    });
    router.add("PUT", "/echo/{}", anybody, [](const Ask& ask) { return Reply{201, ask.body}; });
    router.add("GET", "/disk", anybody,
               [](const Ask&) -> Reply { throw StoreError("secret path"); });
    router.add("GET", "/bug", anybody,
               [](const Ask&) -> Reply { throw std::logic_error("secret bug"); });
    router.add("GET", "/odd", anybody, [](const Ask&) -> Reply { throw 7; });
    return router;
}

Reply ask(std::string_view method, std::string_view target, std::string_view body = {}) {
    const Router router = routes();
    return reply_in(Bridge([&](Ask ask) {
                        return router.answer(ask);
                    }).respond(WholeRequest(method, target, body)));
}

net::Request request(std::string_view method, std::string_view target) {
    net::Request result;
    result.method = method;
    result.target = target;
    return result;
}

std::string respond(const net::Request& request) {
    const Router router = routes();
    return Bridge([&](Ask ask) { return router.answer(ask); }).respond(WholeRequest(request));
}

bool has(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("a request finds its route, with names and parameters decoded") {
    CHECK(ask("GET", "/echo/db%2Fnightly?q=a%20b").body == "db/nightly|a b");
    const Reply put = ask("PUT", "/echo/x", R"({"a":1})");
    CHECK(put.status == 201);
    CHECK(put.body == R"({"a":1})");
}

TEST_CASE("an unknown path is 404, a known one with another method 405 with Allow") {
    CHECK(ask("GET", "/nothing").status == 404);
    const std::string wrong = respond(request("DELETE", "/echo/x"));
    CHECK(has(wrong, "HTTP/1.1 405 "));
    CHECK(has(wrong, "Allow: GET, PUT\r\n"));
    const std::string options = respond(request("OPTIONS", "/echo/x"));
    CHECK(has(options, "HTTP/1.1 200 "));
    CHECK(has(options, "Allow: GET, PUT\r\n"));
    CHECK(has(options, "Content-Length: 0\r\n"));
    CHECK(ask("BREW", "/echo/x").status == 400);
}

TEST_CASE("what a route throws is a problem that says nothing of its text") {
    struct Case {
        const char* path;
        int status;
    };
    for (const auto& [path, status] : {Case{"/disk", 503}, Case{"/bug", 500}, Case{"/odd", 500}}) {
        const std::string response = respond(request("GET", path));
        CAPTURE(response);
        CHECK(reply_in(response).status == status);
        CHECK(reply_in(response).content_type == "application/problem+json");
        CHECK_FALSE(has(response, "secret"));
        CHECK(has(response, "Retry-After: 1\r\n") == (status == 503));
    }
}

TEST_CASE("a response says what becomes of its connection") {
    net::Request asked = request("GET", "/echo/x");
    asked.keep_alive = true;
    CHECK(has(respond(asked), "Connection: keep-alive\r\n"));
    asked.keep_alive = false;
    CHECK(has(respond(asked), "Connection: close\r\n"));
}

TEST_CASE("fields about framing, ranges and connections never reach the library") {
    const std::array fields{
        net::Field{"Transfer-Encoding", "chunked"}, net::Field{"Range", "bytes=0-0"},
        net::Field{"Expect", "100-continue"},       net::Field{"Content-Length", "9999"},
        net::Field{"Connection", "close"},          net::Field{"REMOTE_ADDR", "6.6.6.6"}};
    net::Request asked = request("GET", "/echo/abc");
    asked.fields = fields;
    const std::string response = respond(asked);
    CHECK(response.starts_with("HTTP/1.1 200 OK\r\n"));
    CHECK(reply_in(response).body == "abc|-");
}

TEST_CASE("HEAD has the head of GET and no body") {
    const std::string response = respond(request("HEAD", "/echo/abc"));
    CHECK(has(response, "Content-Length: 5\r\n"));
    CHECK(response.ends_with("\r\n\r\n"));
}

TEST_CASE("a very long path needs no deep stack") {
    CHECK(ask("GET", "/echo/" + std::string(7000, 'a')).status == 200);
    CHECK(ask("GET", "/" + std::string(7000, '/') + "x").status == 404);
}

TEST_CASE("an error's code decides the status, its first word names the field") {
    const Reply reply = problem(Error{Code::invalid, "grace: must be positive, got -3"});
    CHECK(reply.status == 422);
    CHECK(reply.body ==
          R"({"type":"about:blank","title":"A value is against a rule","status":422,)"
          R"("detail":"grace: must be positive, got -3","code":"invalid","field":"grace"})");
    CHECK(status_of(Code::usage) == 400);
    CHECK(status_of(Code::not_found) == 404);
    CHECK(status_of(Code::conflict) == 409);
    CHECK(status_of(Code::forbidden) == 403);
    CHECK(status_of(Code::busy) == 503);
    CHECK_FALSE(has(problem(Error{Code::busy, "try again"}).body, "field"));
}
