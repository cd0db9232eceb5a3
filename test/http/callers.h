// Everybody who may stand before the desk: one of each role, with two businesses of which the
// manager and the reader see the first.
//
// Thread-safety: confined to the test.
#pragma once

#include "desk.h"

#include <string>

namespace cronmon {

inline std::string field_of(const Reply& reply, std::string_view name) {
    for (const auto& [each, value] : reply.fields)
        if (each == name) return value;
    return {};
}

class Callers {
public:
    // Hashing takes long: only who signs in with a password needs to have one.
    enum class Passwords { none, set };

    explicit Callers(Desk& desk, Passwords passwords = Passwords::none)
        : desk_(desk), passwords_(passwords) {
        const std::string uuid = desk.nightly();  // business db, task nightly
        desk.must("POST", "/businesses", {{"name", "web"}});
        desk.must("POST", "/tasks", {{"name", "foreign"}, {"business", "web"}, {"every", "1h"}});
        desk.must("POST", "/notifiers", {{"name", "ann"}, {"email", "ann@example.org"}});
        desk.must("PUT", "/businesses/db/notifiers/ann");
        admin = sign_up("cronadmin", "admin");
        manager = sign_up("manager.of.db", "manager");
        reader = sign_up("reader.of.db", "reader");
    }

    // What a browser of somebody sends that has signed in.
    std::string sign_up(const std::string& name, const std::string& role) {
        nlohmann::json body{{"name", name}, {"role", role}, {"lang", "en"}};
        if (passwords_ == Passwords::set) body["password"] = password;
        if (role != "admin") body["businesses"] = {"db"};
        const UserId id{desk_.must("POST", "/users", body)["id"].get<std::int64_t>()};
        if (passwords_ == Passwords::set) return sign_in(name);
        Ask ask;
        ask.address = desk_.address;
        return browser_of(desk_.doorkeeper.open_session(id, false, ask)->secret);
    }

    std::string sign_in(const std::string& name) {
        const nlohmann::json body{{"user", name}, {"password", password}};
        const Reply reply = desk_.ask_with("", "POST", "/session", body.dump());
        if (reply.status != 200) throw std::runtime_error(reply.body);
        const std::string cookie = field_of(reply, "Set-Cookie");
        return browser_of(cookie.substr(session_cookie.size() + 1, secret_chars));
    }

    // A request of theirs in the form that pages send.
    Reply ask(const std::string& who, std::string_view method, std::string_view path,
              std::string_view body = {}) {
        const bool bare = body.empty() && method != "GET" && !who.empty();
        return desk_.ask_with(who + (bare ? "Content-Type: application/json\r\n" : ""), method,
                              path, body);
    }

    static constexpr const char* password = "correct horse";
    std::string admin;
    std::string manager;
    std::string reader;

private:
    static std::string browser_of(const std::string& secret) {
        return "Cookie: " + std::string(session_cookie) + "=" + secret +
               "\r\nOrigin: http://cronmon.test\r\n";
    }

    Desk& desk_;
    const Passwords passwords_;
};

}  // namespace cronmon
