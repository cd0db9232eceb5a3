// Users, as an administrator meets them at a terminal.
#include "cli/desk.h"

#include <doctest/doctest.h>

using namespace cronmon;
using cronmon::test::contains;
using cronmon::test::Desk;
using cronmon::test::Shell;

namespace {

constexpr const char* wang = R"json({"id":7,"name":"wang.wei","email":"wang@example.org",
    "phone":null,"role":"manager","all_businesses":false,"businesses":["db","支付"],
    "enabled":true,"lang":"en","api_name":null,"has_password":false,"has_api_password":false,
    "has_totp":true,"setup_until_ms":1795482000000,"created_ms":1795309200000,
    "last_login_ms":1795395420000})json";

constexpr const char* link_answer =
    R"({"link":"http://h/#/setup/s3cret","until_ms":1795482000000})";

}  // namespace

TEST_CASE("a user who is added chooses a password by a link that is printed") {
    Shell shell;
    shell.answer("POST /users", wang, 201);
    shell.answer("POST /users/wang.wei/setup-link", link_answer, 201);
    const std::vector<std::string> words{"user",        "add",        "wang.wei", "--business",
                                         "db",          "--business", "支付",     "--lang",
                                         "en",          "--email",    "w@x.org",  "--phone",
                                         "13800000000", "--api-name", "api_wang"};
    CHECK(shell.run(words) == 0);
    CHECK(shell.asked().at(0) ==
          R"(POST /users {"email":"w@x.org","phone":"13800000000","lang":"en",)"
          R"("api_name":"api_wang","name":"wang.wei","businesses":["db","支付"]})");
    CHECK(shell.asked().at(1) == "POST /users/wang.wei/setup-link {}");
    CHECK(shell.out() ==
          "added user wang.wei, a manager who sees db, 支付; within 24 hours they choose a "
          "password, once, at\n"
          "  http://h/#/setup/s3cret\n");
    CHECK(shell.run({"user", "add", "wang.wei", "--json"}) == 0);
    const Json json = Json::parse(shell.out());
    CHECK(json["name"] == "wang.wei");
    CHECK(json["link"] == "http://h/#/setup/s3cret");
    CHECK(json["link_until_ms"] == 1'795'482'000'000);
}

TEST_CASE("roles are written in one of two ways") {
    Shell shell;
    shell.run({"user", "add", "wang.wei", "--admin"});
    shell.run({"user", "add", "wang.wei", "--role", "reader", "--all-businesses"});
    CHECK(shell.asked() ==
          std::vector<std::string>{
              R"(POST /users {"role":"admin","name":"wang.wei"})",
              R"(POST /users {"role":"reader","all_businesses":true,"name":"wang.wei"})"});
    CHECK(shell.run({"user", "add", "wang.wei", "--admin", "--role", "reader"}) == 2);
    CHECK(contains(shell.err(), "user add: takes only one of --admin or --role"));
}

TEST_CASE("a user without a link is told of, because they exist") {
    Shell shell;
    shell.answer("POST /users", wang, 201);
    shell.answer("POST /users/wang.wei/setup-link", R"({"detail":"no room"})", 503);
    CHECK(shell.run({"user", "add", "wang.wei"}) == 3);
    CHECK(shell.err() == "cronmon: user wang.wei was added, but without a set-up link: no room\n");
}

TEST_CASE("a password comes from the standard input and is shown nowhere") {
    Shell shell;
    shell.answer("POST /users", wang, 201);
    shell.answer("PUT /users/wang.wei/password", wang);
    shell.answer("PUT /users/wang.wei/api-password", wang);
    for (const std::vector<std::string>& words :
         {std::vector<std::string>{"user", "add", "wang.wei", "--password", "-"},
          {"user", "passwd", "wang.wei", "--password", "-"},
          {"user", "api-password", "wang.wei", "--password", "-"}}) {
        shell.type("correct horse\r\n");
        CHECK(shell.run(words) == 0);
        CHECK(contains(shell.asked().back(), R"("password":"correct horse")"));
        CHECK_FALSE(contains(shell.out() + shell.err(), "correct horse"));
        shell.type("");
        CHECK(shell.run(words) == 1);
        CHECK(shell.err() == "cronmon: password: there is no line on the standard input\n");
    }
    CHECK(shell.asked().size() == 3);
}

