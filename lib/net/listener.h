// A socket that listens: opened with sentences an operator can act on, and cleaned up behind.
//
// Thread-safety: confined to its owner.
#pragma once

#include "base/descriptor.h"
#include "base/error.h"
#include "net/address.h"
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

    void remember_file();

    Descriptor descriptor_;
    Endpoint endpoint_;
    dev_t device_ = 0;  // Of the Unix socket's file, to remove no other.
    ino_t inode_ = 0;
};

}  // namespace cronmon::net
