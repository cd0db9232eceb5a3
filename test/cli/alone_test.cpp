// Commands on real data, without a server: the same routes, the same engine, in this process.
#include "cli/desk.h"

#include <doctest/doctest.h>

using namespace cronmon;
using cronmon::test::contains;
using cronmon::test::Desk;

TEST_CASE("a task from its first line to its last, with nobody serving") {
    Desk desk;
    CHECK(desk.run({"business", "add", "支付"}) == 0);
    CHECK(desk.run({"notifier", "add", "alice", "--email", "alice@example.com", "--lang", "en"}) ==
          0);
    CHECK(desk.run({"business", "notify", "支付", "alice"}) == 0);
    const Json added = desk.json({"task", "add", "nightly", "--business", "支付", "--cron",
                                  "0 2 * * *", "--tz", "Asia/Shanghai", "--grace", "30m"});
    for (const char* field : {"id", "name", "uuid", "ping_url", "state", "schedule", "tz",
                              "grace_s", "last_ping_ms", "deadline_ms", "business"})
        CHECK_MESSAGE(added.contains(field), field);
    CHECK(added["state"] == "new");
    CHECK(added["grace_s"] == 1800);
    CHECK(added["deadline_ms"] == 1'795'458'600'000);  // 02:30 there

    const Json list = desk.json({"task", "list"});
    REQUIRE(list.size() == 1);
    CHECK(list[0] == added);
    Json shown = desk.json({"task", "show", "nightly"});
    CHECK(shown["suspicions"] == Json::array());
    shown.erase("suspicions");
    CHECK(shown == added);
    CHECK(desk.json({"task", "log", "nightly"}) == Json::array());
    CHECK(desk.json({"business", "list"})[0]["notifiers"] == Json{"alice"});
    CHECK(desk.json({"notifier", "list"})[0]["businesses"] == Json{"支付"});
    CHECK(desk.json({"alert", "list"}) == Json::array());
    CHECK(desk.json({"blind", "list"}).is_array());

    CHECK(desk.json({"task", "edit", "nightly", "--name", "db/nightly", "--every",
                     "90s"})["schedule"] == "90s");
    CHECK(desk.json({"task", "pause", "db/nightly"})["state"] == "paused");
    CHECK(desk.json({"task", "resume", "db/nightly"})["state"] == "new");
    CHECK(desk.run({"business", "remove", "支付", "--yes"}) == 0);
    CHECK(desk.out() == "removed business 支付 with 1 task\n");
    CHECK(desk.run({"notifier", "remove", "alice", "--yes"}) == 0);
    CHECK(desk.run({"task", "list"}) == 0);
    CHECK(contains(desk.out(), "no tasks yet"));
}

TEST_CASE("what is refused says why, and leaves nothing behind") {
    Desk desk;
    desk.run({"business", "add", "payments"});
    struct Row {
        std::vector<std::string> words;
        std::string said;
    };
    const Row rows[] = {
        {{"business", "add", "payments"}, "payments"},
        {{"business", "add", "x"}, "business: must have 2 to 64 characters"},
        {{"task", "show", "nihgtly"}, "task: there is no 'nihgtly'"},
        {{"business", "edit", "payment", "--disable"}, "did you mean 'payments'?"},
        {{"task", "add", "abc", "--business", "payment", "--every", "5m"}, "did you mean"},
        {{"task", "add", "abc", "--business", "payments", "--every", "5"}, "such as 90s"},
        {{"task", "add", "abc", "--business", "payments", "--cron", "61 * * * *"}, "minute '61'"},
        {{"task", "add", "abc", "--business", "payments", "--cron", "0 0 30 2 *"}, "schedule"},
        {{"task", "add", "abc", "--business", "payments", "--cron", "0 2 * * *", "--tz",
          "Asia/Shangai"},
         "did you mean Asia/Shanghai?"},
        {{"task", "add", "abc", "--business", "payments", "--every", "5m", "--grace", "0s"},
         "grace: "},
        {{"notifier", "add", "alice", "--email", "alice"}, "email: "},
        {{"notifier", "add", "alice", "--email", "a@b.c", "--lang", "fr"}, "lang: "},
        {{"config", "set", "smtp.port", "99999"}, "smtp.port: must be 1 to 65535"},
        {{"task", "list", "--status", "dwon"}, "did you mean 'down'?"},
        {{"task", "list", "--sort", "size"}, "sort: must be one of"},
    };
    for (const Row& row : rows) {
        CHECK_MESSAGE(desk.run(row.words) == 1, row.said);
        CHECK(desk.out().empty());
        CHECK_MESSAGE(contains(desk.err(), row.said), desk.err());
    }
    CHECK(desk.json({"task", "list"}) == Json::array());
    CHECK(desk.json({"notifier", "list"}) == Json::array());
    CHECK(desk.json({"business", "list"}).size() == 1);
}

TEST_CASE("settings are kept, and tell where they come from") {
    Desk desk;
    CHECK(desk.run({"config", "set", "smtp.host", "mail.example.com"}) == 0);
    CHECK(desk.run({"config", "set", "smtp.password", "geheim"}) == 0);
    CHECK(desk.run({"config", "get", "smtp.host"}) == 0);
    CHECK(desk.out() == "mail.example.com\n");
    CHECK(desk.json({"config", "get", "smtp.host"})["origin"] == "database");
    CHECK(desk.json({"config", "get", "data"})["origin"] == "flag");
    CHECK(desk.run({"config", "list", "--json"}) == 0);
    CHECK_FALSE(contains(desk.out(), "geheim"));
    CHECK(desk.run({"config", "set", "smtp.host", "--default"}) == 0);
    CHECK(desk.json({"config", "get", "smtp.host"})["origin"] == "default");
    CHECK(desk.run({"config", "set", "listen", ":9000"}) == 1);
    CHECK(contains(desk.err(), "listen: is fixed when cronmon starts"));
}

TEST_CASE("a folder that somebody else has locked: exit code 3, and the sentence says which") {
    Desk desk;
    const auto config = Config::read({.flags = {{"data", desk.folder()}}, .environment = {}});
    REQUIRE(config);
    const auto other = work_alone(*config, {}, Millis{0});
    REQUIRE(other);
    CHECK(desk.run({"task", "list"}) == 3);
    CHECK(contains(desk.err(), desk.folder()));
    CHECK(contains(desk.err(), "in use by another cronmon"));
}
