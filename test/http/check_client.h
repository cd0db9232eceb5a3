// A program that knows the management API of Healthchecks, before a server that is really there:
// with a key that may write, one that may only read, and the business db.
//
// Thread-safety: confined to the test.
#pragma once

#include "served_site.h"

#include <map>
#include <string>
#include <thread>

namespace cronmon {

class CheckClient : public Served {
public:
    struct Answer {
        int status = 0;
        std::string head;
        std::string body;

        nlohmann::json json() const { return nlohmann::json::parse(body); }
        bool has(const std::string& field) const {
            return head.find("\r\n" + field + "\r\n") != std::string::npos;
        }
    };

    CheckClient()
        : write(desk.must("POST", "/businesses/db/keys", {{"may", "write"}})["key"]),
          read(desk.must("POST", "/businesses/db/keys", {{"may", "read"}})["key"]) {
        desk.must("DELETE", "/tasks/nightly");
    }

    // With a key in X-Api-Key, unless it is empty; `path` stands behind /api/.
    Answer ask(const std::string& key, const std::string& method, const std::string& path,
               const std::string& body = {}) {
        return raw_ask(method, "/api/" + path, key.empty() ? "" : "X-Api-Key: " + key + "\r\n",
                       body);
    }
    Answer get(const std::string& path) { return ask(write, "GET", "v3/" + path); }
    Answer post(const std::string& path, const nlohmann::json& body = nullptr) {
        return ask(write, "POST", "v3/" + path, body.is_null() ? "" : body.dump());
    }

    Answer raw_ask(const std::string& method, const std::string& target,
                   const std::string& fields = {}, const std::string& body = {}) {
        const std::string text = tcp(request(method, target, fields, body));
        Answer answer;
        answer.status = std::stoi(text.substr(9, 3));
        answer.head = text.substr(0, text.find("\r\n\r\n") + 2);
        answer.body = body_of(text);
        return answer;
    }

    // A new check, as it is told.
    nlohmann::json make(const nlohmann::json& body = nlohmann::json::object()) {
        const Answer answer = post("checks/", body);
        REQUIRE_MESSAGE(answer.status == 201, answer.body);
        return answer.json();
    }
    static std::string path_of(const nlohmann::json& check) {
        return "checks/" + check["uuid"].get<std::string>();
    }
    nlohmann::json again(const nlohmann::json& check) { return get(path_of(check)).json(); }

    // Time goes by while the server watches: a clock that jumps would make it blind. A reactor that
    // has not ended its last round yet may still hold pings: deadlines wait for it.
    void pass(std::chrono::seconds length) {
        for (; length > std::chrono::seconds{0}; --length) {
            desk.clock.advance(std::chrono::seconds{1});
            const Instant now = desk.clock.now();
            while (desk.engine.inbox().horizon(now) < now) std::this_thread::yield();
            static_cast<void>(await(desk.engine, Settle{}));
        }
    }

    // `rest`: /start and so on.
    void ping(const nlohmann::json& check, const std::string& rest = {},
              const std::string& body = {}) {
        const std::string target = "/ping/" + check["uuid"].get<std::string>() + rest;
        REQUIRE(raw_ask(body.empty() ? "GET" : "POST", target, {}, body).status == 200);
    }

    // A person of the business with an e-mail channel; its UUID.
    std::string tell(const std::string& name) {
        desk.must("POST", "/notifiers", {{"name", name}, {"email", name + "@example.org"}});
        desk.must("PUT", "/businesses/db/notifiers/" + name);
        const nlohmann::json list = get("channels/").json();
        for (const auto& channel : list["channels"])
            if (channel["name"] == name) return channel["id"];
        return {};
    }

    std::string write;
    std::string read;
};

}  // namespace cronmon
