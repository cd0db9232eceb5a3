// What the reactor asks of whoever understands requests.
//
// Thread-safety: a Handler is called on its reactor's thread only, and must neither block (every
// socket waits for it) nor throw. Ticket and KeepOpen are values.
#pragma once

#include "net/request.h"

#include <cstdint>

namespace cronmon::net {

// Names one exchange. It is spent by the first answer and by the end of the connection; a later
// answer under it goes nowhere, so a reused descriptor never gets what another client asked for.
struct Ticket {
    std::uint32_t slot;
    std::uint32_t generation;

    friend bool operator==(const Ticket&, const Ticket&) = default;
};

// Whether a rendered response leaves its connection open; `no` must stand in the response too.
enum class KeepOpen : bool { no, yes };

class Handler {
public:
    virtual ~Handler() = default;

    // Before the first socket of a round is read.
    virtual void on_round_begin() {}

    // A body is to come (it is not called for a request without one): how much of it?
    virtual BodyPolicy on_head(const Head& head, int listener) = 0;

    // A whole request. Answer it now, through the reactor, or later from any thread.
    virtual void on_request(const Request& request, Ticket ticket) = 0;

    // After the last socket of a round: the time to hand on what was gathered, at one lock a
    // round.
    virtual void on_round_end() {}
};

}  // namespace cronmon::net
