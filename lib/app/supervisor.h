// The program that started this one and looks after it, if there is one that wants to know
// (sd_notify(3), sd_watchdog_enabled(3)): systemd, or start-stop-daemon --notify-await.
//
// Thread-safety: confined to the main thread.
#pragma once

#include "base/clock.h"

#include <sys/types.h>

#include <optional>
#include <string>
#include <string_view>

namespace cronmon {

class Supervisor {
public:
    // Reads NOTIFY_SOCKET, WATCHDOG_USEC and WATCHDOG_PID.
    static Supervisor find();

    // It serves, as this process. Said again after a reload.
    void ready() const;
    void reloading() const;
    void stopping() const;
    void alive() const;
    // That process serves from now on.
    void replaced_by(pid_t pid) const;

    // How often alive() is to be said for it to be believed; nothing: nobody listens for it.
    std::optional<Millis> alive_every() const { return alive_every_; }

private:
    void tell(const std::string& words) const;

    std::string socket_;
    std::optional<Millis> alive_every_;
};

}  // namespace cronmon
