#include "cli/shell.h"

#include <doctest/doctest.h>

using namespace cronmon;
using cronmon::test::contains;
using cronmon::test::Shell;

namespace {

std::string task(int id, const std::string& name = "backup") {
    return R"({"id":)" + std::to_string(id) + R"(,"name":")" + name +
           R"(","state":"up","business":"db","schedule":"0 2 * * *","tz":"Asia/Shanghai",)"
           R"("last_ping_ms":1795395420000,"deadline_ms":1795402800000})";
}

std::string page(int first, int last, int total) {
    std::string rows;
    for (int id = first; id <= last; ++id) rows += (id > first ? "," : "") + task(id);
    return R"({"rows":[)" + rows + R"(],"total":)" + std::to_string(total) + "}";
}

}  // namespace

TEST_CASE("tasks are listed as a table") {
    Shell shell;
    shell.answer("GET /tasks?page=1&length=1000", page(1, 1, 1));
    CHECK(shell.run({"task", "list"}) == 0);
    CHECK(shell.out() ==
          "NAME    STATE  BUSINESS  SCHEDULE   ZONE           LAST PING  GOES DOWN\n"
          "backup  up     db        0 2 * * *  Asia/Shanghai  3 min ago  in 2 h\n");
}

TEST_CASE("in a pipe and as JSON a list is whole") {
    Shell shell;
    shell.answer("GET /tasks?page=1&length=1000", page(1, 1000, 1002));
    shell.answer("GET /tasks?page=2&length=1000", page(1001, 1002, 1002));
    CHECK(shell.run({"task", "list", "--json"}) == 0);
    const Json rows = Json::parse(shell.out());
    CHECK(rows.is_array());
    CHECK(rows.size() == 1002);
    CHECK(rows[1001] == Json::parse(task(1002)));
    CHECK(shell.run({"task", "list"}) == 0);
    CHECK(std::ranges::count(shell.out(), '\n') == 1003);
}

TEST_CASE("on a terminal a list has pages") {
    Shell shell;
    shell.terminal.columns = 60;
    shell.answer("GET /tasks?page=1&length=50", page(1, 50, 120));
    CHECK(shell.run({"task", "list"}) == 0);
    CHECK(shell.out().ends_with("\npage 1 of 3, 120 tasks\n"));
    shell.answer("GET /tasks?page=1&length=50", page(1, 3, 3));
    CHECK(shell.run({"task", "list"}) == 0);
    CHECK_FALSE(contains(shell.out(), "page"));
}

TEST_CASE("a page that was asked for is given anywhere") {
    Shell shell;
    shell.answer("GET /tasks?page=2&length=1", page(2, 2, 3));
    CHECK(shell.run({"task", "list", "--page", "2", "--length", "1"}) == 0);
    CHECK(shell.out().ends_with("\npage 2 of 3, 3 tasks\n"));
    CHECK(shell.run({"task", "list", "--page", "2", "--length", "1", "--json"}) == 0);
    CHECK(Json::parse(shell.out()).size() == 1);
    shell.answer("GET /tasks?page=9&length=50", R"({"rows":[],"total":3})");
    CHECK(shell.run({"task", "list", "--page", "9"}) == 0);
    CHECK(shell.out() == "there is no such page, only 1 page with 3 tasks\n");
}

TEST_CASE("nothing yet is something else than no match") {
    Shell shell;
    const std::string none = R"({"rows":[],"total":0})";
    shell.answer("GET /tasks?page=1&length=1000", none);
    CHECK(shell.run({"task", "list"}) == 0);
    CHECK(contains(shell.out(), "no tasks yet; add one with: cronmon task add"));
    CHECK(shell.run({"task", "list", "--json"}) == 0);
    CHECK(shell.out() == "[]\n");
    shell.answer("GET /tasks?status=down&page=1&length=1000", none);
    CHECK(shell.run({"task", "list", "--status", "down"}) == 0);
    CHECK(shell.out() == "no task matches\n");
    for (const std::string noun : {"business", "notifier", "alert", "blind"}) {
        const std::string path = noun == "business" ? "businesses"
                                 : noun == "blind"  ? noun
                                                    : noun + "s";
        shell.answer("GET /" + path + "?page=1&length=1000", none);
        CHECK(shell.run({noun, "list"}) == 0);
        CHECK(shell.out().starts_with("no "));
        CHECK(shell.run({noun, "list", "--json"}) == 0);
        CHECK(shell.out() == "[]\n");
    }
}

