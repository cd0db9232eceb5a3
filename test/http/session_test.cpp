// Signing in, staying signed in, and what other sites cannot make a browser do.
#include "access/totp.h"
#include "base/duration.h"
#include "callers.h"

#include <doctest/doctest.h>

using namespace cronmon;

namespace {

using nlohmann::json;

std::string login(const std::string& user, const std::string& password, bool remember = false,
                  const std::string& code = {}) {
    return json{{"user", user}, {"password", password}, {"remember", remember}, {"code", code}}
        .dump();
}

bool signed_in(Callers& callers, const std::string& who) {
    return callers.ask(who, "GET", "/session").status == 200;
}

// A line of the head without what a browser adds by itself.
std::string only_cookie(const std::string& who) { return who.substr(0, who.find("Origin")); }

}  // namespace

TEST_CASE("a cookie is for our pages only, and tells nobody its secret") {
    Desk desk;
    Callers callers(desk, Callers::Passwords::set);
    const Reply reply =
        desk.ask_with("", "POST", "/session", login("cronadmin", Callers::password, true));
    REQUIRE(reply.status == 200);
    const std::string cookie = field_of(reply, "Set-Cookie");
    CHECK(cookie.find("; Path=/; HttpOnly; SameSite=Lax; Max-Age=604800") != std::string::npos);
    CHECK(cookie.find("Secure") == std::string::npos);
    CHECK(json::parse(reply.body)["name"] == "cronadmin");
    const std::string secret = cookie.substr(16, 43);
    CHECK(reply.body.find(secret) == std::string::npos);
    CHECK(callers.ask(callers.admin, "GET", "/sessions").body.find(secret) == std::string::npos);
    CHECK(desk.store->snapshot()->session(secret) == std::nullopt);  // only its digest is kept
}

TEST_CASE("without remember me a session ends after twelve hours of silence") {
    Desk desk;
    Callers callers(desk, Callers::Passwords::set);
    for (int hours = 0; hours < 40; hours += 10) {
        desk.clock.advance(std::chrono::hours{10});
        CHECK(signed_in(callers, callers.reader));
        desk.must("GET", "/tasks");  // the engine has done what was submitted
    }
    desk.clock.advance(session_idle_max + Millis{1});
    CHECK_FALSE(signed_in(callers, callers.reader));
}

TEST_CASE("with remember me it lasts seven days and not longer") {
    Desk desk;
    Callers callers(desk, Callers::Passwords::set);
    const Reply reply =
        desk.ask_with("", "POST", "/session", login("reader.of.db", Callers::password, true));
    const std::string cookie = field_of(reply, "Set-Cookie");
    const std::string who = "Cookie: " + cookie.substr(0, cookie.find(';')) + "\r\n";
    desk.clock.advance(session_remembered_for - std::chrono::hours{1});
    CHECK(signed_in(callers, who));
    desk.clock.advance(std::chrono::hours{1});
    CHECK_FALSE(signed_in(callers, who));
}

TEST_CASE("sessions are listed, ended one by one, and all at once") {
    Desk desk;
    Callers callers(desk, Callers::Passwords::set);
    const std::string second = callers.sign_in("manager.of.db");
    const auto rows = json::parse(callers.ask(second, "GET", "/sessions").body)["rows"];
    REQUIRE(rows.size() == 2);
    CHECK(rows[0]["current"] != rows[1]["current"]);
    CHECK(rows[0]["address"] == "192.0.2.1");
    const auto& other = rows[0]["current"] == true ? rows[1] : rows[0];
    const std::string path = "/sessions/" + std::to_string(other["id"].get<int>());
    CHECK(callers.ask(callers.reader, "DELETE", path).status == 404);  // not theirs
    CHECK(callers.ask(second, "DELETE", path).status == 204);
    CHECK_FALSE(signed_in(callers, callers.manager));
    CHECK(signed_in(callers, second));
    const std::string third = callers.sign_in("manager.of.db");
    CHECK(callers.ask(second, "DELETE", "/sessions").status == 204);
    CHECK_FALSE(signed_in(callers, second));
    CHECK_FALSE(signed_in(callers, third));
    CHECK(signed_in(callers, callers.reader));
}

