// Tokens, the audit log, and what has happened.
#include "cli/desk.h"

#include <doctest/doctest.h>

using namespace cronmon;
using cronmon::test::contains;
using cronmon::test::Desk;
using cronmon::test::Shell;

namespace {

std::string token(int id, const std::string& name, const std::string& more = {}) {
    return R"({"id":)" + std::to_string(id) + R"(,"name":")" + name +
           R"(","user":"wang.wei","scope":"read","all_businesses":false,"businesses":["db"],)"
           R"("created_ms":1795309200000,"expires_ms":1795402800000,"last_used_ms":null)" +
           more + "}";
}

}  // namespace

TEST_CASE("a token is printed once, with a sentence") {
    Shell shell;
    shell.answer("POST /tokens", token(3, "deploy", R"(,"token":"cronmon_abc")"), 201);
    CHECK(shell.run({"token", "add", "deploy", "--user", "wang.wei", "--scope", "read",
                     "--business", "db", "--business", "web", "--expires-in", "90d"}) == 0);
    CHECK(shell.asked().at(0) ==
          R"(POST /tokens {"name":"deploy","user":"wang.wei","scope":"read",)"
          R"("expires_in":"90d","businesses":["db","web"]})");
    CHECK(shell.out() ==
          "token deploy of wang.wei, scope read; it is as good as a password, and shown only "
          "now\n"
          "  cronmon_abc\n");
    CHECK(shell.run({"token", "add", "deploy", "--user", "wang.wei", "--json"}) == 0);
    CHECK(Json::parse(shell.out())["token"] == "cronmon_abc");
    CHECK(shell.run({"token", "add", "deploy"}) == 2);
    CHECK(contains(shell.err(), "token add: --user U is missing: whose it is"));
}

TEST_CASE("tokens are listed, searched and removed") {
    Shell shell;
    shell.answer("GET /tokens",
                 R"({"rows":[)" + token(3, "deploy") + "," + token(12, "wallboard") + "]}");
    shell.answer("DELETE /tokens/12", R"({"id":12,"name":"wallboard"})");
    CHECK(shell.run({"token", "list", "--search", "WALL"}) == 0);
    CHECK(shell.out() ==
          "ID  NAME       USER      SCOPE  LAST USED  EXPIRES  SEES\n"
          "12  wallboard  wang.wei  read   -          in 2 h   db\n");
    CHECK(shell.run({"token", "list", "--json"}) == 0);
    CHECK(Json::parse(shell.out()).size() == 2);
    CHECK(shell.run({"token", "remove", "12"}) == 2);
    CHECK(contains(shell.err(), "remove token wallboard of wang.wei?"));
    CHECK(shell.run({"token", "remove", "12", "--yes"}) == 0);
    CHECK(shell.out() == "removed token wallboard of wang.wei\n");
    CHECK(shell.run({"token", "remove", "7", "--yes"}) == 1);
    CHECK(shell.err() == "cronmon: token: there is none with the id 7\n");
}

TEST_CASE("a token cannot keep tokens, and it is said where that is done") {
    Shell shell;
    for (const auto& request : {"GET /tokens", "POST /tokens"})
        shell.answer(request, R"({"detail":"caller: who has not signed in may not"})", 403);
    for (const std::vector<std::string>& words : {std::vector<std::string>{"token", "list"},
                                                  {"token", "add", "deploy", "--user", "wang.wei"},
                                                  {"token", "remove", "7"}}) {
        CHECK(shell.run(words) == 1);
        CHECK(contains(shell.err(), "on the server's machine, or in a browser"));
    }
}

