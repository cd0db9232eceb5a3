// The words behind `--`, and what is said about a command that takes them.
#include "cli/commands.h"
#include "cli/help.h"
#include "cli/shell.h"

#include <doctest/doctest.h>
#include <unistd.h>

#include <array>

using namespace cronmon;
using cronmon::test::contains;
using cronmon::test::Shell;

namespace {

const Command& exec_command() { return *find_command("exec", ""); }

Result<Args> parsed(const std::vector<std::string>& words) {
    return parse_args(exec_command(), words);
}

}  // namespace

TEST_CASE("what stands behind -- reaches the command untouched") {
    using Words = std::vector<std::string>;
    for (const Words& behind :
         {Words{"ls"}, Words{"ls", "--help"}, Words{"--", "-h"}, Words{"a", "--", "b"},
          Words{"", " ", "\xff", "--json=x", "-"}, Words{"x", "--timeout", "5s", "--no-such"}}) {
        Words words{"nightly", "--timeout", "1h", "--"};
        words.insert(words.end(), behind.begin(), behind.end());
        const auto args = parsed(words);
        REQUIRE(args);
        CHECK(args->words_behind_dashes() == behind);
        CHECK(args->argument("TASK|URL") == "nightly");
        CHECK(args->value("timeout") == "1h");
        CHECK_FALSE(args->has("help"));
    }
}

TEST_CASE("before -- everything is ours, and what is missing is said") {
    CHECK(parsed({"nightly", "--help", "--", "ls"})->has("help"));
    CHECK(parsed({"nightly"}).error().message ==
          "exec: COMMAND... is missing behind --: what to run, with its arguments");
    CHECK(parsed({"nightly", "--"}).error().message ==
          "exec: COMMAND... is missing behind --: what to run, with its arguments");
    CHECK(parsed({"--", "ls"}).error().message ==
          "exec: TASK|URL is missing: the task's ping URL, or its name");
    CHECK(parsed({"nightly", "ls", "--", "-l"}).error().message ==
          "exec: unexpected argument 'ls' (what is to run stands behind --)");
    CHECK(parsed({"nightly", "--tiemout", "1s", "--", "x"}).error().message ==
          "exec: unknown flag '--tiemout', did you mean '--timeout'?");
}

TEST_CASE("a command without such words has its arguments behind -- as before") {
    Shell shell;
    shell.answer("GET /tasks/--odd", R"({"name":"--odd"})");
    CHECK(shell.run({"task", "show", "--json", "--", "--odd"}) == 0);
}

TEST_CASE("the help of exec shows where the command stands and what its exit codes are") {
    const std::string help = help_of(exec_command());
    CHECK(contains(help, "usage: cronmon exec TASK|URL [FLAGS] -- COMMAND...\n"));
    CHECK(contains(help, "  124  timed out\n"));
    CHECK(contains(help, "  --server URL"));
    CHECK_FALSE(contains(help, "spooled: a ping"));
    CHECK(contains(help_of(*find_command("ping", "")), "  4  spooled: a ping was not delivered"));
}

TEST_CASE("what is wrong with exec is said before anything runs") {
    Shell shell;
    for (const auto& [flag, value, said] :
         {std::array{"--timeout", "5", "timeout: "}, std::array{"--timeout", "366d", "got 366d"},
          std::array{"--kill-after", "61m", "kill-after: must be 0s to 1h, got 61m"},
          std::array{"--retry", "-1", "retry: must be 0 to 100, got '-1'"},
          std::array{"--retry-delay", "2d", "retry-delay: must be 0s to 1d, got 2d"}}) {
        const std::string path = "/tmp/cronmon-exec-must-not-run";
        CHECK(shell.run({"exec", "nightly", flag, value, "--", "touch", path}) == 2);
        CHECK_MESSAGE(contains(shell.err(), said), shell.err());
        CHECK(access(path.c_str(), F_OK) != 0);
    }
}