TEST_CASE("filters and order are passed on") {
    Shell shell;
    shell.run({"task", "list", "--search", "a b/支", "--status", "late", "--business", "db",
               "--sort", "name", "--desc", "--page", "3", "--length", "7"});
    CHECK(shell.asked().at(0) ==
          "GET /tasks?search=a%20b%2F%E6%94%AF&status=late&business=db&sort=name&desc=1&page=3&"
          "length=7");
}

TEST_CASE("businesses, notifiers, alerts and blind times have their columns") {
    Shell shell;
    shell.answer("GET /businesses?page=1&length=1000",
                 R"({"rows":[{"id":1,"name":"支付","enabled":false,"tasks":2,
                     "notifiers":["alice","bob"]}],"total":1})");
    CHECK(shell.run({"business", "list"}) == 0);
    CHECK(shell.out() ==
          "NAME  ENABLED  TASKS  TELLS\n"
          "支付  no           2  alice, bob\n");
    shell.answer("GET /notifiers?page=1&length=1000",
                 R"({"rows":[{"id":1,"name":"alice","email":"a@b.c","phone":null,"lang":"en",
                     "enabled":true,"businesses":["db"]}],"total":1})");
    CHECK(shell.run({"notifier", "list"}) == 0);
    CHECK(shell.out() ==
          "NAME   E-MAIL  PHONE  LANG  ENABLED  TOLD BY\n"
          "alice  a@b.c          en    yes      db\n");
    shell.answer("GET /alerts?page=1&length=1000",
                 R"({"rows":[{"id":3,"task":"backup","to_state":"down","at_ms":1795395420000,
                     "channel":"email","recipient":"a@b.c","status":"owed","attempts":2,
                     "next_try_ms":1795395660000,"sent_ms":null,"error":"refused"}],"total":1})");
    CHECK(shell.run({"alert", "list"}) == 0);
    CHECK(shell.out() ==
          "ID  TASK    TO    AT         RECIPIENT  STATUS  TRIES  SENT  NEXT TRY  ERROR\n"
          " 3  backup  down  3 min ago  a@b.c      owed        2  -     in 60 s   refused\n");
    shell.answer("GET /blind?page=1&length=1000",
                 R"({"rows":[{"id":1,"from_ms":1795395600000,"to_ms":1795396205000,
                     "reason":"crash"}],"total":1})");
    CHECK(shell.run({"blind", "list"}) == 0);
    CHECK(contains(shell.out(), "10m5s  crash"));
}

TEST_CASE("a log is given newest first, in pages of its own") {
    Shell shell;
    std::string rows;
    for (int id = 2000; id > 1000; --id)
        rows += (id < 2000 ? "," : "") + (R"({"id":)" + std::to_string(id) + "}");
    shell.answer("GET /tasks/backup/log?length=1000", "[" + rows + "]");
    shell.answer("GET /tasks/backup/log?before=1001&length=1000", R"([{"id":1000}])");
    CHECK(shell.run({"task", "log", "backup", "--json"}) == 0);
    const Json all = Json::parse(shell.out());
    CHECK(all.size() == 1001);
    CHECK(all[0]["id"] == 2000);
    CHECK(all[1000]["id"] == 1000);
}

TEST_CASE("a log on a terminal is short and says how to go on") {
    Shell shell;
    shell.terminal.columns = 200;
    shell.answer("GET /tasks/backup", task(1));
    shell.answer("GET /tasks/backup/log?length=1",
                 R"([{"id":7,"at_ms":1795395600000,"kind":"success","method":"GET",
                     "client_ip":"10.0.0.1","user_agent":"curl/7.88","exit_status":null,
                     "duration_ms":1500,"body_bytes":12}])");
    CHECK(shell.run({"task", "log", "backup", "--length", "1"}) == 0);
    CHECK(shell.out() ==
          "ID  AT                          KIND     METHOD  FROM      EXIT  DURATION  BODY  USER "
          "AGENT\n"
          " 7  2026-11-23 09:00:00 +08:00  success  GET     10.0.0.1     -   1500 ms    12  "
          "curl/7.88\n"
          "older ones: --before 7\n");
    shell.answer("GET /tasks/backup/log?length=50", "[]");
    CHECK(shell.run({"task", "log", "backup"}) == 0);
    CHECK(shell.out() == "no pings yet\n");
}
