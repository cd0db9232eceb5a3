// What a reactor allows, and for how long.
//
// Thread-safety: values.
#pragma once

#include "base/clock.h"

#include <sys/types.h>

#include <cstddef>

namespace cronmon::net {

struct Options {
    // Connections at once. 0: what RLIMIT_NOFILE allows, less `files_reserved`. One more closes
    // the connection that has been idle longest; with none idle it is answered 503.
    std::size_t connections_max = 0;

    // Descriptors left for everyone else: database, logs, mail, listeners.
    std::size_t files_reserved = 256;

    Millis handshake_within{10'000};  // From the accept to the end of the TLS handshake.
    Millis head_within{10'000};       // From the first byte (or the accept) to the end of the head.
    Millis body_within{30'000};       // From there to the end of the body.
    Millis write_within{30'000};      // For a client that takes not a byte of its answer.
    Millis idle_within{75'000};       // Between two requests of one connection.
    Millis linger_within{2'000};  // After a refusal, so that the client reads it (RFC 9112, 9.6).
    Millis drain_within{5'000};   // From the stop to the end of run();
    Millis retire_within{1'000};  // the same, when the sockets are left to somebody.
    Millis accept_pause{100};     // When the system has no descriptor or memory for one more.

    bool share_ports = false;  // SO_REUSEPORT: several reactors, each with its own listeners.
    mode_t unix_mode = 0600;   // Of a Unix socket: its file's permissions are the login.
};

}  // namespace cronmon::net
