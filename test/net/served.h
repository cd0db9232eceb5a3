// A reactor on a thread of its own, and a handler whose script a test writes.
#pragma once

#include "client.h"
#include "net/reactor.h"

#include <condition_variable>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace cronmon::net {

inline std::string response_of(std::string_view body) {
    return "HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" +
           std::string(body);
}

class Served : private Handler {
public:
    explicit Served(const Options& options = {}, std::string_view at = "127.0.0.1:0",
                    Inheritance inherited = {})
        : reactor(options, *this, clock_) {
        const auto endpoint = Endpoint::parse(at);
        const auto ports = endpoint ? reactor.listen(std::span(&*endpoint, 1), std::move(inherited))
                                    : endpoint.error();
        if (!ports) throw std::runtime_error(ports.error().message);
        port = ports->front();
        thread_ = std::jthread([this](std::stop_token stop) { reactor.run(stop); });
    }

    ~Served() override { stop(); }

    void request_stop() { thread_.request_stop(); }
    void stop() {
        if (!thread_.joinable()) return;
        thread_.request_stop();
        thread_.join();
    }

    // Tickets of requests to /later..., which nobody has answered: waits until there are that
    // many, and takes them.
    std::vector<Ticket> tickets(std::size_t count) {
        std::unique_lock lock(mutex_);
        if (!asked_.wait_for(lock, patience, [&] { return later_.size() >= count; })) return {};
        return std::exchange(later_, {});
    }

    Ticket ticket() {
        const std::vector<Ticket> one = tickets(1);
        return one.empty() ? Ticket{} : one.front();
    }

    Stats stats() const { return reactor.stats(); }

    // Set before the first request.
    BodyPolicy policy{1024 * 1024, 1024 * 1024};
    std::string big;             // What /big is answered.
    std::optional<Canned> lent;  // What /lent is answered.
    std::mutex gate;             // While it is locked, /gate holds up the reactor's thread.

private:
    SystemClock clock_;

public:
    Reactor reactor;
    const Canned ok{200, "text/plain", "OK"};
    std::uint16_t port = 0;

private:
    BodyPolicy on_head(const Head&, int) override { return policy; }

    void on_request(const Request& request, Ticket ticket) override {
        if (request.target.starts_with("/later")) return keep(ticket);
        if (request.target == "/gate") std::lock_guard wait(gate);
        if (request.target == "/ok") return reactor.answer(ticket, ok);
        if (request.target == "/lent") return reactor.answer(ticket, *lent);
        if (request.target == "/big")
            return reactor.answer(ticket, response_of(big), KeepOpen::yes);
        if (request.target == "/close")
            return reactor.answer(ticket, response_of("bye"), KeepOpen::no);
        if (request.target == "/scheme")
            return reactor.answer(ticket, response_of(request.by_tls ? "https" : "http"),
                                  KeepOpen::yes);
        reactor.answer(ticket, response_of(echo(request)), KeepOpen::yes);
    }

    static std::string echo(const Request& request) {
        std::string text(request.target);
        if (request.body_bytes > 0)
            text += " " + std::string(request.body) + " " + std::to_string(request.body_bytes);
        return text;
    }

    void keep(Ticket ticket) {
        std::lock_guard lock(mutex_);
        later_.push_back(ticket);
        asked_.notify_one();
    }

    std::mutex mutex_;
    std::condition_variable asked_;
    std::vector<Ticket> later_;
    std::jthread thread_;
};

// Retires it.
inline Inheritance left_by(Served& served) {
    served.reactor.retire();
    served.stop();
    return served.reactor.take_left();
}

inline std::string get(std::string_view target, std::string_view fields = {}) {
    return "GET " + std::string(target) + " HTTP/1.1\r\nHost: a\r\n" + std::string(fields) + "\r\n";
}

inline std::string post(std::string_view target, std::string_view body) {
    return "POST " + std::string(target) +
           " HTTP/1.1\r\nHost: a\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" +
           std::string(body);
}

}  // namespace cronmon::net
