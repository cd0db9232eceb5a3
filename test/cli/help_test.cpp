#include "cli/help.h"

#include "cli/commands.h"

#include <doctest/doctest.h>

using namespace cronmon;

TEST_CASE("the help of a command is complete") {
    CHECK(help_of(*find_command("task", "add")) ==
          R"(cronmon task add: adds a task and prints how to ping it

usage: cronmon task add NAME --business B (--cron EXPR | --every DUR | --calendar EXPR) [FLAGS]

  NAME  what to call it, 3 to 64 characters

flags:
  --business B              the business it belongs to
  --cron EXPR               five fields of cron, or a word such as @daily
  --every DUR               so long after each ping, 5s to 365d
  --calendar EXPR           a calendar event
  --tz ZONE                 time zone of the schedule (UTC)
  --grace DUR               how late a ping may come (5m)
  --tolerance DUR           how early a ping may come; auto: by the schedule
  --quiet-until-first-ping  owes nothing before its first ping
  --max-run DUR             how long a run may take; none: as long as the grace
  --min-run DUR             a run that takes less has failed; none
  --alert-after N           so many failures in a row make it go down (1)
  --recover-after N         so many successes bring it up again (1)
  --slug SLUG               its place behind the ping key of its business
  --tags TAGS               words separated by blanks
  --description TEXT        what it is for
  --json                    JSON instead of text

with every command, before or after it:
  --data DIR         folder of the data (CRONMON_DATA, else ./cronmon-data)
  --config FILE      options in a file of JSON (CRONMON_CONFIG)
  --server URL       ask the server there instead of a folder here (CRONMON_SERVER)
  --token T          API token for it (CRONMON_TOKEN); ps shows T to others, - reads stdin
  --token-file FILE  the same, read from a file
  --insecure-http    send it even over http, where it can be read on the way
  --help             this help, and nothing else

DUR is 90s, 5m, 1h30m, 2d. ZONE is a name such as Asia/Shanghai. A calendar EXPR is that of
systemd's OnCalendar.

examples:
  cronmon task add nightly-backup --business db --cron '0 2 * * *' --tz Asia/Shanghai --grace 30m
  cronmon task add heartbeat --business web --every 90s --grace 30s
  cronmon task add payroll --business hr --calendar 'Mon..Fri 18:00'

exit codes:
  0  done
  1  refused: a value against a rule, no such task, not for this caller
  2  usage: an unknown command or flag, or a missing argument
  3  not reachable: no answer, or the data are locked or cannot be read
  4  spooled: a ping was not delivered, but kept for later
)");
}

TEST_CASE("a command about this machine knows no server elsewhere") {
    const std::string serve = help_of(*find_command("serve", ""));
    CHECK(serve.find("--data DIR") != std::string::npos);
    CHECK(serve.find("--server") == std::string::npos);
    CHECK(help_of("import").find("--token") == std::string::npos);
}

TEST_CASE("the overview names every command") {
    const std::string text = overview();
    for (const Command& command : commands())
        CHECK(text.find("  " + command.name() + " ") != std::string::npos);
    CHECK(text.find("exit codes:") != std::string::npos);
    CHECK(text.find("--data DIR") != std::string::npos);
}
