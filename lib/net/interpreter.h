// Speaks TLS for connections that another process answers.
//
// A socket can be given to another process, TLS that has begun on it cannot: its keys and its place
// in the stream are in this one. So the other process gets one end of a pair of sockets in its
// stead, and what the client says passes through here, as plain text, until one of the two closes
// the connection. The other process closes it with its next answer (Peer::is_interpreted), or when
// it has been idle for its time; so this does not last.
//
// Thread-safety: confined to its owner.
#pragma once

#include "base/clock.h"
#include "net/inheritance.h"
#include "net/poller.h"
#include "net/stream.h"
#include "net/tls_context.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace cronmon::net {

// Two sockets that speak with each other. Empty: no descriptor is left.
std::pair<Descriptor, Descriptor> make_plain_pair();

class Interpreter {
public:
    // Of these the ones with a plain end; the others are closed.
    // Throws std::system_error for want of descriptors or memory.
    explicit Interpreter(std::vector<InheritedConnection> connections);

    std::size_t count() const { return count_; }

    // Carries what has come, as far as it is taken. Sleeps until something comes, but not longer.
    void round(Millis sleep_at_most);

private:
    static constexpr std::size_t scratch_bytes = 16 * 1024;  // a record of TLS (RFC 8446, 5.1)

    struct Way {
        std::string waiting;   // read, and not yet taken
        bool is_over = false;  // nothing more will be read
    };
    struct Talk {
        Stream client;
        Stream server;
        Way to_server;
        Way to_client;
    };

    bool goes_on(Talk& talk);
    bool carry(Stream& from, Stream& to, Way& way);

    const Credentials nobody_;  // nothing is begun here
    Poller poller_;
    std::vector<std::optional<Talk>> talks_;
    std::size_t count_ = 0;
    std::array<char, scratch_bytes> scratch_;
};

}  // namespace cronmon::net
