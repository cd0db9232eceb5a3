// A client over a real socket that never waits longer than five seconds. For tests.
#pragma once

#include "base/descriptor.h"

#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>

#include <chrono>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <string>
#include <string_view>
#include <thread>

namespace cronmon::net {

inline constexpr std::chrono::milliseconds patience{5000};

// Asks again every millisecond, until it is so; false when it never was.
inline bool eventually(const std::function<bool()>& is_so) {
    const auto end = std::chrono::steady_clock::now() + patience;
    while (!is_so()) {
        if (std::chrono::steady_clock::now() > end) return false;
        std::this_thread::sleep_for(std::chrono::milliseconds{1});
    }
    return true;
}

class Client {
public:
    // `receive_buffer` bytes, if not 0, make a client that takes little at a time.
    explicit Client(std::uint16_t port, int receive_buffer = 0)
        : descriptor_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        if (receive_buffer != 0)
            setsockopt(number(), SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof receive_buffer);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        connect_to(reinterpret_cast<const sockaddr*>(&address), sizeof address);
    }

    explicit Client(const std::string& unix_path)
        : descriptor_(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        unix_path.copy(address.sun_path, sizeof address.sun_path - 1);
        connect_to(reinterpret_cast<const sockaddr*>(&address), sizeof address);
    }

    bool is_connected() const { return connected_; }

    Client& send(std::string_view bytes) {
        while (!bytes.empty()) {
            const ssize_t count = ::send(number(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (count <= 0) break;
            bytes.remove_prefix(static_cast<std::size_t>(count));
        }
        return *this;
    }

    void finish_sending() { shutdown(number(), SHUT_WR); }
    void close() { descriptor_.reset(); }

    // The next response, head and body; what came of it when there is no whole one.
    std::string response() {
        std::size_t head = 0;
        while ((head = received_.find("\r\n\r\n")) == received_.npos)
            if (!receive()) return take(received_.size());
        head += 4;
        const std::size_t length = head + content_length();
        while (received_.size() < length && receive()) {
        }
        return take(length);
    }

    std::string body() {
        const std::string whole = response();
        const std::size_t end = whole.find("\r\n\r\n");
        return end == whole.npos ? "" : whole.substr(end + 4);
    }

    // Of the next response; 0 when there is none.
    int status() {
        const std::string whole = response();
        return whole.starts_with("HTTP/1.1 ") ? std::atoi(whole.c_str() + 9) : 0;
    }

    // Everything until the server closes.
    std::string rest() {
        while (receive()) {
        }
        return take(received_.size());
    }

    // What has come, or comes next; empty when the server has closed.
    std::string some() {
        if (received_.empty()) receive();
        return take(received_.size());
    }

    // The server has closed, in order and not by a reset, and said nothing more.
    bool is_at_end() { return !receive() && ended_ && received_.empty(); }

    bool is_silent_for(std::chrono::milliseconds time) {
        pollfd poll_for{number(), POLLIN, 0};
        return received_.empty() && poll(&poll_for, 1, static_cast<int>(time.count())) == 0;
    }

    // What comes until nothing has come for that long.
    std::string all_until_silent(std::chrono::milliseconds time) {
        pollfd poll_for{number(), POLLIN, 0};
        while (poll(&poll_for, 1, static_cast<int>(time.count())) == 1 && receive()) {
        }
        return take(received_.size());
    }

private:
    int number() const { return descriptor_.number(); }

    void connect_to(const sockaddr* address, socklen_t bytes) {
        connected_ = connect(number(), address, bytes) == 0;
    }

    bool receive() {
        char buffer[64 * 1024];
        pollfd poll_for{number(), POLLIN, 0};
        if (poll(&poll_for, 1, static_cast<int>(patience.count())) != 1) return false;
        const ssize_t count = recv(number(), buffer, sizeof buffer, 0);
        ended_ = count == 0;
        if (count > 0) received_.append(buffer, static_cast<std::size_t>(count));
        return count > 0;
    }

    std::size_t content_length() const {
        const std::size_t at = received_.find("Content-Length: ");
        const bool is_in_head = at < received_.find("\r\n\r\n");
        return is_in_head ? std::strtoul(received_.c_str() + at + 16, nullptr, 10) : 0;
    }

    std::string take(std::size_t bytes) {
        const std::string taken = received_.substr(0, bytes);
        received_.erase(0, bytes);
        return taken;
    }

    Descriptor descriptor_;
    std::string received_;
    bool connected_ = false;
    bool ended_ = false;
};

}  // namespace cronmon::net
