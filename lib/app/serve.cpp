#include "app/serve.h"

#include "app/app.h"
#include "base/log.h"

#include <signal.h>

#include <condition_variable>
#include <cstdlib>
#include <mutex>
#include <thread>

namespace cronmon {
namespace {

sigset_t awaited_signals() {
    sigset_t set;
    sigemptyset(&set);
    for (const int signal : {SIGTERM, SIGINT, SIGHUP}) sigaddset(&set, signal);
    return set;
}

void prepare_signals() {
    const sigset_t set = awaited_signals();
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
    signal(SIGPIPE, SIG_IGN);
}

int next_signal() {
    const sigset_t set = awaited_signals();
    int signal = 0;
    while (sigwait(&set, &signal) != 0) {
    }
    return signal;
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

void reload(App& app, const ConfigSources& sources) {
    const auto config = Config::read(sources);
    if (config) return app.reload(*config);
    log::reopen();
    log::error("reload failed", {{"why", config.error().message}});
}

}  // namespace

std::optional<Error> serve(const ConfigSources& sources,
                           const std::function<void(const FirstAdmin&)>& welcome) {
    prepare_signals();
    const auto config = Config::read(sources);
    if (!config) return config.error();
    if (auto error = open_log(*config)) return error;
    auto app = App::serve(*config);
    if (!app) return app.error();
    if (const auto admin = (*app)->take_first_admin()) welcome(*admin);
    while (next_signal() == SIGHUP) reload(**app, sources);
    const Impatience impatience;
    (*app)->stop();
    return std::nullopt;
}

}  // namespace cronmon