TEST_CASE("a new password ends every session and gives the one who changed it a new one") {
    Desk desk;
    Callers callers(desk, Callers::Passwords::set);
    const std::string other = callers.sign_in("reader.of.db");
    const auto change = [&](const char* current, const char* password) {
        return callers.ask(callers.reader, "PUT", "/account/password",
                           json{{"current", current}, {"password", password}}.dump());
    };
    CHECK(change("wrong one", "battery staple").status == 403);
    CHECK(change(Callers::password, "short").status == 422);
    const Reply reply = change(Callers::password, "battery staple");
    REQUIRE(reply.status == 204);
    CHECK_FALSE(signed_in(callers, other));
    CHECK_FALSE(signed_in(callers, callers.reader));
    const std::string cookie = field_of(reply, "Set-Cookie");
    CHECK(signed_in(callers, "Cookie: " + cookie.substr(0, cookie.find(';')) + "\r\n"));
    CHECK(desk.ask_with("", "POST", "/session", login("reader.of.db", Callers::password)).status ==
          401);
}

TEST_CASE("another site can make a browser send neither our Origin nor JSON") {
    Desk desk;
    Callers callers(desk, Callers::Passwords::set);
    const std::string cookie = only_cookie(callers.admin);
    const std::string body = R"({"name":"evil"})";
    const auto post = [&](const std::string& fields) {
        return desk.ask_with(fields, "POST", "/businesses", body).status;
    };
    CHECK(post(cookie) == 403);
    CHECK(post(cookie + "Origin: http://evil.example\r\n") == 403);
    CHECK(post(cookie + "Origin: http://cronmon.test.evil.example\r\n") == 403);
    CHECK(post(cookie + "Origin: null\r\n") == 403);
    CHECK(desk.ask_with(callers.admin + "Content-Type: text/plain\r\n", "DELETE", "/businesses/db")
              .status == 415);
    CHECK(desk.ask_with(callers.admin, "DELETE", "/businesses/db").status == 415);
    CHECK(desk.must("GET", "/businesses")["total"] == 2);
    desk.must("PUT", "/settings/site.url", {{"value", "https://cron.example.org/x"}});
    CHECK(post(cookie + "Origin: https://cron.example.org\r\n") == 201);
    CHECK(post(cookie + "Origin: https://cron.example.org.evil\r\n") == 403);
    // A login from another site would put a browser into an account of the attacker's.
    CHECK(desk.ask_with("Origin: http://evil.example\r\n", "POST", "/session",
                        login("cronadmin", Callers::password))
              .status == 403);
}

TEST_CASE("a wrong password and an unknown name are answered alike") {
    Desk desk;
    Callers callers(desk, Callers::Passwords::set);
    const auto wrong = desk.ask_with("", "POST", "/session", login("cronadmin", "wrong one"));
    const auto nobody = desk.ask_with("", "POST", "/session", login("no.such.user", "wrong one"));
    CHECK(wrong.status == 401);
    CHECK(nobody.status == 401);
    CHECK(wrong.body == nobody.body);
    desk.must("PATCH", "/users/reader.of.db", {{"enabled", false}});
    const auto disabled =
        desk.ask_with("", "POST", "/session", login("reader.of.db", Callers::password));
    CHECK(disabled.body == nobody.body);
    CHECK_FALSE(signed_in(callers, callers.reader));
}

TEST_CASE("who guesses waits longer and longer, known or not, and only there") {
    Desk desk;
    Callers callers(desk, Callers::Passwords::set);
    for (const char* name : {"cronadmin", "no.such.user"}) {
        desk.address = name[0] == 'c' ? "192.0.2.7" : "192.0.2.8";
        const auto guess = [&] {
            return desk.ask_with("", "POST", "/session", login(name, "wrong one")).status;
        };
        for (int i = 0; i < 6; ++i) CHECK(guess() == 401);
        CHECK(guess() == 429);
        desk.clock.advance(Millis{1000});
        CHECK(guess() == 401);
        CHECK(guess() == 429);
        desk.clock.advance(Millis{1999});
        CHECK(guess() == 429);
        desk.clock.advance(Millis{1});
        CHECK(guess() == 401);
    }
    const auto refused = desk.ask_with("", "POST", "/session", login("cronadmin", "wrong one"));
    CHECK(refused.status == 429);
    CHECK(refused.body.find("throttled") != std::string::npos);
    CHECK_FALSE(field_of(refused, "Retry-After").empty());
    desk.address = "192.0.2.9";
    CHECK(desk.ask_with("", "POST", "/session", login("reader.of.db", Callers::password)).status ==
          200);
}

