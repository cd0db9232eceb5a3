#include "cli/completion.h"

#include "cli/commands.h"
#include "cli/shell.h"

#include <doctest/doctest.h>

#include <sstream>

using namespace cronmon;
using cronmon::test::contains;
using cronmon::test::Shell;

namespace {

std::string script(std::string_view shell) {
    Shell one;
    CHECK(one.run({"completion", std::string(shell)}) == 0);
    return one.out();
}

}  // namespace

TEST_CASE("every shell knows every command and every flag") {
    for (const std::string_view shell : {"bash", "zsh", "fish"}) {
        const std::string text = script(shell);
        const std::string dashes = shell == "fish" ? " -l " : "--";
        for (const Command& command : commands()) {
            CHECK(contains(text, std::string(command.noun)));
            CHECK(contains(text, std::string(command.verb)));
            for (const Flag& flag : flags_of(command))
                CHECK(contains(text, dashes + std::string(flag.name)));
        }
    }
}

TEST_CASE("a placeholder tells what may stand for it") {
    CHECK(offer_for("FILE") == Offer::files);
    CHECK(offer_for("DIR") == Offer::folders);
    CHECK(offer_for("zh|en") == Offer::words);
    CHECK(words_of("zh|en") == "zh en");
    CHECK(offer_for("TASK|URL") == Offer::nothing);
    CHECK(offer_for("DUR") == Offer::nothing);
    CHECK(offer_for("") == Offer::nothing);
}

TEST_CASE("a text stays one word of the script") {
    CHECK(escaped("a [b]: it's \\", "[]:\\", "'\\''") == "a \\[b\\]\\: it'\\''s \\\\");
}

TEST_CASE("the page for man names every command, flag and option, and hides no full stop") {
    Shell shell;
    CHECK(shell.run({"manual"}) == 0);
    const std::string page = shell.out();
    CHECK(page.starts_with(".TH CRONMON 1 "));
    CHECK(contains(page, "\n.SS \"task show NAME [FLAGS]\"\n"));
    CHECK(contains(page, "\n\\fB\\-\\-trusted\\-proxy\\fR \\fICIDR\\fR\n"));
    CHECK(contains(page, "\n\\fBCRONMON_LISTEN\\fR\n"));
    CHECK(contains(page, "cronmon schedule next \\(aq0 2 * * *\\(aq \\-\\-tz Asia/Shanghai\n"));
    for (const Command& command : commands()) {
        CHECK(contains(page, "\n.SS \"" + std::string(command.noun)));
        const auto plain = command.help.substr(0, command.help.find_first_of("-'"));
        CHECK(contains(page, '\n' + std::string(plain)));
    }
}
