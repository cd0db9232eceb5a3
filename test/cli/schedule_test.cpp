#include "cli/shell.h"

#include <doctest/doctest.h>

using namespace cronmon;
using cronmon::test::contains;
using cronmon::test::Shell;

TEST_CASE("the next times of a schedule, as JSON") {
    Shell shell;
    CHECK(shell.run({"schedule", "next", "0 2 * * *", "--tz", "Asia/Shanghai", "--from",
                     "2026-11-23T01:00:00Z", "--count", "2", "--json"}) == 0);
    const Json answer = Json::parse(shell.out());
    CHECK(answer["next"] == Json::parse(R"([{"unix":1795456800,"utc":"2026-11-23T18:00:00Z",
                           "local":"2026-11-24T02:00:00+08:00"},
                          {"unix":1795543200,"utc":"2026-11-24T18:00:00Z",
                           "local":"2026-11-25T02:00:00+08:00"}])"));
    CHECK(answer["text"].size() == 2);
    CHECK(contains(answer["text"]["en"].get<std::string>(), "02:00"));
    CHECK(contains(answer["text"]["zh"].get<std::string>(), "每天"));
    CHECK(answer.size() == 2);
    CHECK(shell.data.empty());  // nothing was opened
}

TEST_CASE("the next times of a schedule, as text in the reader's language") {
    Shell shell;
    CHECK(shell.run({"schedule", "next", "@daily", "--count", "1"}) == 0);
    CHECK(contains(shell.out(), "\n2026-11-24T00:00:00Z\n"));
    shell.terminal.language = Language::zh;
    CHECK(shell.run({"schedule", "next", "0 2 * * *", "--tz", "Asia/Shanghai", "--count", "1"}) ==
          0);
    CHECK(shell.out().starts_with("每天"));
    CHECK(contains(shell.out(), "\n2026-11-24T02:00:00+08:00  2026-11-23T18:00:00Z\n"));
}

TEST_CASE("five times are told if nothing else is asked for") {
    Shell shell;
    CHECK(shell.run({"schedule", "next", "90s"}) == 0);
    CHECK(std::ranges::count(shell.out(), '\n') == 6);
    CHECK(contains(shell.out(), "\n2026-11-23T01:01:30Z\n2026-11-23T01:03:00Z\n"));
}

TEST_CASE("what never comes is an empty list") {
    Shell shell;
    CHECK(shell.run({"schedule", "next", "0 0 30 2 *", "--json"}) == 0);
    CHECK(Json::parse(shell.out())["next"] == Json::array());
    CHECK(shell.run({"schedule", "next", "0 0 30 2 *"}) == 0);
    CHECK(contains(shell.out(), "\nit never comes\n"));
}

TEST_CASE("the language of a schedule is guessed or said") {
    Shell shell;
    CHECK(shell.run({"schedule", "next", "--calendar", "Mon..Fri 18:00", "--count", "1"}) == 0);
    CHECK(contains(shell.out(), "\n2026-11-23T18:00:00Z\n"));
    CHECK(shell.run({"schedule", "next", "Mon..Fri 18:00", "--count", "1"}) == 0);
    CHECK(shell.run({"schedule", "next", "--cron", "0,30 1 * * *", "--count", "1"}) == 0);
    CHECK(contains(shell.out(), "\n2026-11-23T01:30:00Z\n"));
    CHECK(shell.run({"schedule", "next", "--every", "2h", "--count", "1"}) == 0);
    CHECK(contains(shell.out(), "\n2026-11-23T03:00:00Z\n"));
    CHECK(shell.run({"schedule", "next", "--cron", "Mon..Fri 18:00"}) == 1);
    CHECK(shell.run({"schedule", "next", "--cron", "* * * * *", "5m"}) == 2);
    CHECK(shell.run({"schedule", "next", "--cron", "* * * * *", "--every", "5m"}) == 2);
    CHECK(shell.run({"schedule", "next"}) == 2);
}

TEST_CASE("what is wrong is refused with a sentence") {
    for (const std::vector<std::string>& words : {std::vector<std::string>{"0 2 * * 8"},
                                                  {""},
                                                  {"0 2 * * *", "--tz", "Asia/Shanghia"},
                                                  {"0 2 * * *", "--from", "yesterday"},
                                                  {"0 2 * * *", "--count", "0"},
                                                  {"0 2 * * *", "--count", "1001"},
                                                  {"0 2 * * *", "--count", "1e3"}}) {
        Shell shell;
        std::vector<std::string> line{"schedule", "next"};
        line.insert(line.end(), words.begin(), words.end());
        CHECK(shell.run(line) == 1);
        CHECK(shell.out().empty());
        CHECK(shell.err().starts_with("cronmon: "));
        CHECK(std::ranges::count(shell.err(), '\n') == 1);
    }
}

TEST_CASE("a thousand times and unix seconds") {
    Shell shell;
    CHECK(shell.run(
              {"schedule", "next", "* * * * *", "--from", "0", "--count", "1000", "--json"}) == 0);
    const Json next = Json::parse(shell.out())["next"];
    CHECK(next.size() == 1000);
    CHECK(next[0]["unix"] == 60);
    CHECK(next[999]["unix"] == 60000);
}
