#include "base/version.h"
#include "cli/commands.h"
#include "cli/help.h"
#include "cli/shell.h"

#include <doctest/doctest.h>

using namespace cronmon;
using cronmon::test::contains;
using cronmon::test::Shell;

TEST_CASE("what is wrong with a command line is one sentence and an exit code") {
    struct Row {
        std::vector<std::string> words;
        int code;
        std::string said;  // the first line on err, after `cronmon: `
    };
    const std::string add = "task add";
    const Row rows[] = {
        {{"tsk", "list"}, 2, "unknown command 'tsk', did you mean 'task'?"},
        {{"tasks"}, 2, "unknown command 'tasks', did you mean 'task'?"},
        {{"frobnicate"}, 2, "unknown command 'frobnicate'"},
        {{"task"},
         2,
         "task: say what to do: add, edit, pause, resume, remove, list, show, log, flips, body"},
        {{"task", "lsit"}, 2, "task: unknown command 'lsit', did you mean 'list'?"},
        {{"task", "delete", "x"}, 2, "task: unknown command 'delete', did you mean 'remove'?"},
        {{"notifier", "show", "x"}, 2, "notifier: unknown command 'show'"},
        {{"task", "list", "--serach", "x"},
         2,
         "task list: unknown flag '--serach', did you mean '--search'?"},
        {{"task", "list", "--x"}, 2, "task list: unknown flag '--x'"},
        {{"task", "list", "-x"}, 2, "task list: unknown flag '-x'"},
        {{"--frob", "task", "list"}, 2, "task list: unknown flag '--frob'"},
        {{"--frob"}, 2, "unknown flag '--frob'"},
        {{"task", "list", "--search"}, 2, "task list: --search needs a value: --search TEXT"},
        {{"task", "list", "--search", "--json"},
         2,
         "task list: --search needs a value: --search TEXT"},
        {{"task", "list", "--json=yes"}, 2, "task list: a switch takes no value, got 'yes'"},
        {{"task", "list", "--json=false"}, 2, "task list: --json takes no value, got 'false'"},
        {{"task", "list", "--data", "a", "--data", "b"},
         2,
         "task list: --data is given more than once"},
        {{"--data", "a", "task", "list", "--data", "b"},
         2,
         "task list: --data is given more than once"},
        {{"task", "show"}, 2, "task show: NAME is missing: the task, by its name or id"},
        {{"task", "show", "a", "b"},
         2,
         "task show: unexpected argument 'b' (a value with blanks or * must be in quotes)"},
        {{"task", "add", "a", "--cron", "x"},
         2,
         "task add: --business B is missing: the business it belongs to"},
        {{"task", "add", "a", "--business", "b"},
         2,
         "task add: needs --cron, --every or --calendar"},
        {{"task", "add", "a", "--business", "b", "--cron", "x", "--every", "5m"},
         2,
         "task add: takes only one of --cron, --every or --calendar"},
        {{"task", "edit", "a", "--cron", "x", "--every", "5m"},
         2,
         "task edit: takes only one of --cron, --every or --calendar"},
        {{"task", "edit", "a"}, 2, "task edit: say what to change, for example --grace 10m"},
        {{"business", "edit", "a"},
         2,
         "business edit: say what to change: --name, --enable or --disable"},
        {{"business", "edit", "a", "--enable", "--disable"},
         2,
         "business edit: takes only one of --enable or --disable"},
        {{"notifier", "add", "a"}, 2, "notifier add: --email ADDRESS is missing: where letters go"},
        {{"task", "list", "--page", "0"}, 1, "page: must be 1 to 2147483647, got '0'"},
        {{"task", "list", "--length", "5x"}, 1, "length: must be 1 to 1000, got '5x'"},
        {{"help", "tusk"}, 2, "unknown command 'tusk', did you mean 'task'?"},
    };
    for (const Row& row : rows) {
        Shell shell;
        CHECK_MESSAGE(shell.run(row.words) == row.code, row.said);
        const std::string err = shell.err();
        CHECK(err.substr(0, err.find('\n')) == "cronmon: " + row.said);
        CHECK(shell.out().empty());
        CHECK(shell.asked().empty());
    }
}

TEST_CASE("a mistake in usage shows how the command is used") {
    Shell shell;
    shell.run({"task", "show"});
    CHECK(contains(shell.err(), "\nusage: cronmon task show NAME [FLAGS]\n"));
}

TEST_CASE("cronmon alone shows the overview on err") {
    Shell shell;
    CHECK(shell.run({}) == 2);
    CHECK(contains(shell.err(), overview()));
    CHECK(shell.out().empty());
}

