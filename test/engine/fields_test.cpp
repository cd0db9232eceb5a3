#include "engine/fields.h"

#include <doctest/doctest.h>

using namespace cronmon;

using Changes = std::vector<FieldChange>;

TEST_CASE("what is the same is no difference") {
    CHECK(difference({}, {}).empty());
    CHECK(difference({{"a", "1"}, {"b", ""}}, {{"b", ""}, {"a", "1"}}).empty());
    CHECK(difference({{"a", ""}}, {}).empty());
    CHECK(difference({}, {{"a", ""}}).empty());
}

TEST_CASE("what differs is told with both values") {
    CHECK((difference({{"a", "1"}, {"b", "2"}}, {{"a", "1"}, {"b", "3"}}) ==
           Changes{{"b", "2", "3"}}));
}

TEST_CASE("a field that only one of them has is empty in the other") {
    CHECK((difference({}, {{"a", "1"}}) == Changes{{"a", "", "1"}}));
    CHECK((difference({{"a", "1"}}, {}) == Changes{{"a", "1", ""}}));
    CHECK((difference({{"a", "1"}, {"b", "2"}}, {{"b", "3"}, {"c", "4"}}) ==
           Changes{{"b", "2", "3"}, {"c", "", "4"}, {"a", "1", ""}}));
}
