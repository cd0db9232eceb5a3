// Opening and closing the door: errors in words, Unix sockets, draining.
#include "served.h"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <string>

namespace cronmon::net {
namespace {

class Nobody final : public Handler {
    BodyPolicy on_head(const Head&, int) override { return {0, 0}; }
    void on_request(const Request&, Ticket) override {}
};

std::string error_of_listening(std::string_view at) {
    Nobody nobody;
    const SystemClock clock;
    Reactor reactor({}, nobody, clock);
    const auto endpoint = Endpoint::parse(at);
    const auto ports = reactor.listen(std::span(&*endpoint, 1));
    return ports ? "" : ports.error().message;
}

std::string new_path(const std::string& name) {
    const auto path = std::filesystem::temp_directory_path() /
                      ("cronmon_" + std::to_string(getpid()) + "_" + name);
    std::filesystem::remove(path);
    return path;
}

TEST_CASE("a port that is taken is an error that says so") {
    Served served;
    const std::string at = "127.0.0.1:" + std::to_string(served.port);
    CHECK(error_of_listening(at) ==
          "listen: " + at + ": the port is taken; stop who holds it or choose another port");
}

TEST_CASE("an address that this machine has not is an error that says so") {
    CHECK(error_of_listening("192.0.2.1:8000") ==
          "listen: 192.0.2.1:8000: no interface of this machine has that address");
}

TEST_CASE("all endpoints are opened, or none") {
    Nobody nobody;
    const SystemClock clock;
    Reactor reactor({}, nobody, clock);
    const std::string path = new_path("none");
    const std::vector<Endpoint> endpoints{*Endpoint::parse("unix:" + path),
                                          *Endpoint::parse("192.0.2.1:8000")};
    CHECK(!reactor.listen(endpoints));
    CHECK(!std::filesystem::exists(path));
}

TEST_CASE("every address of both families is one endpoint") {
    Served served({}, ":0");
    Client client(served.port);
    CHECK(client.send(get("/a")).body() == "/a");
}

TEST_CASE("a Unix socket serves, belongs to its user alone, and is removed at the end") {
    const std::string path = new_path("socket");
    {
        Served served({}, "unix:" + path);
        struct stat file {};
        REQUIRE(stat(path.c_str(), &file) == 0);
        CHECK((file.st_mode & 0777) == 0600);
        Client client(path);
        CHECK(client.send(get("/a")).body() == "/a");
        CHECK(error_of_listening("unix:" + path) ==
              "listen: unix:" + path +
                  ": somebody listens there already; stop it or choose another path");
        CHECK(client.send(get("/b")).body() == "/b");
    }
    CHECK(!std::filesystem::exists(path));
}

TEST_CASE("a Unix socket that a dead process left behind is taken over") {
    const std::string path = new_path("stale");
    {
        const Descriptor dead{socket(AF_UNIX, SOCK_STREAM, 0)};
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        path.copy(address.sun_path, sizeof address.sun_path - 1);
        REQUIRE(bind(dead.number(), reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
    }
    REQUIRE(std::filesystem::exists(path));
    Served served({}, "unix:" + path);
    Client client(path);
    CHECK(client.send(get("/a")).body() == "/a");
}

TEST_CASE("a file that is no socket is left alone") {
    const std::string path = new_path("file");
    std::ofstream(path) << "precious";
    CHECK(error_of_listening("unix:" + path)
              .ends_with("there is a file that is not a socket; move it or choose another path"));
    CHECK(std::filesystem::file_size(path) == 8);
    std::filesystem::remove(path);
}

TEST_CASE("at the stop idle connections are closed, and what has begun is finished and answered") {
    Served served;
    Client idle(served.port), waiting(served.port), half(served.port), silent(served.port);
    CHECK(idle.send(get("/a")).body() == "/a");
    waiting.send(get("/later"));
    half.send("GET /ok HTTP/1.1\r\nHo");
    const Ticket ticket = served.ticket();
    REQUIRE(eventually([&] { return served.stats().connections_open == 4; }));
    served.request_stop();
    CHECK(idle.is_at_end());
    CHECK(silent.is_at_end());
    const std::string response = half.send("st: a\r\n\r\n").response();
    CHECK(response.ends_with("OK"));
    CHECK(response.find("Connection: close\r\n") != response.npos);
    CHECK(half.is_at_end());
    CHECK(!Client(served.port).is_connected());
    served.reactor.answer(ticket, served.ok);
    CHECK(waiting.body() == "OK");
    CHECK(waiting.is_at_end());
    served.stop();
    CHECK(served.stats().connections_open == 0);
}

TEST_CASE("the stop does not wait for ever") {
    Served served({.drain_within = Millis{50}});
    Client waiting(served.port), half(served.port);
    waiting.send(get("/later"));
    half.send("GET /");
    CHECK(served.tickets(1).size() == 1);
    served.stop();
    CHECK(waiting.is_at_end());
}

TEST_CASE("who stops accepting goes on serving those who are in") {
    Served served;
    Client client(served.port);
    CHECK(client.send(get("/a")).body() == "/a");
    served.reactor.stop_accepting();
    CHECK(eventually([&] { return !Client(served.port).is_connected(); }));
    CHECK(client.send(get("/b")).body() == "/b");
}

}  // namespace
}  // namespace cronmon::net
