// The program that is to take our place, seen from here.
//
//     we                                           it
//     start it with our own arguments     ────▶    reads its options and certificates
//                                         ◀────    ready VERSION
//     answer what has begun, close the data
//     lock, listeners, connections, all   ────▶    opens the data, brings them to its version
//                                         ◀────    taken
//     go                                  ────▶    serves
//
// Up to `go` it has answered nobody and sent nothing, so that it can be ended at any moment and we
// go on. It says `failed WHY` instead when it cannot; if it says nothing, that is told.
//
// Thread-safety: confined to its owner.
#pragma once

#include "app/upgrade/legacy.h"
#include "base/clock.h"

#include <sys/types.h>

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace cronmon {

// From its start until it is ready.
constexpr Millis prove_within{10'000};
// From the hand-over until it has taken over: a migration may take its time, and pings wait for it.
constexpr Millis take_over_within{120'000};

// The variable that tells a program that it is a successor: the number of its end of the channel.
constexpr const char* handover_variable = "CRONMON_HANDOVER_FD";

class Successor {
public:
    // `arguments` from argv[0] on. `idle` is called about once a second while we wait.
    // Throws std::system_error if it cannot be started.
    Successor(const std::string& program, const std::vector<std::string>& arguments,
              std::function<void()> idle);
    ~Successor();  // ends the program, unless it has taken over
    Successor(const Successor&) = delete;
    Successor& operator=(const Successor&) = delete;

    // The version it has. Errors say why it will not do.
    Result<std::string> wait_until_ready();

    std::optional<Error> hand_over(Legacy& legacy);

    // From now on it serves, and we must not.
    void let_go();

    // Ends it, however far it is. Answers how it ended (waitpid(2)).
    int end();

    pid_t pid() const { return pid_; }

private:
    // What it says next, if that begins with `word`: the rest.
    Result<std::string> expect(std::string_view word, Millis within);
    Error how_it_ended();

    net::Channel channel_;
    const std::function<void()> idle_;
    pid_t pid_ = -1;  // -1: nobody that we would have to end
};

}  // namespace cronmon
