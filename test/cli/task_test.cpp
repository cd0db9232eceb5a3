#include "cli/crontab_line.h"
#include "cli/shell.h"

#include <doctest/doctest.h>

using namespace cronmon;
using cronmon::test::contains;
using cronmon::test::Shell;

namespace {

constexpr const char* backup = R"json({"id":7,"name":"backup","uuid":"u","state":"up",
    "ping_url":"http://h/api/monlink/u","schedule":"0 2 * * *","schedule_kind":"cron",
    "tz":"Asia/Shanghai","grace_s":1800,"tolerance_s":null,"last_ping_ms":1795395420000,
    "owed_ms":1795456800000,"deadline_ms":1795458600000,"since_ms":1795309200000,
    "created_ms":1795309200000,"business":"db",
    "text":{"en":"every day at 02:00 (Asia/Shanghai)",
            "zh":"每天 02:00（Asia/Shanghai）"}})json";

}  // namespace

TEST_CASE("a task is added as it was written, and comes with a line for the crontab") {
    Shell shell;
    shell.answer("POST /tasks", backup, 201);
    CHECK(shell.run({"task", "add", "backup", "--business", "db", "--cron", "0 2 * * *", "--tz",
                     "Asia/Shanghai", "--grace", "30m", "--tolerance", "0s",
                     "--quiet-until-first-ping"}) == 0);
    CHECK(shell.asked().at(0) ==
          R"(POST /tasks {"business":"db","cron":"0 2 * * *","tz":"Asia/Shanghai","grace":"30m",)"
          R"("tolerance":"0s","quiet_until_first_ping":true,"name":"backup"})");
    CHECK(shell.out() ==
          "added backup: every day at 02:00 (Asia/Shanghai)\n"
          "# ping it at\n"
          "http://h/api/monlink/u\n"
          "# line for the crontab, with your command, on a clock of Asia/Shanghai\n"
          "0 2 * * * your-command && curl -fsS -m 10 --retry 3 -o /dev/null "
          "http://h/api/monlink/u\n");
    CHECK(shell.run({"task", "add", "backup", "--business", "db", "--every", "5m", "--json"}) == 0);
    CHECK(shell.out() == dump(Json::parse(backup)) + "\n");
}

TEST_CASE("the schedule is read back in the reader's language") {
    Shell shell;
    shell.terminal.language = Language::zh;
    shell.answer("POST /tasks", backup, 201);
    shell.run({"task", "add", "backup", "--business", "db", "--cron", "0 2 * * *"});
    CHECK(shell.out().starts_with("added backup: 每天 02:00（Asia/Shanghai）\n"));
}

TEST_CASE("what no crontab can express gets a line for a shell") {
    Shell shell;
    shell.answer("POST /tasks", R"({"name":"beat","schedule":"1m30s","schedule_kind":"every",
        "tz":"UTC","ping_url":"http://h/u","text":{"en":"every 90 seconds"}})");
    shell.run({"task", "add", "beat", "--business", "db", "--every", "90s"});
    CHECK(shell.out() ==
          "added beat: every 90 seconds\n# ping it at\nhttp://h/u\n# with your command\n"
          "your-command && curl -fsS -m 10 --retry 3 -o /dev/null http://h/u\n");
}

TEST_CASE("crontab lines: % is escaped, a URL is one word") {
    CHECK(crontab_line("@daily", "http://h/a%20b") ==
          "@daily your-command && curl -fsS -m 10 --retry 3 -o /dev/null http://h/a\\%20b");
    CHECK(ping_line("http://h/a%20b").ends_with(" http://h/a%20b"));
    CHECK(ping_line("http://[::1]:8/u").ends_with(" 'http://[::1]:8/u'"));
    CHECK(ping_line("http://h/?a&b'c").ends_with(" 'http://h/?a&b'\\''c'"));
}

