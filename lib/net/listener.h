// A socket that listens: opened with sentences an operator can act on, and cleaned up behind.
//
// Thread-safety: confined to its owner.
#pragma once

#include "base/descriptor.h"
#include "base/error.h"
#include "net/address.h"
#include "net/inheritance.h"
#include "net/options.h"

#include <sys/types.h>

#include <cstdint>
#include <string>
#include <utility>

namespace cronmon::net {

// Somebody who has connected, or why nobody has: an errno of accept4(2).
struct Arrival {
    Descriptor descriptor;
    Ip ip;
    std::uint16_t port = 0;
    int problem = 0;
};

class Listener {
public:
    // On a Unix socket a path left behind by a process that died is taken over; one that somebody
    // listens at, and a file that is no socket, are left alone and are an error.
    static Result<Listener> open(const Endpoint& endpoint, const Options& options);

    // One that was opened before, by this process or another. `wire`: what is spoken there now.
    // A Unix socket's file goes with it only after own_file().
    static Listener inherit(InheritedListener inherited, Wire wire);

    // The socket goes on listening without us, and its file stays.
    InheritedListener leave() &&;

    // From now on the file is ours to remove, unless the socket was given to us.
    void own_file();

    const Endpoint& endpoint() const { return endpoint_; }

    Listener(Listener&& other) noexcept = default;
    Listener& operator=(Listener&&) = delete;
    ~Listener();

    Arrival accept() const;

    int descriptor() const { return descriptor_.number(); }
    bool is_unix() const { return endpoint_.is_unix(); }
    bool speaks_tls() const { return endpoint_.wire == Wire::tls; }
    std::uint16_t port() const;  // The one the kernel chose; 0 on a Unix socket.

private:
    Listener(Descriptor descriptor, const Endpoint& endpoint)
        : descriptor_(std::move(descriptor)), endpoint_(endpoint) {}

    Descriptor descriptor_;
    Endpoint endpoint_;
    bool is_given_ = false;
    dev_t device_ = 0;  // Of the Unix socket's file, to remove no other.
    ino_t inode_ = 0;
};

// A listening socket that somebody else opened and gave to this process as descriptor `number`,
// which is owned from now on: closed on exec, not blocking. Code::invalid if it is no such thing.
Result<InheritedListener> take_listening_socket(int number);

}  // namespace cronmon::net
