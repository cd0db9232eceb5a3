#include "cli/table.h"

#include "base/utf8.h"

#include <doctest/doctest.h>

#include <sstream>

using namespace cronmon;

namespace {

struct Screen {
    std::istringstream in;
    std::ostringstream out, err;
    Terminal terminal{.in = in, .out = out, .err = err};
};

std::size_t widest_line(const std::string& text) {
    std::size_t widest = 0;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);)
        widest = std::max(widest, utf8::columns(line));
    return widest;
}

Table people() {
    Table table({{"NAME"}, {"N", Column::Side::right}, {"WHERE"}});
    table.add({"支付对账", "7", "上海"});
    table.add({"ab", "1234", "somewhere over the rainbow"});
    return table;
}

}  // namespace

TEST_CASE("columns line up, a Chinese character counts two, no line ends in blanks") {
    Screen screen;
    people().print(screen.terminal);
    CHECK(screen.out.str() ==
          "NAME         N  WHERE\n"
          "支付对账     7  上海\n"
          "ab        1234  somewhere over the rainbow\n");
}

TEST_CASE("a table fits every width, the widest column gives way first") {
    for (std::size_t columns = 10; columns <= 50; ++columns) {
        Screen screen;
        screen.terminal.columns = columns;
        people().print(screen.terminal);
        CHECK(widest_line(screen.out.str()) <= columns);
    }
    Screen screen;
    screen.terminal.columns = 30;
    people().print(screen.terminal);
    CHECK(screen.out.str() ==
          "NAME         N  WHERE\n"
          "支付对账     7  上海\n"
          "ab        1234  somewhere ove…\n");
}

TEST_CASE("what can be missed goes before anything is cut, and titles are cut last") {
    Screen screen;
    Table table(
        {{"NAME"}, {"ZONE", Column::Side::left, Column::Keep::if_there_is_room}, {"SCHEDULE"}});
    table.add({"nightly-backup", "Asia/Shanghai", "0 2 * * *"});
    table.print(screen.terminal);
    screen.terminal.columns = 39;
    table.print(screen.terminal);
    screen.terminal.columns = 20;
    table.print(screen.terminal);
    screen.terminal.columns = 12;
    table.print(screen.terminal);
    CHECK(screen.out.str() ==
          "NAME            ZONE           SCHEDULE\n"
          "nightly-backup  Asia/Shanghai  0 2 * * *\n"
          "NAME            SCHEDULE\n"
          "nightly-backup  0 2 * * *\n"
          "NAME       SCHEDULE\n"
          "nightly-…  0 2 * * *\n"
          "NAME  SCHED…\n"
          "nig…  0 2 *…\n");
}

TEST_CASE("text is cut between characters, and never into half of a wide one") {
    CHECK(fitted("支付对账", 8) == "支付对账");
    CHECK(fitted("支付对账", 7) == "支付对…");
    CHECK(fitted("支付对账", 6) == "支付…");
    CHECK(fitted("支付对账", 1) == "…");
    CHECK(fitted("支付对账", 0) == "");
    CHECK(fitted("abc", 2) == "a…");
}

TEST_CASE("colours are only where they are wanted, and count no width") {
    Screen screen;
    Table table({{"STATE"}, {"NAME"}});
    table.add({{"down", Colour::red}, "a"});
    table.print(screen.terminal);
    CHECK(screen.out.str() == "STATE  NAME\ndown   a\n");
    screen.out.str("");
    screen.terminal.colours = true;
    table.print(screen.terminal);
    CHECK(screen.out.str() == "\x1b[2mSTATE\x1b[0m  \x1b[2mNAME\x1b[0m\n\x1b[31mdown\x1b[0m   a\n");
}

TEST_CASE("what others wrote cannot command the terminal") {
    Screen screen;
    Table table({{"USER AGENT"}});
    table.add({"evil\x1b]0;title\x07 \xff\n\xc2\x9b end"});
    table.print(screen.terminal);
    CHECK(screen.out.str() == "USER AGENT\nevil?]0;title? \xef\xbf\xbd ? end\n");
}

TEST_CASE("facts stand in two columns, and those that are empty are left out") {
    Screen screen;
    print_facts(screen.terminal, {{"name", "支付"}, {"nothing", ""}, {"ping URL", "http://x"}});
    CHECK(screen.out.str() == "name      支付\nping URL  http://x\n");
}

TEST_CASE("the language follows the locale") {
    CHECK(language_of_locale("zh_CN.UTF-8") == Language::zh);
    CHECK(language_of_locale("zh") == Language::zh);
    CHECK(language_of_locale("en_US.UTF-8") == Language::en);
    CHECK(language_of_locale("C") == Language::en);
    CHECK(language_of_locale("") == Language::en);
}
