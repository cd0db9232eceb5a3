// What an attempt on a socket that must not block came to.
//
// Thread-safety: values.
#pragma once

#include <cstddef>
#include <cstdint>

namespace cronmon::net {

// What a read or write did, and what to do next.
struct Io {
    enum class Then : std::uint8_t {
        again,  // There may be more.
        wait,   // Not now: the socket is empty, or full.
        over,   // The peer has gone, or will send nothing any more.
    };
    std::size_t bytes = 0;
    Then then = Then::over;
};

// What a step of a TLS handshake did.
enum class Shake : std::uint8_t {
    done,
    wait,        // For the peer, or for room in the socket.
    plain_http,  // The peer speaks HTTP and not TLS.
    over,        // It came to nothing.
};

}  // namespace cronmon::net
