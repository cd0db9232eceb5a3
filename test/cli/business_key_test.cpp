// The keys of a business, from the command line.
#include "cli/desk.h"

#include <doctest/doctest.h>

using namespace cronmon;
using cronmon::test::contains;
using cronmon::test::Shell;

namespace {

constexpr const char* one_key =
    R"({"rows":[{"may":"write","hint":"hcw_abcd","created_ms":1795392000000}]})";
constexpr const char* new_key =
    R"({"may":"write","hint":"hcw_abcd","created_ms":1795392000000,"key":"hcw_abcdefgh"})";

}  // namespace

TEST_CASE("a key is printed once, and one that is in use is not ended without asking") {
    Shell shell;
    shell.answer("GET /businesses/db/keys", R"({"rows":[]})");
    shell.answer("POST /businesses/db/keys", new_key, 201);
    CHECK(shell.run({"business", "key", "db", "--may", "write"}) == 0);
    CHECK(shell.out() ==
          "db is asked with this key; it may write, and is shown only now\n  hcw_abcdefgh\n");
    CHECK(shell.asked().back() == R"(POST /businesses/db/keys {"may":"write"})");
    shell.answer("GET /businesses/db/keys", one_key);
    CHECK(shell.run({"business", "key", "db", "--may", "write"}) == 2);
    CHECK(contains(shell.err(), "end the write key of db that is in use?"));
    CHECK(shell.run({"business", "key", "db", "--may", "write", "--yes", "--json"}) == 0);
    CHECK(Json::parse(shell.out())["key"] == "hcw_abcdefgh");
    CHECK(shell.run({"business", "key", "db"}) == 2);
    shell.answer("POST /businesses/db/keys",
                 R"({"key":"hcr_abcdefgh","metrics_path":"/projects/1-2/metrics/"})", 201);
    CHECK(shell.run({"business", "key", "db", "--may", "read"}) == 0);
    CHECK(contains(shell.out(), "; Prometheus reads /projects/1-2/metrics/ with it\n"));
}

TEST_CASE("keys are listed by what they may, and taken away") {
    Shell shell;
    shell.answer("GET /businesses/db/keys", one_key);
    shell.answer("DELETE /businesses/db/keys/write", R"({"id":1,"name":"db"})");
    CHECK(shell.run({"business", "keys", "db"}) == 0);
    CHECK(shell.out() ==
          "MAY    BEGINS       MADE\n"
          "write  hcw_abcd...  60 min ago\n");
    CHECK(shell.run({"business", "key", "db", "--may", "write", "--remove"}) == 2);
    CHECK(contains(shell.err(), "end the write key of db?"));
    CHECK(shell.run({"business", "key", "db", "--may", "write", "--remove", "--yes"}) == 0);
    CHECK(shell.out() == "removed the write key of db\n");
}