TEST_CASE("a password in the command line is refused, and not repeated") {
    for (const std::vector<std::string>& words :
         {std::vector<std::string>{"user", "add", "wang.wei", "--password", "hunter22"},
          {"user", "passwd", "wang.wei", "--password=hunter22"},
          {"user", "api-password", "wang.wei", "--password", "hunter22"}}) {
        Shell shell;
        CHECK(shell.run(words) == 2);
        CHECK(contains(shell.err(), "--password takes only -, for the standard input"));
        CHECK_FALSE(contains(shell.err(), "hunter22"));
        CHECK(shell.asked().empty());
    }
}

TEST_CASE("who types a password types it twice") {
    Shell shell;
    shell.terminal.can_ask = true;
    shell.answer("PUT /users/wang.wei/password", wang);
    shell.type("correct horse\ncorrect house\n");
    CHECK(shell.run({"user", "passwd", "wang.wei", "--password", "-"}) == 1);
    CHECK(contains(shell.err(), "password: was not the same twice, nothing was changed"));
    CHECK(shell.asked().empty());
    shell.type("correct horse\ncorrect horse\n");
    CHECK(shell.run({"user", "passwd", "wang.wei", "--password", "-"}) == 0);
    CHECK(shell.out() == "password of wang.wei is set; their sessions have ended\n");
}

TEST_CASE("a made-up password is printed once, on a line of its own") {
    Shell shell;
    shell.answer("PUT /users/wang.wei/password", R"({"password":"abcdefgh23456789"})");
    shell.answer("PUT /users/wang.wei/api-password", R"({"password":"23456789abcdefgh"})");
    CHECK(shell.run({"user", "passwd", "wang.wei"}) == 0);
    CHECK(shell.asked().at(0) == "PUT /users/wang.wei/password {}");
    CHECK(shell.out() ==
          "password of wang.wei, shown only now; their sessions have ended\n"
          "  abcdefgh23456789\n");
    CHECK(shell.run({"user", "api-password", "wang.wei"}) == 0);
    CHECK(shell.out() == "API password of wang.wei, shown only now\n  23456789abcdefgh\n");
    CHECK(shell.run({"user", "passwd", "wang.wei", "--json"}) == 0);
    CHECK(Json::parse(shell.out()) == Json{{"password", "abcdefgh23456789"}});
}

TEST_CASE("users are listed and shown") {
    Shell shell;
    shell.answer("GET /users?status=manager&page=1&length=1000",
                 R"({"total":1,"rows":[)" + std::string(wang) + "]}");
    CHECK(shell.run({"user", "list", "--role", "manager"}) == 0);
    CHECK(shell.out() ==
          "NAME      ROLE     ENABLED  E-MAIL            PHONE  LAST LOGIN  SEES\n"
          "wang.wei  manager  yes      wang@example.org         3 min ago   db, 支付\n");
    CHECK(shell.run({"user", "list", "--role", "owner"}) == 1);
    CHECK(shell.err() == "cronmon: role: must be admin, manager or reader, got 'owner'\n");
    shell.answer("GET /users/wang.wei", wang);
    CHECK(shell.run({"user", "show", "wang.wei"}) == 0);
    CHECK(shell.out() ==
          "name           wang.wei\n"
          "id             7\n"
          "role           manager\n"
          "sees           db, 支付\n"
          "enabled        yes\n"
          "e-mail         wang@example.org\n"
          "language       en\n"
          "password       none, a set-up link is good for 24 h\n"
          "second factor  on\n"
          "API password   none\n"
          "created        2026-11-22 01:00:00 +00:00 (24 h ago)\n"
          "last login     2026-11-23 00:57:00 +00:00 (3 min ago)\n");
    CHECK(shell.run({"user", "show", "wang.wei", "--json"}) == 0);
    CHECK(Json::parse(shell.out()) == Json::parse(wang));
}

