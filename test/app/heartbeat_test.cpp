#include "app/heartbeat.h"

#include "app/app.h"
#include "support/temp_dir.h"
#include "support/world.h"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <chrono>
#include <thread>

using namespace cronmon;
using namespace std::chrono_literals;
using Json = nlohmann::json;

namespace {

Json ask(App& app, std::string_view method, const std::string& path, const Json& body = nullptr) {
    const Reply reply =
        app.dispatch(method, "/api/cronmon/v1" + path, body.is_null() ? "" : body.dump());
    INFO(reply.body);
    REQUIRE(reply.status < 300);
    return Json::parse(reply.body);
}

}  // namespace

TEST_CASE("a server tells another one that it is well, as soon as it has started") {
    const TempDir watcher_dir;
    const TempDir watched_dir;
    auto watcher =
        App::serve(*Config::read({{{"data", watcher_dir.path()}, {"listen", "127.0.0.1:0"}}, {}}));
    REQUIRE(watcher);
    ask(**watcher, "POST", "/businesses", {{"name", "monitors"}});
    const Json task = ask(**watcher, "POST", "/tasks",
                          {{"name", "cronmon"}, {"business", "monitors"}, {"every", "1m"}});
    const std::string url = task["ping_url"];
    auto watched = App::serve(*Config::read(
        {{{"data", watched_dir.path()}, {"listen", "127.0.0.1:0"}, {"heartbeat-url", url}}, {}}));
    REQUIRE(watched);
    const auto end = std::chrono::steady_clock::now() + 10s;
    std::string state;
    while (state != "up" && std::chrono::steady_clock::now() < end) {
        std::this_thread::sleep_for(20ms);
        state = ask(**watcher, "GET", "/tasks/cronmon")["state"];
    }
    CHECK(state == "up");
    const Json options = ask(**watched, "GET", "/config");
    CHECK(options.dump().find(task["uuid"].get<std::string>()) == std::string::npos);
}

TEST_CASE("it is silent while alerts are not delivered, the disk fails or the clock was set") {
    World world;
    std::string others;
    Heartbeat heartbeat(world.engine(), world.store(), world.clock, {}, {}, [&] { return others; });
    CHECK(heartbeat.complaint() == "");

    const TaskId task = world.task("nightly", "10s", 1s);
    world.trap.go_down("down for maintenance");
    world.ping(task);
    world.pass(12s);
    CHECK(world.state(task) == "down");
    CHECK(heartbeat.complaint() == "");
    world.pass_quickly(10min);
    CHECK(heartbeat.complaint() == "alerts are not delivered");
    world.trap.come_back();
    world.pass_quickly(40min);
    CHECK(heartbeat.complaint() == "");

    world.clock.step(1h);
    CHECK(heartbeat.complaint() == "the clock was set");
    world.pass(2s);
    CHECK(heartbeat.complaint() == "");
    others = "a backup is overdue";
    CHECK(heartbeat.complaint() == others);
}

TEST_CASE("a backup that fails or is late and a certificate that has ended are not well") {
    const Instant now = from_ms(1'800'000'000'000);
    BackupFacts backups;
    CHECK(complaint_about(backups, now) == "");
    backups.due = now - backup_slack;
    CHECK(complaint_about(backups, now) == "");
    CHECK(complaint_about(backups, now + Millis{1}) == "a backup is overdue");
    backups.error = "the disk is full";
    CHECK(complaint_about(backups, now) == "backups fail");
    std::vector<net::CertificateView> certificates{{"a.pem", {"a"}, {}, now + 1h},
                                                   {"b.pem", {"b"}, {}, now + 1ms}};
    CHECK(complaint_about(certificates, now) == "");
    CHECK(complaint_about(certificates, now + 1ms) == "a certificate has ended");
    CHECK(complaint_about(std::span<const net::CertificateView>{}, now) == "");
}

TEST_CASE("a heartbeat URL is refused without being shown") {
    for (const std::string url : {"cron.example.org/ping/secret", "nightly", "http://"}) {
        const auto config = Config::read({{{"heartbeat-url", url}}, {}});
        REQUIRE_FALSE(config);
        CHECK(config.error().message ==
              "heartbeat-url: must be http(s)://HOST[:PORT]/PATH (--heartbeat-url)");
    }
}