TEST_CASE("the audit log tells who changed what") {
    Shell shell;
    shell.answer("GET /audit?search=nightly&action=task.&page=1&length=1000",
                 R"({"total":2,"rows":[
        {"id":2,"at_ms":1795395420000,"user_id":7,"actor":"wang.wei","address":"10.0.0.1",
         "action":"task.edit","object_id":1,"object":"nightly","changes":[
            {"field":"grace","before":"5m","after":"10m"},
            {"field":"tolerance","before":"","after":"1m"},
            {"field":"tz","before":"UTC","after":""}]},
        {"id":1,"at_ms":1795309200000,"user_id":0,"actor":"local","address":"",
         "action":"task.pause","object_id":1,"object":"nightly","changes":[]}]})");
    CHECK(shell.run({"audit", "list", "--search", "nightly", "--action", "task."}) == 0);
    CHECK(shell.out() ==
          "AT                          WHO       FROM      ACTION      WHAT     CHANGES\n"
          "2026-11-23 00:57:00 +00:00  wang.wei  10.0.0.1  task.edit   nightly  grace 5m -> 10m; "
          "tolerance + 1m; tz - UTC\n"
          "2026-11-22 01:00:00 +00:00  local     here      task.pause  nightly\n");
    CHECK(shell.run({"audit", "list", "--search", "nightly", "--action", "task.", "--json"}) == 0);
    CHECK(Json::parse(shell.out()).size() == 2);
    shell.run({"audit", "list", "--page", "3", "--length", "7"});
    CHECK(shell.asked().back() == "GET /audit?page=3&length=7");
}

TEST_CASE("an alert is tried again, a notifier is tried") {
    Shell shell;
    shell.answer("POST /alerts/42/retry", "", 204);
    CHECK(shell.run({"alert", "retry", "42"}) == 0);
    CHECK(shell.out() == "alert 42 is owed again, and tried at once\n");
    CHECK(shell.run({"alert", "retry", "43"}) == 1);
    shell.answer("POST /notifiers/al%20ice/test", R"({"sent":true,"error":null})");
    CHECK(shell.run({"notifier", "test", "al ice"}) == 0);
    CHECK(shell.out() == "the mail server took a letter to al ice\n");
    shell.answer("POST /notifiers/al%20ice/test", R"({"sent":false,"error":"550 nobody"})");
    CHECK(shell.run({"notifier", "test", "al ice"}) == 1);
    CHECK(shell.err() == "cronmon: 550 nobody\n");
}

TEST_CASE("flips are listed with times in the zone of the task") {
    Shell shell;
    shell.answer("GET /tasks/backup", R"({"name":"backup","tz":"Asia/Shanghai"})");
    shell.answer("GET /tasks/backup/flips?length=1000", R"({"rows":[
        {"id":2,"from_state":"down","to_state":"up","at_ms":1795395420000,"reason":"ping",
         "slot_ms":null,"down_since_ms":1795309200000,"ping_id":5},
        {"id":1,"from_state":"up","to_state":"down","at_ms":1795309200000,"reason":"late",
         "slot_ms":1795307400000,"down_since_ms":null,"ping_id":null}]})");
    CHECK(shell.run({"task", "flips", "backup"}) == 0);
    CHECK(shell.out() ==
          "AT                          AGO        FROM  TO    WHY   RUN EXPECTED                "
          "WAS DOWN FOR\n"
          "2026-11-23 08:57:00 +08:00  3 min ago  down  up    ping  -                           "
          "23 h\n"
          "2026-11-22 09:00:00 +08:00  24 h ago   up    down  late  2026-11-22 08:30:00 +08:00  "
          "-\n");
    CHECK(shell.run({"task", "flips", "backup", "--search", "late", "--json"}) == 0);
    CHECK(Json::parse(shell.out()).size() == 1);
}

TEST_CASE("the body of a ping is written byte for byte, but cannot command a screen") {
    Shell shell;
    const std::string bytes("a\0b\x1b[2J\nend", 11);
    shell.answer("GET /tasks/backup/log/77/body", bytes);
    CHECK(shell.run({"task", "body", "backup", "77"}) == 0);
    CHECK(shell.out() == bytes);
    shell.terminal.columns = 80;
    CHECK(shell.run({"task", "body", "backup", "77"}) == 0);
    CHECK(shell.out() == "a?b?[2J\nend\n");
    CHECK(shell.run({"task", "body", "backup", "../7"}) == 1);
    CHECK(shell.asked().back() == "GET /tasks/backup/log/..%2F7/body");
}

