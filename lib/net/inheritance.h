// Sockets that outlive the reactor that opened them: what one process leaves to the next.
//
// A reactor that retires (Reactor::retire) begins nothing new, answers what it has begun, and
// leaves its listeners, with all who wait at them, and the connections between two requests. A
// reactor that inherits them goes on, and their clients notice nothing. In the same process it can
// go on with everything; in another one with everything but TLS that has begun, for which an
// Interpreter stays behind.
//
// Thread-safety: values.
#pragma once

#include "base/descriptor.h"
#include "net/address.h"
#include "net/peer.h"
#include "net/stream.h"

#include <string>
#include <vector>

namespace cronmon::net {

struct InheritedListener {
    Descriptor descriptor;
    Endpoint endpoint;      // as it was asked for: port 0 stays 0
    bool is_given = false;  // by a supervisor, whose file it is if it is a Unix socket
};

// Its Peer names one of the listeners by number.
struct InheritedConnection {
    Stream stream;
    Peer peer;
    std::string carried;   // what was read of the next request
    Descriptor plain_end;  // ours, of the pair that another process has in the place of the stream
};

struct Inheritance {
    std::vector<InheritedListener> listeners;
    std::vector<InheritedConnection> connections;
};

}  // namespace cronmon::net