TEST_CASE("help goes to out, at every level, before anything else is judged") {
    Shell shell;
    CHECK(shell.run({"--help"}) == 0);
    CHECK(shell.out() == overview());
    CHECK(shell.run({"help"}) == 0);
    CHECK(shell.out() == overview());
    CHECK(shell.run({"task", "-h"}) == 0);
    CHECK(shell.out() == help_of("task"));
    CHECK(shell.run({"help", "task"}) == 0);
    CHECK(shell.out() == help_of("task"));
    CHECK(shell.run({"task", "add", "--help"}) == 0);
    CHECK(shell.out() == help_of(*find_command("task", "add")));
    CHECK(shell.run({"help", "task", "add"}) == 0);
    CHECK(shell.out() == help_of(*find_command("task", "add")));
    CHECK(shell.run({"--help", "task", "add"}) == 0);
    CHECK(shell.out() == help_of(*find_command("task", "add")));
    CHECK(shell.err().empty());
}

TEST_CASE("the version comes from one place") {
    Shell shell;
    const std::string line = "cronmon " + std::string(version) + "\n";
    CHECK(shell.run({"version"}) == 0);
    CHECK(shell.out() == line);
    CHECK(shell.run({"--version"}) == 0);
    CHECK(shell.out() == line);
    CHECK(shell.run({"version", "--json"}) == 0);
    CHECK(Json::parse(shell.out()) == Json{{"version", version}});
}

TEST_CASE("--data stands before or after the command") {
    const std::vector<std::string> lines[] = {{"--data", "/d", "task", "show", "a"},
                                              {"task", "--data", "/d", "show", "a"},
                                              {"task", "show", "--data=/d", "a"},
                                              {"task", "show", "a", "--data", "/d"}};
    for (const auto& words : lines) {
        Shell shell;
        shell.answer("GET /tasks/a", R"({"name":"a"})");
        CHECK(shell.run(words) == 0);
        CHECK(shell.data == "/d");
    }
}

TEST_CASE("after -- everything is an argument, also what looks like a flag") {
    Shell shell;
    shell.answer("GET /tasks/--json", R"({"name":"--json"})");
    CHECK(shell.run({"task", "show", "--", "--json"}) == 0);
}

TEST_CASE("a value may be anything but a flag of the command") {
    Shell shell;
    shell.answer("GET /tasks?search=-x%2Cy%20%25&page=1&length=1000", R"({"rows":[],"total":0})");
    CHECK(shell.run({"task", "list", "--search", "-x,y %"}) == 0);
    CHECK(shell.out() == "no task matches\n");
}

TEST_CASE("what the server refuses becomes its sentence and an exit code") {
    struct Row {
        int status;
        int code;
    };
    for (const Row row : {Row{400, 1}, Row{403, 1}, Row{404, 1}, Row{409, 1}, Row{422, 1},
                          Row{500, 3}, Row{502, 3}, Row{503, 3}}) {
        Shell shell;
        shell.answer("GET /tasks/a", R"({"detail":"task: so it is"})", row.status);
        CHECK(shell.run({"task", "show", "a"}) == row.code);
        CHECK(shell.err() == "cronmon: task: so it is\n");
        CHECK(shell.out().empty());
    }
}

TEST_CASE("no server, no JSON, no output: exit code 3") {
    Shell shell;
    shell.unreachable = true;
    CHECK(shell.run({"task", "show", "a"}) == 3);
    CHECK(shell.err() == "cronmon: nobody is there\n");
    shell.unreachable = false;
    shell.answer("GET /tasks/a", "<html>");
    CHECK(shell.run({"task", "show", "a"}) == 3);
    CHECK(contains(shell.err(), "is not JSON"));
    shell.terminal.out.setstate(std::ios::badbit);
    CHECK(shell.run({"version"}) == 3);
    CHECK(contains(shell.err(), "the output cannot be written"));
}

TEST_CASE("an error sentence cannot command the terminal") {
    Shell shell;
    shell.answer("GET /tasks/a", "{\"detail\":\"a\\u001b[2Jb\\nc\"}", 404);
    shell.run({"task", "show", "a"});
    CHECK(shell.err() == "cronmon: a?[2Jb c\n");
}

TEST_CASE("every command has help, an example and a function") {
    for (const Command& command : commands()) {
        INFO(command.name());
        CHECK_FALSE(command.help.empty());
        CHECK_FALSE(command.examples.empty());
        CHECK((command.run != nullptr));
        for (const std::string_view example : command.examples)
            CHECK(example.starts_with("cronmon " + command.name()));
        for (const Flag& flag : command.flags) CHECK_FALSE(flag.help.empty());
        // The line is divided before the command is known, so a flag is the same everywhere.
        for (const Command& other : commands())
            for (const Flag& flag : command.flags)
                for (const Flag& same : other.flags)
                    if (flag.name == same.name) CHECK(flag.is_switch() == same.is_switch());
    }
    for (const Noun& noun : nouns()) CHECK_FALSE(commands_of(noun.name).empty());
}