TEST_CASE("users are changed by what was written") {
    Shell shell;
    for (const auto& request : {"PATCH /users/wang.wei", "PUT /users/wang.wei/businesses/db%2F1",
                                "DELETE /users/wang.wei/businesses/db"})
        shell.answer(request, wang);
    CHECK(shell.run({"user", "edit", "wang.wei", "--role", "reader", "--phone", "",
                     "--no-all-businesses", "--disable"}) == 0);
    CHECK(shell.out() == "changed user wang.wei, a manager who sees db, 支付\n");
    CHECK(shell.run({"user", "disable", "wang.wei"}) == 0);
    CHECK(shell.run({"user", "enable", "wang.wei"}) == 0);
    CHECK(shell.run({"user", "grant", "wang.wei", "db/1"}) == 0);
    CHECK(shell.out() == "user wang.wei sees db/1\n");
    CHECK(shell.run({"user", "revoke", "wang.wei", "db"}) == 0);
    CHECK(shell.out() == "user wang.wei no longer sees db\n");
    const std::vector<std::string> expected{
        R"(PATCH /users/wang.wei {"role":"reader","phone":"","all_businesses":false,"enabled":false})",
        R"(PATCH /users/wang.wei {"enabled":false})", R"(PATCH /users/wang.wei {"enabled":true})",
        R"(PUT /users/wang.wei/businesses/db%2F1 {})", R"(DELETE /users/wang.wei/businesses/db)"};
    CHECK(shell.asked() == expected);
    CHECK(shell.run({"user", "edit", "wang.wei"}) == 2);
    CHECK(shell.run({"user", "edit", "wang.wei", "--enable", "--disable"}) == 2);
    CHECK(shell.run({"user", "edit", "wang.wei", "--all-businesses", "--no-all-businesses"}) == 2);
    CHECK(shell.asked().size() == expected.size());
}

TEST_CASE("what takes something away asks, and leaves it when nobody says yes") {
    struct Row {
        std::vector<std::string> words;
        std::string request;
        std::string question;
        std::string said;
    };
    const Row rows[] = {
        {{"user", "remove", "wang.wei"},
         "DELETE /users/wang.wei",
         "remove user wang.wei with their tokens?",
         "removed user wang.wei"},
        {{"user", "totp-off", "wang.wei"},
         "DELETE /users/wang.wei/totp",
         "let wang.wei sign in without a second factor?",
         "user wang.wei has no second factor any more"},
        {{"user", "api-password", "wang.wei", "--remove"},
         "DELETE /users/wang.wei/api-password",
         "remove the API password of wang.wei?",
         "removed the API password of wang.wei"},
        {{"user", "sessions", "wang.wei", "--end"},
         "DELETE /users/wang.wei/sessions",
         "end all sessions of wang.wei?",
         "ended all sessions of wang.wei"},
    };
    for (const Row& row : rows) {
        Shell shell;
        shell.answer("GET /users/wang.wei", wang);
        shell.answer(row.request, wang);
        CHECK(shell.run(row.words) == 2);
        CHECK(contains(shell.err(), "so add --yes"));
        shell.terminal.can_ask = true;
        shell.type("n\n");
        CHECK(shell.run(row.words) == 1);
        CHECK(contains(shell.err(), row.question + " [y/N] "));
        CHECK(std::ranges::find(shell.asked(), row.request) == shell.asked().end());
        shell.type("y\n");
        CHECK(shell.run(row.words) == 0);
        CHECK(shell.asked().back() == row.request);
        CHECK(shell.out() == row.said + "\n");
    }
}

TEST_CASE("sessions are searched and divided into pages here") {
    Shell shell;
    shell.answer("GET /users/wang.wei/sessions", R"({"rows":[
        {"id":1,"address":"10.0.0.1","user_agent":"Firefox","remember":true,
         "created_ms":1795309200000,"seen_ms":1795395420000,"expires_ms":1795402800000},
        {"id":2,"address":"10.0.0.2","user_agent":"curl/8","remember":false,
         "created_ms":1795395420000,"seen_ms":1795395420000,"expires_ms":1795402800000},
        {"id":3,"address":"10.0.0.3","user_agent":"FIREFOX","remember":false,
         "created_ms":1795395420000,"seen_ms":1795395420000,"expires_ms":1795402800000}]})");
    CHECK(shell.run({"user", "sessions", "wang.wei", "--search", "curl"}) == 0);
    CHECK(shell.out() ==
          "FROM      SIGNED IN  SEEN       ENDS    REMEMBERED  USER AGENT\n"
          "10.0.0.2  3 min ago  3 min ago  in 2 h  no          curl/8\n");
    CHECK(shell.run({"user", "sessions", "wang.wei", "--search", "firefox", "--page", "2",
                     "--length", "1", "--json"}) == 0);
    const Json rows = Json::parse(shell.out());
    REQUIRE(rows.size() == 1);
    CHECK(rows[0]["id"] == 3);
    CHECK(shell.run({"user", "sessions", "wang.wei", "--page", "2", "--length", "2"}) == 0);
    CHECK(shell.out().ends_with("\npage 2 of 2, 3 sessions\n"));
    CHECK(shell.run({"user", "sessions", "wang.wei", "--search", "opera"}) == 0);
    CHECK(shell.out() == "no session matches\n");
}

