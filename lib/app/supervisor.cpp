#include "app/supervisor.h"

#include "base/clock.h"
#include "net/notice.h"

#include <unistd.h>

#include <charconv>
#include <cstdlib>

namespace cronmon {
namespace {

std::string_view variable(const char* name) {
    const char* const text = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): at the start
    return text ? text : "";
}

std::optional<std::int64_t> number(std::string_view text) {
    std::int64_t value = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || problem != std::errc{} || end != text.data() + text.size()) return {};
    return value;
}

// A third of the time after which it would give us up, so that one may be late.
std::optional<Millis> watched_every() {
    const auto limit_us = number(variable("WATCHDOG_USEC"));
    const auto process = number(variable("WATCHDOG_PID"));
    if (!limit_us || *limit_us < 3000 || (process && *process != getpid())) return std::nullopt;
    return Millis{*limit_us / 3000};
}

}  // namespace

Supervisor Supervisor::find() {
    Supervisor supervisor;
    supervisor.socket_ = variable("NOTIFY_SOCKET");
    supervisor.alive_every_ = watched_every();
    return supervisor;
}

void Supervisor::ready() const {
    tell("READY=1\nMAINPID=" + std::to_string(getpid()) + "\nSTATUS=Receiving pings");
}

// The time is what tells one reload from another (sd_notify(3)).
void Supervisor::reloading() const {
    const auto now = std::chrono::microseconds(SystemClock().steady());
    tell("RELOADING=1\nMONOTONIC_USEC=" + std::to_string(now.count()));
}

void Supervisor::stopping() const { tell("STOPPING=1\nSTATUS=Answering what has begun"); }

void Supervisor::alive() const {
    if (alive_every_) tell("WATCHDOG=1");
}

void Supervisor::replaced_by(pid_t pid) const { tell("MAINPID=" + std::to_string(pid)); }

void Supervisor::tell(const std::string& words) const {
    if (!socket_.empty()) net::send_notice(socket_, words);
}

}  // namespace cronmon
