#include "cli/open_api.h"

#include <doctest/doctest.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <thread>

using namespace cronmon;

namespace {

// A socket in a folder of its own.
class SocketPlace {
public:
    SocketPlace()
        : folder_(std::filesystem::temp_directory_path() /
                  ("cronmon-cli-" + std::to_string(getpid()))) {
        std::filesystem::create_directories(folder_);
    }
    ~SocketPlace() {
        if (listener_ >= 0) close(listener_);
        std::filesystem::remove_all(folder_);
    }
    SocketPlace(const SocketPlace&) = delete;
    SocketPlace& operator=(const SocketPlace&) = delete;

    std::string path() const { return folder_ / "cronmon.sock"; }

    int listen() {
        listener_ = socket(AF_UNIX, SOCK_STREAM, 0);
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        const std::string where = path();
        where.copy(address.sun_path, sizeof address.sun_path - 1);
        REQUIRE(bind(listener_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
        REQUIRE(::listen(listener_, 8) == 0);
        return listener_;
    }
    void die() {
        close(listener_);
        listener_ = -1;
    }

private:
    std::filesystem::path folder_;
    int listener_ = -1;
};

// Answers requests of one connection, each with the same bytes.
void serve(int listener, int requests, const std::string& response) {
    const int peer = accept(listener, nullptr, nullptr);
    for (std::string heard; requests > 0; --requests, heard.clear()) {
        char bytes[4096];
        while (heard.find("\r\n\r\n") == std::string::npos) {
            const auto count = read(peer, bytes, sizeof bytes);
            if (count <= 0) break;
            heard.append(bytes, static_cast<std::size_t>(count));
        }
        [[maybe_unused]] const auto sent = write(peer, response.data(), response.size());
    }
    close(peer);
}

}  // namespace

TEST_CASE("no socket, and one that a killed server left, mean that nobody listens") {
    SocketPlace place;
    auto api = connect_to_server(place.path());
    REQUIRE(api);
    CHECK(*api == nullptr);
    place.listen();
    place.die();
    REQUIRE(std::filesystem::exists(place.path()));
    api = connect_to_server(place.path());
    REQUIRE(api);
    CHECK(*api == nullptr);
}

TEST_CASE("a server that hangs is given up in time") {
    SocketPlace place;
    place.listen();
    const auto api = connect_to_server(place.path(), Millis{100});
    REQUIRE_FALSE(api);
    CHECK(api.error().code == Code::unreachable);
    CHECK(api.error().message == "the server at " + place.path() + " did not answer within 1 s");
}

TEST_CASE("a server is asked and answers") {
    SocketPlace place;
    const int listener = place.listen();
    const std::string body = R"({"a":1})";
    std::jthread server([&] {
        serve(listener, 2,
              "HTTP/1.1 404 Not Found\r\nContent-Length: " + std::to_string(body.size()) +
                  "\r\n\r\n" + body);
    });
    const auto api = connect_to_server(place.path());
    REQUIRE(api);
    REQUIRE(*api != nullptr);
    const auto reply = (*api)->call("GET", "/x%2Fy?z=%20", "", patience_usual);
    REQUIRE(reply);
    CHECK(reply->status == 404);
    CHECK(reply->body == body);
}
