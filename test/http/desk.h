// What a route needs: a real database in a folder of its own, an engine that runs, the routes and
// the bridge before them. Time stands still unless the test moves it.
//
// Thread-safety: confined to the test.
#pragma once

#include "http/bridge.h"
#include "http/chinese.h"
#include "http/doorkeeper.h"
#include "http/problem.h"
#include "http/reception.h"
#include "http/routes.h"
#include "support/api_document.h"
#include "support/failing_store.h"
#include "support/manual_clock.h"
#include "support/temp_dir.h"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <memory>
#include <string>

namespace cronmon {

class Desk {
public:
    explicit Desk(EngineListeners listeners = {})
        : store(std::make_unique<FailingStore>(open_sqlite_store({dir.path(), true}))),
          engine(*store, clock, Duty::watch, std::move(listeners)),
          doorkeeper(engine, *store, clock),
          services{engine,
                   *store,
                   clock,
                   doorkeeper,
                   "http://127.0.0.1:8000",
                   {{"listen", "127.0.0.1:8000", "default", false}},
                   [this](const std::string& to) { return test_letter(to); }},
          router(all_routes(services)),
          reception(router, doorkeeper, clock, [this] { return engine.settings().site_url(); }),
          bridge([this](Ask ask) { return known_in_chinese(reception.answer(std::move(ask))); }) {}
    ~Desk() { engine.stop(); }

    // The answer of a management route, by way of the bridge, at the operators' socket.
    Reply ask(std::string_view method, std::string_view path, std::string_view body = {}) {
        return send(method, path, body, {}, WholeRequest(method, target(path), body));
    }

    // The same for somebody who comes by TCP and proves who they are, or does not, with `fields`
    // (`Cookie: ...\r\n`).
    Reply ask_with(const std::string& fields, std::string_view method, std::string_view path,
                   std::string_view body = {}) {
        WholeRequest request(method, target(path), body);
        request.at_operators_socket = false;
        request.address = address;
        request.head.insert(request.head.size() - 2, fields + "Host: cronmon.test\r\n");
        return send(method, path, body, fields, std::move(request));
    }

    // The same for what must succeed, read as JSON.
    nlohmann::json must(std::string_view method, std::string_view path,
                        const nlohmann::json& body = nullptr) {
        const Reply reply = ask(method, path, body.is_null() ? "" : body.dump());
        if (reply.status >= 300) throw std::runtime_error(reply.body);
        return nlohmann::json::parse(reply.body);
    }

    // A business `db` with a task `nightly`; its UUID.
    std::string nightly() {
        must("POST", "/businesses", {{"name", "db"}});
        return must("POST", "/tasks",
                    {{"name", "nightly"}, {"business", "db"}, {"cron", "0 2 * * *"}})["uuid"];
    }

    TempDir dir;
    ManualClock clock;
    std::unique_ptr<FailingStore> store;
    Engine engine;
    Doorkeeper doorkeeper;
    Services services;
    Router router;
    Reception reception;
    Bridge bridge;
    std::optional<std::string> mail_error;  // what the mail server says to a test letter
    std::string address = "192.0.2.1";      // of who comes by TCP

private:
    static std::string target(std::string_view path) { return std::string(api_root).append(path); }

    // A new sentence needs its counterpart in http/chinese_sentences.cpp.
    static Reply known_in_chinese(Reply reply) {
        if (!reply.problem) return reply;
        for (const std::string& text : {reply.problem->title, reply.problem->detail})
            CHECK_MESSAGE(is_known_in_chinese(text), text);
        return reply;
    }

    // Every request of the tests comes by here, and is held against lib/http/openapi.json.
    Reply send(std::string_view method, std::string_view path, std::string_view body,
               const std::string&, WholeRequest request) {
        if (!running_) engine.start();
        running_ = true;
        Reply reply = reply_in(bridge.respond(std::move(request)));
        expect_conformity(method, target(path), body, reply);
        return reply;
    }

    std::optional<std::string> test_letter(const std::string&) { return mail_error; }

    bool running_ = false;
};

}  // namespace cronmon