TEST_CASE("a user's life on real data") {
    Desk desk;
    desk.run({"business", "add", "支付"});
    const Json added = desk.json({"user", "add", "wang.wei", "--business", "支付", "--lang", "en"});
    CHECK(added["businesses"] == Json{"支付"});
    CHECK(contains(added["link"].get<std::string>(), "/#/setup/"));
    CHECK(desk.json({"user", "setup-link", "wang.wei"})["link"] != added["link"]);
    CHECK(desk.json({"user", "list", "--search", "WANG"})[0]["name"] == "wang.wei");
    CHECK(desk.json({"user", "list", "--role", "admin"}) == Json::array());
    CHECK(desk.json({"user", "passwd", "wang.wei"})["password"].get<std::string>().size() == 16);
    CHECK(desk.json({"user", "show", "wang.wei"})["has_password"] == true);
    desk.type("correct horse\n");
    CHECK(desk.json({"user", "api-password", "wang.wei", "--password", "-"})["has_api_password"] ==
          true);
    CHECK(desk.json({"user", "api-password", "wang.wei", "--remove",
                     "--yes"})["has_api_password"] == false);
    CHECK(desk.run({"user", "revoke", "wang.wei", "支付"}) == 0);
    CHECK(desk.json({"user", "grant", "wang.wei", "支付"})["businesses"] == Json{"支付"});
    CHECK(desk.json({"user", "disable", "wang.wei"})["enabled"] == false);
    CHECK(desk.json({"user", "enable", "wang.wei"})["enabled"] == true);
    CHECK(desk.json({"user", "edit", "wang.wei", "--name", "li.na.na", "--role",
                     "reader"})["role"] == "reader");
    CHECK(desk.json({"user", "sessions", "li.na.na"}) == Json::array());
    CHECK(desk.run({"user", "sessions", "li.na.na", "--end", "--yes"}) == 0);
    CHECK(desk.run({"user", "totp-off", "li.na.na", "--yes"}) == 0);
    CHECK(desk.run({"user", "add", "wang"}) == 1);
    CHECK(contains(desk.err(), "8 to 64 characters"));
    CHECK(desk.run({"user", "remove", "li.na.na", "--yes"}) == 0);
    CHECK(desk.json({"user", "list"}) == Json::array());
    CHECK(desk.json({"audit", "list", "--action", "user.remove"})[0]["object"] == "li.na.na");
    CHECK(desk.run({"audit", "list", "--search", "correct"}) == 0);
    CHECK_FALSE(contains(desk.out(), "correct horse"));
}

TEST_CASE("what people call it elsewhere leads to what it is called here") {
    const std::pair<std::vector<std::string>, std::string> rows[] = {
        {{"user", "delete", "x"}, "'remove'"},
        {{"user", "invite", "x"}, "'setup-link'"},
        {{"user", "password", "x"}, "'passwd'"},
        {{"user", "lock", "x"}, "'disable'"},
        {{"token", "revoke", "7"}, "'remove'"},
        {{"token", "create", "x"}, "'add'"},
        {{"alert", "resend", "7"}, "'retry'"},
        {{"notifier", "try", "x"}, "'test'"},
        {{"task", "history", "x"}, "'flips'"},
        {{"users", "list"}, "'user'"},
        {{"tokens", "list"}, "'token'"},
        {{"user", "2fa-off", "x"}, "'totp-off'"},
        {{"business", "lock", "x"}, "command 'lock'"},
    };
    for (const auto& [words, said] : rows) {
        Shell shell;
        CHECK(shell.run(words) == 2);
        CHECK_MESSAGE(contains(shell.err(), said), shell.err());
    }
}
