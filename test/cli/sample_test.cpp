// Samples: made on real data through the real routes, so that none is against a rule.
#include "cli/desk.h"
#include "cli/sample_data.h"

#include <doctest/doctest.h>

using namespace cronmon;
using cronmon::test::contains;
using cronmon::test::Desk;

TEST_CASE("samples fill an empty database, and only that") {
    Desk desk;
    CHECK(desk.run({"sample"}) == 2);
    CHECK(contains(desk.err(), "fill this database with samples?"));
    CHECK(desk.json({"business", "list"}) == Json::array());

    REQUIRE(desk.run({"sample", "--yes"}) == 0);
    CHECK(desk.out().starts_with("made 12 businesses, 6 notifiers, 14 tasks and 2 users\n"));
    CHECK(contains(desk.out(), "/#/setup/"));
    CHECK(contains(desk.out(), "What to try next"));
    CHECK(contains(desk.out(), "nobody is administrator yet"));
    CHECK(desk.json({"business", "list"}).size() == std::size(sample_businesses));
    CHECK(desk.json({"notifier", "list"}).size() == std::size(sample_notifiers));
    CHECK(desk.json({"task", "list"}).size() == std::size(sample_tasks));
    CHECK(desk.json({"dashboard"})["businesses_without_notifier"] == Json{"Certificates"});
    CHECK(desk.json({"user", "show", "sample-manager"})["businesses"].size() == 2);
    CHECK(desk.json({"user", "show", "sample-reader"})["role"] == "reader");

    CHECK(desk.run({"sample", "--yes"}) == 1);
    CHECK(desk.err() ==
          "cronmon: there are 12 businesses already: samples are for an empty database\n");
}

TEST_CASE("samples are refused beside anything of somebody's own") {
    Desk desk;
    desk.run({"notifier", "add", "alice", "--email", "alice@example.com"});
    CHECK(desk.run({"sample", "--yes"}) == 1);
    CHECK(desk.err() ==
          "cronmon: there is 1 notifier already: samples are for an empty database\n");
    desk.run({"notifier", "remove", "alice", "--yes"});
    desk.run({"user", "add", "sample-reader"});
    CHECK(desk.run({"sample", "--yes"}) == 1);
    CHECK(desk.err() == "cronmon: there is a user sample-reader already, from samples before?\n");
    desk.run({"user", "remove", "sample-reader", "--yes"});
    CHECK(desk.json({"sample", "--yes"})["users"].size() == 2);
}