TEST_CASE("the dashboard tells trends and states; on a screen it draws") {
    Shell shell;
    shell.answer("GET /dashboard", R"({
        "businesses":{"now":12,"before":10,"change_percent":20.0},
        "assignments":{"now":3,"before":4,"change_percent":-25.0},
        "tasks":{"now":13,"before":0,"change_percent":null},
        "log_entries":{"now":900,"before":900,"change_percent":0.0},
        "states":{"down":1,"late":0,"up":12,"new":0,"paused":0},
        "pings_a_day":[{"day":"2026-11-20","pings":0},{"day":"2026-11-21","pings":800},
                       {"day":"2026-11-22","pings":400},{"day":"2026-11-23","pings":1}],
        "blind":[{"from_ms":1795309200000,"to_ms":1795395420000,"reason":"stop"}],
        "businesses_without_notifier":["db","支付"]})");
    const std::string numbers =
        "                 NOW  30 DAYS AGO  CHANGE\n"
        "businesses        12           10    +20%\n"
        "told               3            4    -25%\n"
        "tasks             13            0       -\n"
        "pings on record  900          900      0%\n"
        "\n";
    const std::string rest =
        "pings        1 today, at most 800 on 2026-11-21\n"
        "last blind   3 min ago (stop), see cronmon blind list\n"
        "tell nobody  db, 支付\n";
    CHECK(shell.run({"dashboard"}) == 0);
    CHECK(shell.out() == numbers + "states       1 down, 12 up\n" + rest);
    shell.terminal.columns = 80;
    CHECK(shell.run({"dashboard"}) == 0);
    CHECK(shell.out() == numbers + "states       1 down, 12 up\npings a day  ▁█▅▂\n" + rest);
    CHECK(shell.run({"dashboard", "--json"}) == 0);
    CHECK(Json::parse(shell.out())["tasks"]["now"] == 13);
}

TEST_CASE("tokens, numbers and the past on real data") {
    Desk desk;
    desk.run({"business", "add", "db"});
    desk.run({"user", "add", "wang.wei", "--business", "db"});
    const Json made = desk.json({"token", "add", "deploy", "--user", "wang.wei", "--scope", "write",
                                 "--business", "db", "--expires-in", "90d"});
    CHECK(made["token"].get<std::string>().starts_with("cronmon_"));
    CHECK(made["businesses"] == Json{"db"});
    const Json tokens = desk.json({"token", "list"});
    REQUIRE(tokens.size() == 1);
    CHECK_FALSE(tokens[0].contains("token"));
    CHECK(desk.run({"token", "add", "x", "--user", "wang.wei", "--expires-in", "soon"}) == 1);
    CHECK(desk.run({"token", "remove", tokens[0]["id"].dump(), "--yes"}) == 0);
    CHECK(desk.json({"token", "list"}) == Json::array());
    CHECK(desk.run({"task", "add", "nightly", "--business", "db", "--every", "5m"}) == 0);
    CHECK(desk.run({"task", "pause", "nightly"}) == 0);
    const Json flips = desk.json({"task", "flips", "nightly"});
    REQUIRE(flips.size() == 1);
    CHECK(flips[0]["to_state"] == "paused");
    CHECK(desk.run({"task", "flips", "nightly"}) == 0);
    CHECK(desk.run({"task", "body", "nightly", "1"}) == 1);
    CHECK(desk.run({"dashboard"}) == 0);
    CHECK(contains(desk.out(), "states"));
    CHECK(contains(desk.out(), "1 paused"));
    CHECK(desk.json({"audit", "list", "--action", "token."}).size() == 2);
    CHECK(desk.run({"alert", "retry", "1"}) == 1);
}
