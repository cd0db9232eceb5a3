// What a reactor has done so far, for the operator's page and for tests.
//
// Thread-safety: Counters are written by one thread and read by any; Stats is a value.
#pragma once

#include "base/counter.h"

#include <cstdint>

namespace cronmon::net {

struct Stats {
    std::uint64_t connections_open = 0;  // Now; everything else since the start.
    std::uint64_t accepted = 0;
    std::uint64_t requests = 0;
    std::uint64_t refused = 0;            // Answered 4xx or 5xx by the framing.
    std::uint64_t timed_out = 0;          // Too slow with a handshake, head, body or answer.
    std::uint64_t evicted = 0;            // Idle connections closed to make room.
    std::uint64_t turned_away = 0;        // Answered 503 because there was no room.
    std::uint64_t accept_pauses = 0;      // No descriptor or memory for one more.
    std::uint64_t handshakes = 0;         // Of TLS, done;
    std::uint64_t handshakes_failed = 0;  // and those that came to nothing, but for time.
};

struct Counters {
    Counter connections_open, accepted, requests, refused, timed_out, evicted, turned_away,
        accept_pauses, handshakes, handshakes_failed;

    Stats read() const {
        return {connections_open.read(), accepted.read(),      requests.read(),
                refused.read(),          timed_out.read(),     evicted.read(),
                turned_away.read(),      accept_pauses.read(), handshakes.read(),
                handshakes_failed.read()};
    }
};

}  // namespace cronmon::net
