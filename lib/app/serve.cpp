#include "app/serve.h"

#include "app/life.h"
#include "base/log.h"

#include <signal.h>

#include <cerrno>
#include <chrono>
#include <condition_variable>
#include <cstdlib>
#include <ctime>
#include <mutex>
#include <thread>

namespace cronmon {
namespace {

sigset_t awaited_signals() {
    sigset_t set;
    sigemptyset(&set);
    for (const int signal : {SIGTERM, SIGINT, SIGHUP, upgrade_signal}) sigaddset(&set, signal);
    return set;
}

void prepare_signals() {
    const sigset_t set = awaited_signals();
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
    signal(SIGPIPE, SIG_IGN);
}

// 0: none came within that time.
int next_signal(const std::optional<Millis>& within) {
    constexpr auto long_enough = std::chrono::hours{24};
    const auto time = within.value_or(long_enough);
    const timespec limit{time.count() / 1000, time.count() % 1000 * 1'000'000};
    const sigset_t set = awaited_signals();
    const int signal = sigtimedwait(&set, nullptr, &limit);
    return signal > 0 ? signal : 0;
}

// Ends the process if it takes too long to end by itself: a disk may hang, a supervisor will not
// wait for it.
class Impatience {
public:
    Impatience() : thread_([this](std::stop_token stop) { wait(stop); }) {}

private:
    void wait(const std::stop_token& stop) {
        std::unique_lock lock(mutex_);
        std::condition_variable_any never;
        never.wait_for(lock, stop, stop_within, [] { return false; });
        if (stop.stop_requested()) return;
        log::error("stop took too long");
        std::_Exit(EXIT_FAILURE);
    }

    std::mutex mutex_;
    std::jthread thread_;
};

void stop(Life& life) {
    const Impatience impatience;
    life.stop();
}

bool is_end(int signal) { return signal == SIGTERM || signal == SIGINT; }

// Another serves. Who still needs us is done soon (net::Options: idle, head, body and
// write_within).
void see_off(Life& life) {
    using Clock = std::chrono::steady_clock;
    constexpr std::chrono::minutes at_most{3};
    constexpr Millis look_every{200};
    const auto until = Clock::now() + at_most;
    while (life.interpret(look_every) && Clock::now() < until)
        if (is_end(next_signal(Millis{0}))) return;
}

// Until it is stopped or replaced, or cannot go on.
std::optional<Error> live(Life& life) {
    for (;;) {
        const int signal = next_signal(life.alive_every());
        if (is_end(signal)) return stop(life), std::nullopt;
        if (signal == SIGHUP) life.reload();
        if (signal == upgrade_signal) {
            const auto is_replaced = life.upgrade();
            if (!is_replaced) return is_replaced.error();
            if (*is_replaced) return see_off(life), std::nullopt;
        }
        life.say_alive();
    }
}

}  // namespace

std::optional<Error> serve(const ConfigSources& sources,
                           const std::function<void(const FirstAdmin&)>& welcome) {
    prepare_signals();
    Life life(sources);
    if (auto error = life.begin()) return error;
    if (const auto admin = life.take_first_admin()) welcome(*admin);
    return live(life);
}

}  // namespace cronmon