TEST_CASE("a set-up link is good once, for a day, and for choosing a password") {
    Desk desk;
    Callers callers(desk, Callers::Passwords::set);
    desk.must("POST", "/users", {{"name", "newcomer"}});
    const auto secret = [&] {
        const std::string link = desk.must("POST", "/users/newcomer/setup-link")["link"];
        return link.substr(link.rfind('/') + 1);
    };
    const auto set_up = [&](const std::string& with, const char* password = "battery staple") {
        return desk.ask_with("", "POST", "/setup",
                             json{{"secret", with}, {"password", password}}.dump());
    };
    CHECK(set_up("forged").status == 401);
    const std::string first = secret();
    CHECK(set_up(first, "short").status == 422);
    const std::string second = secret();  // replaces the first
    CHECK(set_up(first).status == 401);
    const Reply reply = set_up(second);
    CHECK(reply.status == 200);
    CHECK_FALSE(field_of(reply, "Set-Cookie").empty());
    CHECK(set_up(second).status == 401);
    const std::string third = secret();
    desk.clock.advance(setup_link_for);
    CHECK(set_up(third).status == 401);
    CHECK(desk.ask_with("", "POST", "/session", login("newcomer", "battery staple")).status == 200);
}

TEST_CASE("with a second factor a password alone opens nothing; recovery codes are good once") {
    Desk desk;
    Callers callers(desk, Callers::Passwords::set);
    const auto& who = callers.reader;
    const std::string shown =
        json::parse(callers.ask(who, "POST", "/account/totp", "{}").body)["secret"];
    const TotpSecret secret = *parse_totp_secret(shown);
    const auto code = [&] { return totp_code(secret, totp_step(desk.clock.now())); };
    const auto save = [&](const std::string& text, const char* current) {
        return callers.ask(who, "PUT", "/account/totp",
                           json{{"secret", shown}, {"code", text}, {"current", current}}.dump());
    };
    CHECK(save("000000", Callers::password).status == 422);
    CHECK(save(code(), "wrong one").status == 403);
    const Reply saved = save(code(), Callers::password);
    REQUIRE(saved.status == 200);
    const auto codes = json::parse(saved.body)["recovery_codes"];
    CHECK(codes.size() == 10);

    const auto sign_in = [&](const std::string& with) {
        return desk.ask_with("", "POST", "/session",
                             login("reader.of.db", Callers::password, false, with));
    };
    CHECK(sign_in("").body.find("\"field\":\"code\"") != std::string::npos);
    CHECK(sign_in(code()).status == 401);  // the one that proved the device
    desk.clock.advance(totp_period);
    const std::string used = code();
    CHECK(sign_in(used).status == 200);
    CHECK(sign_in(used).status == 401);
    CHECK(sign_in(codes[3]).status == 200);
    CHECK(sign_in(codes[3]).status == 401);
    CHECK(desk.must("GET", "/users/reader.of.db")["has_totp"] == true);
    CHECK(desk.ask("GET", "/users/reader.of.db").body.find(shown) == std::string::npos);
    desk.must("DELETE", "/users/reader.of.db/totp");
    desk.clock.advance(std::chrono::hours{24});
    CHECK(sign_in("").status == 200);
}

TEST_CASE("a session's rights follow the account at once") {
    Desk desk;
    Callers callers(desk);
    CHECK(callers.ask(callers.manager, "GET", "/tasks/foreign").status == 404);
    desk.must("PUT", "/users/manager.of.db/businesses/web");
    CHECK(callers.ask(callers.manager, "GET", "/tasks/foreign").status == 200);
    desk.must("DELETE", "/users/manager.of.db/businesses/web");
    CHECK(callers.ask(callers.manager, "GET", "/tasks/foreign").status == 404);
    desk.must("PATCH", "/users/manager.of.db", {{"role", "reader"}});
    CHECK(callers.ask(callers.manager, "POST", "/tasks/nightly/pause").status == 403);
    desk.must("PATCH", "/users/manager.of.db", {{"enabled", false}});
    CHECK(callers.ask(callers.manager, "GET", "/tasks").status == 401);
}
