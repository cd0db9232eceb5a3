// The check that every test of http/ goes through notices what it should.
#include "support/api_document.h"

#include <doctest/doctest.h>

using namespace cronmon;

namespace {

constexpr const char* businesses = "/api/cronmon/v1/businesses";
constexpr const char* business =
    R"({"id":1,"name":"db","enabled":true,"tasks":0,"notifiers":[],"created_ms":1,"ping_key":null})";
constexpr const char* refusal =
    R"({"type":"about:blank","title":"a","status":422,"detail":"b","code":"invalid"})";

Reply reply(int status, const char* body, const char* type = "application/json") {
    return {status, body, type, {{"ETag", "\"business-1-r1\""}}};
}

std::string added(const char* body, const Reply& answer) {
    return nonconformity("POST", businesses, body, answer);
}

}  // namespace

TEST_CASE("an exchange that is as the document says") {
    CHECK(added(R"({"name":"db"})", reply(201, business)) == "");
    CHECK(added(R"({"nme":"db"})", reply(422, refusal, "application/problem+json")) == "");
    CHECK(nonconformity("GET", "/api/cronmon/v1/businesses/db%2Fx", "", reply(200, business)) ==
          "");
    CHECK(nonconformity("HEAD", "/api/cronmon/v1/businesses/db", "", reply(200, "")) == "");
    CHECK(nonconformity("POST", "/api/cronmon/v1/tasks/a/pause", "{}",
                        reply(422, refusal, "application/problem+json")) == "");
}

TEST_CASE("an answer that is not as the document says is noticed") {
    constexpr const char* asked = R"({"name":"db"})";
    CHECK(added(asked, reply(202, business)) == "status: is not expected, got 202");
    CHECK(added(asked, reply(201, "{}")) == R"(/: must have "id", got {})");
    CHECK(added(asked, reply(201, business, "text/html; charset=utf-8")) ==
          "Content-Type: is not expected, got 'text/html'");
    CHECK(added(asked, {201, business}) == "ETag: is missing");
    CHECK(added(asked, reply(422, refusal)) ==
          "Content-Type: is not expected, got 'application/json'");
    CHECK_THROWS(added(asked, reply(201, "{")));
    CHECK(nonconformity("DELETE", "/api/cronmon/v1/sessions/1", "", {204, "x"}) ==
          "body: is not expected, got x");
    CHECK(nonconformity("OPTIONS", businesses, "", {200, ""}) == "Allow: is missing");
}

TEST_CASE("a request that succeeded and is not in the document is noticed") {
    CHECK(added(R"({"name":"db","colour":"red"})", reply(201, business)) ==
          R"(body of the request: /colour: is not expected, got "red")");
    CHECK(added("", reply(201, business)) == "body of the request: is missing");
    CHECK(nonconformity("GET", "/api/cronmon/v1/business", "", reply(200, business)) ==
          "path: is not in the document");
    CHECK(nonconformity("GET", "/api/cronmon/v1/businesses?colour=red", "", {304, "", ""}) ==
          "ETag: is missing");
    CHECK(nonconformity("GET", "/api/cronmon/v1/businesses?colour=red", "", reply(304, "")) ==
          "colour: is not expected in the query");
    CHECK(nonconformity("GET", "/api/cronmon/v1/businesses?length=0", "", reply(304, "")) ==
          "length in the query: /: minimum is 1, got 0");
    CHECK(nonconformity("POST", "/api/cronmon/v1/mail/test", R"({"address":7})",
                        reply(200, R"({"sent":true,"error":null})")) ==
          R"(body of the request: /address: must be "string", got 7)");
}

TEST_CASE("refusals of what is in the document nowhere are problems all the same") {
    constexpr const char* nowhere = "/api/cronmon/v1/business";
    CHECK(nonconformity("GET", nowhere, "", reply(404, refusal, "application/problem+json")) == "");
    CHECK(nonconformity("GET", nowhere, "", reply(404, "gone", "text/plain")) != "");
    CHECK(nonconformity("PUT", businesses, "", reply(405, refusal, "application/problem+json")) ==
          "Allow: is missing");
    CHECK(nonconformity("GET", businesses, "", reply(500, refusal, "application/problem+json")) ==
          "");
}