TEST_CASE("what is ours and not cron's is known") {
    for (const char* plain :
         {"@daily", "0 2 * * *", "*/5 0-12/2 1,15 JAN-JUL mon-fri", "* * * * 7"})
        CHECK(is_plain_cron(plain));
    for (const char* ours :
         {"0 2 L * *", "0 2 LW * *", "0 2 * * 5L", "0 2 * * MON#2", "5/15 * * * *"})
        CHECK_FALSE(is_plain_cron(ours));
    CHECK(is_plain_cron("0 2 * JUL *"));
}

TEST_CASE("a task is shown with times in its zone") {
    Shell shell;
    shell.answer("GET /tasks/backup", backup);
    CHECK(shell.run({"task", "show", "backup"}) == 0);
    CHECK(shell.out() ==
          "name          backup\n"
          "id            7\n"
          "business      db\n"
          "state         up, since 2026-11-22 09:00:00 +08:00 (24 h ago)\n"
          "schedule      0 2 * * *\n"
          "meaning       every day at 02:00 (Asia/Shanghai)\n"
          "time zone     Asia/Shanghai\n"
          "grace         30m\n"
          "tolerance     auto\n"
          "last ping     2026-11-23 08:57:00 +08:00 (3 min ago)\n"
          "run expected  2026-11-24 02:00:00 +08:00 (in 17 h)\n"
          "goes down     2026-11-24 02:30:00 +08:00 (in 17 h)\n"
          "created       2026-11-22 09:00:00 +08:00 (24 h ago)\n"
          "ping URL      http://h/api/monlink/u\n");
    CHECK(shell.run({"task", "show", "backup", "--json"}) == 0);
    Json shown = Json::parse(backup);
    shown["suspicions"] = Json::array();
    CHECK(Json::parse(shell.out()) == shown);
}

TEST_CASE("what looks wrong with a task is shown in words, and as it is to a program") {
    Shell shell;
    shell.answer("GET /tasks/backup", backup);
    shell.answer("GET /tasks/backup/suspicions", R"({"rows":[
        {"kind":"zone","seen":9,"of":10,"offset_ms":-28800000,"addresses":[],"before":[]},
        {"kind":"early","seen":8,"of":10,"offset_ms":-599700,"addresses":[],"before":[]},
        {"kind":"fast","seen":3,"of":40,"usual_ms":1200000,"taken_ms":310},
        {"kind":"new_address","addresses":["10.0.0.9"],"before":["10.0.0.3","10.0.0.4"]},
        {"kind":"two_hosts","seen":10,"of":10,"addresses":["10.0.0.3","10.0.0.9"]},
        {"kind":"of tomorrow"}]})");
    CHECK(shell.run({"task", "show", "backup"}) == 0);
    CHECK(contains(
        shell.out(),
        "looks wrong   9 of the last 10 runs came 8h before their time: is its time zone right?\n"
        "looks wrong   8 of the last 10 runs came 9m59s before their time, and that is too early "
        "to count\n"
        "looks wrong   the last 3 runs took at most 310ms, those before about 20m: do they still "
        "do their work?\n"
        "looks wrong   runs come from 10.0.0.9 now, until then from 10.0.0.3, 10.0.0.4\n"
        "looks wrong   10 of the last 10 runs came from several hosts at once: 10.0.0.3, 10.0.0.9\n"
        "looks wrong   of tomorrow\n"));
    CHECK(shell.run({"task", "show", "backup", "--json"}) == 0);
    CHECK(Json::parse(shell.out())["suspicions"].size() == 6);
    shell.answer("GET /tasks/backup/suspicions", R"({"detail":"busy"})", 503);
    CHECK(shell.run({"task", "show", "backup"}) == 3);
}

TEST_CASE("an edit sends only what changes; auto takes the tolerance away") {
    Shell shell;
    shell.answer("PATCH /tasks/a%20b", backup);
    CHECK(shell.run({"task", "edit", "a b", "--name", "c", "--tolerance", "auto",
                     "--no-quiet-until-first-ping"}) == 0);
    CHECK(shell.asked().at(0) ==
          R"(PATCH /tasks/a%20b {"name":"c","tolerance":null,"quiet_until_first_ping":false})");
    CHECK(contains(shell.out(), "changed backup"));
}

