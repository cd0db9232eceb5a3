#include "client/signals.h"

#include <sys/signalfd.h>

#include <cerrno>
#include <cstring>
#include <system_error>

namespace cronmon {
namespace {

constexpr int read_signals[] = {SIGTERM, SIGINT, SIGHUP, SIGQUIT, SIGUSR1, SIGUSR2, SIGCHLD};

}  // namespace

Signals::Signals() {
    sigset_t wanted;
    sigemptyset(&wanted);
    for (const int number : read_signals) sigaddset(&wanted, number);
    descriptor_ = Descriptor{signalfd(-1, &wanted, SFD_NONBLOCK | SFD_CLOEXEC)};
    if (!descriptor_) throw std::system_error(errno, std::generic_category(), "signalfd");
    pthread_sigmask(SIG_BLOCK, &wanted, &before_);
    // A reader of our output who goes away must not take the job along.
    struct sigaction ignore {};
    ignore.sa_handler = SIG_IGN;
    sigaction(SIGPIPE, &ignore, &pipe_before_);
    // With SIGCHLD ignored (as some starters leave it) the job would be reaped behind our back.
    struct sigaction standard {};
    standard.sa_handler = SIG_DFL;
    sigaction(SIGCHLD, &standard, nullptr);
}

Signals::~Signals() {
    while (next()) {
    }
    give_back();
}

std::optional<int> Signals::next() {
    signalfd_siginfo one{};
    for (;;) {
        const auto count = read(descriptor_.number(), &one, sizeof one);
        if (count == sizeof one) return static_cast<int>(one.ssi_signo);
        if (count < 0 && errno == EINTR) continue;
        return std::nullopt;
    }
}

void Signals::give_back() const {
    sigaction(SIGPIPE, &pipe_before_, nullptr);
    pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

const char* signal_name(int number) {
    const char* const name = sigabbrev_np(number);
    return name == nullptr ? "of no name" : name;
}

}  // namespace cronmon
