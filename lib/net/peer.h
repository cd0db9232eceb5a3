// Who is at the other end of a connection, and at which listener they came in.
//
// Thread-safety: a value.
#pragma once

#include "net/address.h"

#include <cstdint>

namespace cronmon::net {

struct Peer {
    Ip ip;
    std::uint16_t port = 0;
    int listener = 0;
    bool on_unix_socket = false;
    bool by_tls = false;
    bool is_interpreted = false;  // Another process speaks its TLS (net/interpreter.h).
};

}  // namespace cronmon::net
