#include "net/canned.h"

#include "net/date.h"

#include <doctest/doctest.h>

#include <string>

namespace cronmon::net {
namespace {

constexpr std::string_view date = "Sun, 06 Nov 1994 08:49:37 GMT";

TEST_CASE("a canned response is whole, with the date in its place") {
    const Canned canned(503, "text/plain", "later\n", {{"Retry-After", "1"}});
    std::string out = "before";
    canned.append_to(out, Canned::Then::close, Canned::Part::whole, date);
    CHECK(out ==
          "beforeHTTP/1.1 503 Service Unavailable\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\n"
          "Content-Type: text/plain\r\nContent-Length: 6\r\nRetry-After: 1\r\n"
          "Connection: close\r\n\r\nlater\n");
}

TEST_CASE("an answer to HEAD has the length, and not the body") {
    const Canned canned(200, "text/plain", "OK");
    std::string out;
    canned.append_to(out, Canned::Then::keep, Canned::Part::head_only, date);
    CHECK(out.find("Content-Length: 2\r\n") != out.npos);
    CHECK(out.ends_with("Connection: keep-alive\r\n\r\n"));
}

TEST_CASE("a body that is lent is counted, not copied") {
    const std::string body(1000, 'x');
    const Canned canned(200, "text/plain", Canned::Lent{body});
    std::string out;
    canned.append_to(out, Canned::Then::keep, Canned::Part::whole, date);
    CHECK(out.find("Content-Length: 1000\r\n") != out.npos);
    CHECK(out.ends_with("\r\n\r\n"));
    CHECK(canned.lent(Canned::Part::whole).data() == body.data());
    CHECK(canned.lent(Canned::Part::head_only).empty());
}

TEST_CASE("204 has no content at all") {
    std::string out;
    Canned(204, "", "").append_to(out, Canned::Then::keep, Canned::Part::whole, date);
    CHECK(out.find("Content") == out.find("Content\r\n"));  // Only the phrase.
}

TEST_CASE("a date is written as RFC 9110 wants it") {
    DateText text;
    CHECK(text.at(from_ms(784'111'777'000)) == date);
    CHECK(text.at(from_ms(784'111'777'999)) == date);
    CHECK(text.at(from_ms(784'111'778'000)) == "Sun, 06 Nov 1994 08:49:38 GMT");
    CHECK(text.at(from_ms(0)) == "Thu, 01 Jan 1970 00:00:00 GMT");
    CHECK(text.at(from_ms(4'107'542'399'000)) == "Sun, 28 Feb 2100 23:59:59 GMT");
}

}  // namespace
}  // namespace cronmon::net
