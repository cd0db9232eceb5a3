// One HTTP request as it stands in memory: whole, checked, and not yet understood.
//
// Views, no copies: a ping is answered without a single allocation. They are valid only during
// the Handler's call; whoever answers later takes along what it needs.
//
// Thread-safety: values; the bytes belong to the reactor's thread.
#pragma once

#include "base/clock.h"
#include "net/address.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace cronmon::net {

struct Field {
    std::string_view name, value;  // The value without the spaces around it.
};

// Without regard to the case of ASCII letters.
bool same_word(std::string_view a, std::string_view b);

struct Head {
    std::string_view method;
    std::string_view target;  // Path and query as sent; begins with '/', or is "*".
    int minor_version = 1;    // Of HTTP/1.x: 0 or 1.
    std::span<const Field> fields;

    // The value of the first field of that name, whatever its case.
    std::optional<std::string_view> find(std::string_view name) const;
};

struct Request : Head {
    std::string_view body;         // Decoded, and cut to BodyPolicy::bytes_kept.
    std::uint64_t body_bytes = 0;  // How long it was.
    Ip peer;                       // `::` on a Unix socket.
    std::uint16_t peer_port = 0;
    int listener = 0;  // Index of the endpoint it came in at, counted over all listen().
    bool from_unix_socket = false;
    bool keep_alive = true;  // What the client may expect; the answer can only say no.
    Instant arrived;         // When its last byte had been read.
    bool by_tls = false;     // To us; what stood before is not known here.
};

// How much body a request may bring.
struct BodyPolicy {
    std::size_t bytes_kept;        // Given to the handler; what is beyond is read and dropped.
    std::uint64_t bytes_accepted;  // Beyond this: 413, and the connection is closed.
};

}  // namespace cronmon::net
