// What the reactor costs, with nothing behind it: serves a canned 200 until it is interrupted.
//
//     reactor_bench PORT            the handler answers at once
//     reactor_bench PORT group      a second thread answers in groups, each after a "commit" of
//                                   150 us, the way the engine does
//
// Speak to it with wrk or ab; test/bench/reactor_bench.py compares it with nginx.
#include "net/file_limit.h"
#include "net/reactor.h"

#include <condition_variable>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace {

using namespace cronmon;

constexpr std::chrono::microseconds commit_time{150};

const net::Canned ok{200, "text/plain", "OK\n"};

class Inline final : public net::Handler {
public:
    net::Reactor* reactor = nullptr;

    net::BodyPolicy on_head(const net::Head&, int) override { return {65536, 65536}; }
    void on_request(const net::Request&, net::Ticket ticket) override {
        reactor->answer(ticket, ok);
    }
};

// Gathers a round's tickets, hands them over with one lock, answers them with one call.
class Grouped final : public net::Handler {
public:
    net::Reactor* reactor = nullptr;

    net::BodyPolicy on_head(const net::Head&, int) override { return {65536, 65536}; }
    void on_request(const net::Request&, net::Ticket ticket) override { round_.push_back(ticket); }
    void on_round_end() override {
        if (round_.empty()) return;
        {
            std::lock_guard lock(mutex_);
            inbox_.insert(inbox_.end(), round_.begin(), round_.end());
        }
        round_.clear();
        arrived_.notify_one();
    }

    void run(std::stop_token stop) {
        std::vector<net::Ticket> group;
        while (!stop.stop_requested()) {
            {
                std::unique_lock lock(mutex_);
                arrived_.wait(lock, stop, [this] { return !inbox_.empty(); });
                group.swap(inbox_);
            }
            std::this_thread::sleep_for(commit_time);
            reactor->answer(group, ok);
            group.clear();
        }
    }

private:
    std::vector<net::Ticket> round_;
    std::mutex mutex_;
    std::condition_variable_any arrived_;
    std::vector<net::Ticket> inbox_;
};

void print(const net::Stats& stats) {
    std::printf("accepted %llu, requests %llu, refused %llu, evicted %llu, turned away %llu\n",
                static_cast<unsigned long long>(stats.accepted),
                static_cast<unsigned long long>(stats.requests),
                static_cast<unsigned long long>(stats.refused),
                static_cast<unsigned long long>(stats.evicted),
                static_cast<unsigned long long>(stats.turned_away));
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) {
        std::fprintf(stderr, "usage: reactor_bench PORT [group]\n");
        return 2;
    }
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    net::raise_file_limit();

    Inline at_once;
    Grouped grouped;
    const bool is_grouped = argc > 2 && std::strcmp(argv[2], "group") == 0;
    const SystemClock clock;
    net::Handler& handler = is_grouped ? static_cast<net::Handler&>(grouped) : at_once;
    net::Reactor reactor({}, handler, clock);
    at_once.reactor = grouped.reactor = &reactor;

    const auto endpoint = net::Endpoint::parse("127.0.0.1:" + std::string(argv[1]));
    const auto ports = endpoint ? reactor.listen(std::span(&*endpoint, 1)) : endpoint.error();
    if (!ports) {
        std::fprintf(stderr, "%s\n", ports.error().message.c_str());
        return 1;
    }
    std::jthread engine([&](std::stop_token stop) { grouped.run(stop); });
    std::jthread thread([&](std::stop_token stop) { reactor.run(stop); });
    int signal = 0;
    sigwait(&signals, &signal);
    thread.request_stop();
    thread.join();
    print(reactor.stats());
}
