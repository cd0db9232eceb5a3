#include "app/app.h"

#include "base/descriptor.h"
#include "support/mail_trap.h"
#include "support/temp_dir.h"

#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <netinet/in.h>
#include <nlohmann/json.hpp>
#include <sys/socket.h>
#include <sys/stat.h>

#include <chrono>

using namespace cronmon;
using Json = nlohmann::json;

namespace {

Config config(const std::string& data, const std::string& listen = "127.0.0.1:0") {
    return *Config::read({{{"data", data}, {"listen", listen}}, {}});
}

Json must(App& app, std::string_view method, const std::string& path, const Json& body = nullptr) {
    const Reply reply =
        app.dispatch(method, "/api/cronmon/v1" + path, body.is_null() ? "" : body.dump());
    INFO(reply.body);
    REQUIRE(reply.status < 300);
    return Json::parse(reply.body);
}

Json add_nightly(App& app) {
    must(app, "POST", "/businesses", {{"name", "db"}});
    return must(app, "POST", "/tasks",
                {{"name", "nightly"}, {"business", "db"}, {"cron", "0 2 * * *"}});
}

std::string get(const net::Endpoint& server, const std::string& target) {
    const Descriptor socket{::socket(AF_INET, SOCK_STREAM, 0)};
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(server.port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    REQUIRE(connect(socket.number(), reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
    const std::string request = "GET " + target + " HTTP/1.0\r\n\r\n";
    REQUIRE(send(socket.number(), request.data(), request.size(), MSG_NOSIGNAL) > 0);
    std::string answer;
    char buffer[4096];
    for (ssize_t got; (got = recv(socket.number(), buffer, sizeof buffer, 0)) > 0;)
        answer.append(buffer, static_cast<std::size_t>(got));
    return answer;
}

}  // namespace

TEST_CASE("a server pings, tells, stops in time, and remembers") {
    const TempDir dir;
    std::string uuid;
    {
        auto app = App::serve(config(dir.path()));
        REQUIRE(app);
        REQUIRE((*app)->addresses().size() == 1);
        const net::Endpoint address = (*app)->addresses()[0];
        CHECK(address.port != 0);
        const Json task = add_nightly(**app);
        uuid = task["uuid"];
        CHECK(task["ping_url"] == "http://" + address.to_text() + "/api/monlink/" + uuid);
        CHECK(get(address, "/api/monlink/" + uuid).ends_with("\r\n\r\nOK"));
        CHECK(must(**app, "GET", "/tasks/nightly")["state"] == "up");

        const auto start = std::chrono::steady_clock::now();
        (*app)->stop();
        (*app)->stop();
        CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds{5});
    }
    struct stat socket {};
    CHECK(stat((dir.path() + "/cronmon.sock").c_str(), &socket) != 0);
    auto alone = App::alone(config(dir.path()));
    REQUIRE(alone);
    CHECK(must(**alone, "GET", "/tasks/nightly")["state"] == "up");
    CHECK(must(**alone, "GET", "/tasks/nightly/log").size() == 1);
}

TEST_CASE("a command alone gives what the server gives, and listens to nobody") {
    const TempDir dir;
    Json alone_says;
    {
        auto alone = App::alone(config(dir.path(), "0.0.0.0:8123"));
        REQUIRE(alone);
        CHECK((*alone)->addresses().empty());
        alone_says = add_nightly(**alone);
        CHECK(alone_says["ping_url"].get<std::string>().starts_with(
            "http://127.0.0.1:8123/api/monlink/"));
        CHECK((*alone)->dispatch("GET", "/api/cronmon/v1/tasks/nightl", {}).status == 404);
        CHECK(must(**alone, "GET", "/config")["rows"][0]["name"] == "data");
    }
    auto app = App::serve(config(dir.path()));
    REQUIRE(app);
    Json server_says = must(**app, "GET", "/tasks/nightly");
    server_says["ping_url"] = alone_says["ping_url"];
    CHECK(server_says == alone_says);
}

TEST_CASE("two servers on one folder, two servers on one port") {
    const TempDir dir, other;
    auto app = App::serve(config(dir.path()));
    REQUIRE(app);
    const auto second = App::serve(config(dir.path()), {}, Millis{50});
    REQUIRE_FALSE(second);
    CHECK(second.error().code == Code::unreachable);
    const auto alone = App::alone(config(dir.path()), {}, Millis{50});
    REQUIRE_FALSE(alone);
    CHECK(alone.error().message.find("is in use by another cronmon") != std::string::npos);

    const std::string taken = (*app)->addresses()[0].to_text();
    const auto same_port = App::serve(config(other.path(), taken));
    REQUIRE_FALSE(same_port);
    CHECK(same_port.error().code == Code::conflict);
    CHECK(same_port.error().message.find(taken) != std::string::npos);
}

TEST_CASE("a test letter goes out through the relay, also without a server") {
    const TempDir dir;
    MailTrap trap;
    auto app = App::alone(config(dir.path()), {.relay = &trap});
    REQUIRE(app);
    must(**app, "PUT", "/settings/smtp.host", {{"value", "mail.example.com"}});
    CHECK(must(**app, "POST", "/mail/test", {{"address", "ann@example.com"}})["sent"] == true);
    REQUIRE(trap.letters().size() == 1);
    CHECK(trap.letters()[0].to == "ann@example.com");
    trap.refuse("bob@example.com", "550 no such user");
    CHECK(must(**app, "POST", "/mail/test", {{"address", "bob@example.com"}})["error"] ==
          "550 no such user");
}

TEST_CASE("what may change at run time does") {
    const TempDir dir;
    auto app = App::serve(config(dir.path()));
    REQUIRE(app);
    const std::string log_file = dir.path("log");
    (*app)->reload(*Config::read({{{"data", dir.path()}, {"log-file", log_file}}, {}}));
    struct stat file {};
    CHECK(stat(log_file.c_str(), &file) == 0);
    (*app)->reload(config(dir.path()));  // back to stderr
}
