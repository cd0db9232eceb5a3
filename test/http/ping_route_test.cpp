#include "http/ping_route.h"

#include <doctest/doctest.h>

using namespace cronmon;

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
