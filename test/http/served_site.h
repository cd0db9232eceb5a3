// The whole site on a thread of its own, and somebody who speaks to it byte by byte.
//
// Thread-safety: confined to the test.
#pragma once

#include "desk.h"
#include "http/site.h"

#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/un.h>

#include <array>
#include <memory>
#include <string>
#include <thread>
#include <vector>

namespace cronmon {

// A server on loopback, and on a Unix socket for operators.
class Served {
public:
    explicit Served(TrustedProxies trusted = {}, const std::string& web_dir = {})
        : desk({.answered =
                    [this](std::span<const PingAnswer> answers) { site_->answered(answers); },
                .owed = [](auto) {},
                .settings_changed =
                    [this](const Settings& settings) { site_->settings_changed(settings); }}),
          site_(
              std::make_unique<Site>(desk.services, net::Options{}, std::move(trusted), web_dir)) {
        net::Endpoint operators;
        operators.unix_path = desk.dir.path("s");
        const auto ports =
            site_->listen(operators, std::array{*net::Endpoint::parse("127.0.0.1:0")});
        REQUIRE(ports);
        port_ = (*ports)[1];
        uuid = desk.nightly();  // starts the engine
        thread_ = std::jthread([this](std::stop_token stop) { site_->run(std::move(stop)); });
    }
    ~Served() {
        thread_.request_stop();
        thread_.join();
        desk.engine.stop();
    }

    // Everything that comes back until the server closes.
    std::string tcp(const std::string& request) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port_);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        return talk(AF_INET, reinterpret_cast<const sockaddr*>(&address), sizeof address, request);
    }
    std::string local(const std::string& request) {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        desk.dir.path("s").copy(address.sun_path, sizeof address.sun_path - 1);
        return talk(AF_UNIX, reinterpret_cast<const sockaddr*>(&address), sizeof address, request);
    }

    Site& site() { return *site_; }

    std::vector<PingRecord> log() {
        const auto snapshot = present(desk.services);
        return snapshot->pings(snapshot->task_named("nightly")->task.id, PingId{}, 100);
    }

    Desk desk;
    std::string uuid;

private:
    static std::string talk(int family, const sockaddr* address, socklen_t size,
                            const std::string& request) {
        const Descriptor socket{::socket(family, SOCK_STREAM, 0)};
        REQUIRE(connect(socket.number(), address, size) == 0);
        REQUIRE(send(socket.number(), request.data(), request.size(), MSG_NOSIGNAL) ==
                static_cast<ssize_t>(request.size()));
        std::string answer;
        char buffer[4096];
        for (ssize_t got; (got = recv(socket.number(), buffer, sizeof buffer, 0)) > 0;)
            answer.append(buffer, static_cast<std::size_t>(got));
        return answer;
    }

    std::unique_ptr<Site> site_;
    std::uint16_t port_ = 0;
    std::jthread thread_;
};

inline std::string request(const std::string& method, const std::string& target,
                           const std::string& fields = {}, const std::string& body = {}) {
    std::string text = method + " " + target + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n";
    text += fields;
    if (!body.empty()) text += "Content-Length: " + std::to_string(body.size()) + "\r\n";
    return text + "\r\n" + body;
}

inline std::string body_of(const std::string& answer) {
    return answer.substr(answer.find("\r\n\r\n") + 4);
}
inline bool is(const std::string& answer, int status) {
    return answer.starts_with("HTTP/1.1 " + std::to_string(status) + " ");
}

}  // namespace cronmon
