#include "base/nearest.h"

#include <doctest/doctest.h>

#include <vector>

using namespace cronmon;

TEST_CASE("distance counts characters that are put in, left out, replaced or swapped") {
    CHECK(edit_distance("nightly", "nightly") == 0);
    CHECK(edit_distance("nightly", "nigthly") == 1);
    CHECK(edit_distance("nightly", "nightl") == 1);
    CHECK(edit_distance("Nightly", "nightly") == 0);
    CHECK(edit_distance("", "abc") == 3);
    CHECK(edit_distance("支付", "支持") == 1);
    CHECK(edit_distance("abcd", "badc") == 2);
}

TEST_CASE("the nearest name is proposed when it may be a slip") {
    const std::vector<std::string> names{"nightly-backup", "hourly", "db", "支付备份"};
    CHECK(nearest("nightly-bakcup", names) == "nightly-backup");
    CHECK(nearest("HOURLY", names) == "hourly");
    CHECK(nearest("dv", names) == "db");
    CHECK(nearest("支付备用", names) == "支付备份");
    CHECK(nearest("night", names) == "nightly-backup");
    CHECK_FALSE(nearest("weekly-report", names));
    CHECK_FALSE(nearest("", names));
    CHECK_FALSE(nearest("x", {}));
    CHECK(did_you_mean("dv", names) == ", did you mean 'db'?");
    CHECK(did_you_mean("weekly-report", names) == "");
}
