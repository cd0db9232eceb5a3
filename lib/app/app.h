// All of cronmon, put together in order and taken apart in reverse.
//
//     config -> log -> folder and its lock -> store -> engine -> courier -> site
//
// Two forms. `serve` listens, judges deadlines, sends letters and leaves signs of life. `alone`
// is what a command uses when no server runs: the same engine and the same routes, but it only
// edits; nobody is listened to, nothing is judged or sent.
//
// Thread-safety: confined to the thread that made it; dispatch() from any.
#pragma once

#include "app/config.h"
#include "app/first_admin.h"
#include "app/upgrade/legacy.h"
#include "base/clock.h"
#include "http/ask.h"
#include "http/upgrader.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cronmon {

class Relay;

// What comes from outside. Null: the machine's own.
struct AppSeams {
    const Clock* clock = nullptr;
    Relay* relay = nullptr;
    Upgrader* upgrader = nullptr;  // null: no other program can take this one's place

    // Of a server: nothing can fail any more, and nothing was done yet that others would notice.
    std::function<void()> on_taken = [] {};
};

// How long a command or a server waits for the folder's lock. A running server holds it for good.
constexpr Millis lock_within{5000};

// From the request to stop to the end of the process: at most 5 s, of which this for what is in
// flight.
constexpr Millis drain_within{2000};

// The writer ends a round at least every second, unless a disk does not let it.
constexpr Millis writer_moves_within{10'000};

class App {
public:
    // Listening when it returns. Code::unreachable: the folder is locked or cannot be written;
    // conflict: a port is taken; busy: the database cannot be opened.
    // What another left, or a supervisor gave, is taken over. What is left of it after an error is
    // lost, but for the sockets' files.
    static Result<std::unique_ptr<App>> serve(const Config& config, AppSeams seams = {},
                                              Millis wait_for_lock = Millis{1000},
                                              Legacy legacy = {});
    static Result<std::unique_ptr<App>> alone(const Config& config, AppSeams seams = {},
                                              Millis wait_for_lock = lock_within);
    ~App();

    // One request of an operator, by way of the same bridge as over the socket. Blocks. The
    // target is whole: /api/cronmon/v1/tasks?page=2
    Reply dispatch(std::string_view method, std::string_view target, std::string_view body);

    // Where it listens, with the ports that the kernel chose; the operators' socket is not among
    // them.
    const std::vector<net::Endpoint>& addresses() const;

    // The administrator that serve() had to make, because there was no user. Given away once.
    std::optional<FirstAdmin> take_first_admin();

    // Takes over what may change at run time (SIGHUP): the log, which is reopened, proxies, who may
    // manage from where, and certificates.
    void reload(const Config& config);

    // Whether what is told is written down: the writer has moved within `writer_moves_within`.
    bool is_alive() const;

    // Answers what has begun, saves everything, and leaves the rest. Then it is as after stop().
    // Code::busy: something hangs that cannot be stopped; all goes on as before.
    Result<Legacy> leave();

    // Stops accepting, finishes and answers what is in flight, saves everything. Again: nothing.
    void stop();

private:
    class Parts;
    explicit App(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> parts_;
};

// Opens the log as the configuration says.
std::optional<Error> open_log(const Config& config);

}  // namespace cronmon
