// The door: who connects is let in while there is room.
//
// With every place taken the connection that has been idle longest makes room; if all are busy
// the newcomer hears 503, which is a better answer than silence. One descriptor is held in reserve
// so that this works even when the process has none left. When the system itself has no
// descriptor or memory, accepting pauses: a listener that stays readable and cannot be served
// would turn the loop into a busy one.
//
// Thread-safety: listen() before the reactor runs; the rest confined to its thread.
#pragma once

#include "net/connections.h"
#include "net/dialogue.h"
#include "net/inheritance.h"
#include "net/listener.h"
#include "net/poller.h"
#include "net/stats.h"

#include <optional>
#include <span>
#include <vector>

namespace cronmon::net {

class Acceptor {
public:
    Acceptor(const Options& options, Poller& poller, Connections& connections, Dialogue& dialogue,
             Counters& counters);

    // Listeners at the same places are taken over; others that were inherited are closed, and so
    // are the connections that came in there.
    Result<std::vector<std::uint16_t>> listen(std::span<const Endpoint> endpoints,
                                              Inheritance inherited);

    // What was inherited is ours from now on, and who was connected already is let in again.
    void settle_in();

    // Lets in who waits at that listener, up to a bound so that others have their turn too.
    void on_event(std::uint32_t number, Millis now);

    // Takes up accepting again when its pause is over.
    void resume(Millis now);
    std::optional<Millis> resumes_at() const { return resumes_at_; }

    // Lets in who has already connected, then closes the door.
    void close(Millis now);

    // Whoever connects from now on waits in front of it,
    void rest();
    // for somebody else.
    std::vector<InheritedListener> leave();

private:
    static constexpr int arrivals_per_turn = 256;

    enum class Outcome { let_in, nobody, no_means };

    Result<std::vector<Listener>> opened(std::span<const Endpoint> endpoints,
                                         Inheritance& inherited);
    Outcome let_one_in(std::uint32_t number);
    void receive(Arrival arrival, std::uint32_t number, bool is_crowded);
    void restock();
    bool make_room();
    void turn_away(Arrival arrival, std::uint32_t number);
    void pause(Millis now);

    const Options& options_;
    Poller& poller_;
    Connections& connections_;
    Dialogue& dialogue_;
    Counters& counters_;
    std::size_t connections_max_;
    std::vector<Listener> listeners_;
    std::vector<InheritedConnection> to_readmit_;
    std::optional<Millis> resumes_at_;
    Descriptor reserve_;
};

}  // namespace cronmon::net
