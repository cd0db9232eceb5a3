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
    explicit Callers(Desk& desk) : desk_(desk) {
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
        nlohmann::json body{{"name", name}, {"role", role}, {"lang", "en"}, {"password", password}};
        if (role != "admin") body["businesses"] = {"db"};
        desk_.must("POST", "/users", body);
        return sign_in(name);
    }

    std::string sign_in(const std::string& name) {
        const nlohmann::json body{{"user", name}, {"password", password}};
        const Reply reply = desk_.ask_with("", "POST", "/session", body.dump());
        if (reply.status != 200) throw std::runtime_error(reply.body);
        const std::string cookie = field_of(reply, "Set-Cookie");
        return "Cookie: " + cookie.substr(0, cookie.find(';')) +
               "\r\nOrigin: http://cronmon.test\r\n";
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
    Desk& desk_;
};

}  // namespace cronmon
