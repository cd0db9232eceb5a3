#include "cli/shell.h"

#include <doctest/doctest.h>

using namespace cronmon;
using cronmon::test::contains;
using cronmon::test::Shell;

namespace {

void script(Shell& shell) {
    shell.answer("GET /config", R"({"rows":[
        {"name":"data","value":"/d","origin":"environment","secret":false},
        {"name":"trusted-proxy","value":"","origin":"default","secret":false}]})");
    shell.answer("GET /settings", R"({"rows":[
        {"name":"smtp.host","value":"mail.example.com","set":true,"secret":false},
        {"name":"smtp.port","value":"","set":false,"secret":false},
        {"name":"smtp.password","value":null,"set":true,"secret":true}]})");
}

}  // namespace

TEST_CASE("options and settings are one list, with where each value came from") {
    Shell shell;
    script(shell);
    CHECK(shell.run({"config", "list"}) == 0);
    CHECK(shell.out() ==
          "NAME           VALUE             FROM\n"
          "data           /d                environment\n"
          "trusted-proxy                    default\n"
          "smtp.host      mail.example.com  database\n"
          "smtp.port                        default\n"
          "smtp.password  (hidden)          database\n");
    CHECK(shell.run({"config", "list", "--json"}) == 0);
    const Json rows = Json::parse(shell.out());
    CHECK(rows.size() == 5);
    CHECK(rows[0] == Json::parse(R"({"name":"data","value":"/d","origin":"environment",
                                     "secret":false,"set":true})"));
    CHECK(rows[4]["value"].is_null());
}

TEST_CASE("one value") {
    Shell shell;
    script(shell);
    CHECK(shell.run({"config", "get", "smtp.host"}) == 0);
    CHECK(shell.out() == "mail.example.com\n");
    CHECK(shell.run({"config", "get", "smtp.password"}) == 0);
    CHECK(shell.out() == "(hidden)\n");
    CHECK(shell.run({"config", "get", "smtp.hots"}) == 1);
    CHECK(shell.err() == "cronmon: config: there is no 'smtp.hots', did you mean 'smtp.host'?\n");
}

TEST_CASE("a setting is changed, or put back") {
    Shell shell;
    script(shell);
    shell.answer("PUT /settings/smtp.host", R"({"name":"smtp.host","value":"b"})");
    shell.answer("PUT /settings/smtp.password", R"({"name":"smtp.password","value":null})");
    shell.answer("DELETE /settings/smtp.host", R"({"name":"smtp.host","value":""})");
    CHECK(shell.run({"config", "set", "smtp.host", "b"}) == 0);
    CHECK(shell.out() == "smtp.host is 'b'\n");
    CHECK(shell.run({"config", "set", "smtp.host", "--default"}) == 0);
    CHECK(shell.out() == "smtp.host is back to its default\n");
    shell.type("geh eim\n");
    CHECK(shell.run({"config", "set", "smtp.password", "-"}) == 0);
    CHECK(shell.out() == "smtp.password is set\n");
    CHECK(shell.asked() ==
          std::vector<std::string>{R"(PUT /settings/smtp.host {"value":"b"})",
                                   R"(DELETE /settings/smtp.host)",
                                   R"(PUT /settings/smtp.password {"value":"geh eim"})"});
    shell.type("");
    CHECK(shell.run({"config", "set", "smtp.password", "-"}) == 1);
    CHECK(shell.run({"config", "set", "smtp.host"}) == 2);
    CHECK(shell.run({"config", "set", "smtp.host", "b", "--default"}) == 2);
}

TEST_CASE("an option cannot be set, and it is said where it can") {
    Shell shell;
    script(shell);
    CHECK(shell.run({"config", "set", "trusted-proxy", "10.0.0.0/8"}) == 1);
    CHECK(contains(shell.err(), "give it as --trusted-proxy, as CRONMON_TRUSTED_PROXY or in"));
    CHECK(shell.run({"config", "set", "smtp.prot", "25"}) == 1);
    CHECK(contains(shell.err(), "did you mean 'smtp.port'?"));
}
