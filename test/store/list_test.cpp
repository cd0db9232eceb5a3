#include "store/list.h"

#include <doctest/doctest.h>

#include <array>
#include <limits>

using namespace cronmon;

TEST_CASE("a search becomes a pattern that matches it literally, anywhere") {
    CHECK_EQ(like_pattern("abc"), "%abc%");
    CHECK_EQ(like_pattern(R"(1%_\)"), R"(%1\%\_\\%)");
    CHECK_EQ(like_pattern(""), "");
}

TEST_CASE("a page begins behind the rows of those before it") {
    ListQuery query;
    query.length = 50;
    CHECK_EQ(offset_of(query), 0);
    query.page = 3;
    CHECK_EQ(offset_of(query), 100);
    query.page = std::numeric_limits<std::int64_t>::max();
    CHECK_GT(offset_of(query), 0);
}

TEST_CASE("only known sorts become SQL") {
    constexpr std::array<Sort, 1> sorts{{{"name", "task.name"}}};
    ListQuery query;
    CHECK_EQ(order_by(sorts, query, "id"), " ORDER BY id");
    query.sort = "name";
    CHECK_EQ(order_by(sorts, query, "id"), " ORDER BY task.name ASC NULLS LAST, id");
    query.descending = true;
    CHECK_EQ(order_by(sorts, query, "id"), " ORDER BY task.name DESC NULLS LAST, id");
    query.sort = "id; DROP TABLE task";
    CHECK_EQ(order_by(sorts, query, "id"), " ORDER BY id");
}
