#include "http/ask.h"

#include <doctest/doctest.h>

using namespace cronmon;

TEST_CASE("a path is cut at its slashes before it is decoded") {
    const Ask ask = make_ask("GET", "/api//tasks/db%2Fnightly/%E6%94%AF%E4%BB%98?page=2", "");
    CHECK(ask.segments == std::vector<std::string>{"api", "tasks", "db/nightly", "支付"});
    CHECK(ask.parameter("page") == "2");
}

TEST_CASE("a query is a form: plus is a blank, the last value counts, an empty one does not") {
    const Ask ask = make_ask("GET", "/?a=1+2&b=%2B&a=3&c=&d&=5", "");
    CHECK(ask.parameter("a") == "3");
    CHECK(ask.parameter("b") == "+");
    CHECK_FALSE(ask.parameter("c"));
    CHECK_FALSE(ask.parameter("d"));
    CHECK(make_ask("GET", "/?a=1+2", "").parameter("a") == "1 2");
}

TEST_CASE("what only looks like %XX stays as it is") {
    CHECK(percent_decoded("100%") == "100%");
    CHECK(percent_decoded("%4") == "%4");
    CHECK(percent_decoded("%zz%41%4a") == "%zzAJ");
}

TEST_CASE("a HEAD is asked as a GET") { CHECK(make_ask("HEAD", "/", "").method == "GET"); }