TEST_CASE("pause and resume") {
    Shell shell;
    shell.answer("POST /tasks/backup/pause", backup);
    CHECK(shell.run({"task", "pause", "backup"}) == 0);
    CHECK(shell.out() == "paused backup\n");
    CHECK(shell.run({"task", "resume", "backup"}) == 1);
    CHECK(shell.asked().at(1) == "POST /tasks/backup/resume {}");
}

TEST_CASE("nothing is removed without a yes") {
    Shell shell;
    shell.answer("GET /tasks/7", backup);
    shell.answer("DELETE /tasks/backup", R"({"id":7,"name":"backup"})");

    SUBCASE("nobody is there to ask") {
        CHECK(shell.run({"task", "remove", "7"}) == 2);
        CHECK(contains(shell.err(), "task remove: nobody is here to ask, so add --yes"));
        CHECK(shell.asked().size() == 1);
    }
    SUBCASE("somebody says no, or nothing") {
        shell.terminal.can_ask = true;
        for (const char* no : {"n\n", "\n", ""}) {
            shell.type(no);
            CHECK(shell.run({"task", "remove", "7"}) == 1);
            CHECK(contains(shell.err(), "remove task backup with its log and alerts? [y/N] "));
            CHECK(shell.out().empty());
        }
    }
    SUBCASE("somebody says yes") {
        shell.terminal.can_ask = true;
        shell.type("y\n");
        CHECK(shell.run({"task", "remove", "7"}) == 0);
        CHECK(shell.out() == "removed backup\n");
    }
    SUBCASE("--yes") {
        CHECK(shell.run({"task", "remove", "7", "--yes"}) == 0);
        CHECK(shell.asked().at(1) == "DELETE /tasks/backup");
    }
}

TEST_CASE("removing a business says what goes along") {
    Shell shell;
    shell.terminal.can_ask = true;
    shell.answer("GET /businesses/db", R"({"id":1,"name":"db","tasks":12})");
    shell.answer("DELETE /businesses/db", "{}");
    shell.type("yes\n");
    CHECK(shell.run({"business", "remove", "db"}) == 0);
    CHECK(contains(shell.err(), "remove business db with 12 tasks and their logs? [y/N] "));
    CHECK(shell.out() == "removed business db with 12 tasks\n");
}

TEST_CASE("businesses and notifiers are changed by what was written") {
    Shell shell;
    shell.run({"business", "add", "支付"});
    shell.run({"business", "edit", "db", "--name", "x", "--disable"});
    shell.run({"business", "notify", "db/1", "al ice"});
    shell.run({"business", "unnotify", "db", "alice"});
    shell.run(
        {"notifier", "add", "alice", "--email", "a@b.c", "--phone", "13800000000", "--lang", "en"});
    shell.run({"notifier", "edit", "alice", "--phone", "", "--enable"});
    const std::vector<std::string> expected{
        R"(POST /businesses {"name":"支付"})",
        R"(PATCH /businesses/db {"name":"x","enabled":false})",
        R"(PUT /businesses/db%2F1/notifiers/al%20ice {})",
        R"(DELETE /businesses/db/notifiers/alice)",
        R"(POST /notifiers {"email":"a@b.c","phone":"13800000000","lang":"en","name":"alice"})",
        R"(PATCH /notifiers/alice {"phone":"","enabled":true})"};
    REQUIRE(shell.asked().size() == expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i) CHECK(shell.asked()[i] == expected[i]);
}

TEST_CASE("a test letter tells the mail server's own words") {
    Shell shell;
    shell.answer("POST /mail/test", R"({"sent":true,"error":null})");
    CHECK(shell.run({"mail", "test", "a@b.c"}) == 0);
    CHECK(shell.asked().at(0) == R"(POST /mail/test {"address":"a@b.c"})");
    CHECK(shell.out() == "the mail server took a letter to a@b.c\n");
    shell.answer("POST /mail/test", R"({"sent":false,"error":"smtp: 550 no such user"})");
    CHECK(shell.run({"mail", "test", "a@b.c"}) == 1);
    CHECK(shell.err() == "cronmon: smtp: 550 no such user\n");
    CHECK(shell.out().empty());
}
