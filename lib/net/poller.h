// Waiting for many sockets at once: a thin coat over epoll(7).
//
// Connections are watched edge-triggered, so that one that is served costs no epoll_ctl: an event
// says "something has changed", and Connection::unread remembers it. Listeners are watched
// level-triggered, because what one round does not accept the next one must be told of again.
//
// Thread-safety: wake() from any thread; the rest confined to the reactor's thread.
#pragma once

#include "base/clock.h"
#include "base/descriptor.h"

#include <sys/epoll.h>

#include <array>
#include <cstdint>
#include <span>

namespace cronmon::net {

struct Event {
    enum class Source : std::uint8_t { connection, listener };
    Source source;
    bool readable;
    bool writable;
    bool hung_up;         // The peer sends nothing any more.
    std::uint32_t index;  // Slot of the connection, or number of the listener.
};

class Poller {
public:
    Poller();

    void watch(int descriptor, std::uint32_t slot);
    void watch_until_writable(int descriptor, std::uint32_t slot, bool is_watched);
    void watch_listener(int descriptor, std::uint32_t number);
    void forget(int descriptor);  // Not needed before a close().

    // Sleeps until something happens or `at_most` has passed. The events stay valid until the
    // next call.
    std::span<const Event> wait(Millis at_most);

    // Ends the sleep.
    void wake();

private:
    static constexpr int events_max = 512;

    void control(int operation, int descriptor, std::uint32_t events, std::uint64_t key);

    Descriptor epoll_;
    Descriptor alarm_;  // An eventfd. Edge-triggered, it need never be read.
    std::array<epoll_event, events_max> raw_;
    std::array<Event, events_max> events_;
};

}  // namespace cronmon::net
