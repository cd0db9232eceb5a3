// What a server leaves to the one that takes its place: the lock of its folder and its sockets.
//
// The lock is not let go of in between (flock(2) belongs to the open file, which both processes
// have then), so no command can slip in. As lines on a net::Channel:
//
//     lock
//     listener GIVEN ADDRESS                       one for each, with its descriptor
//     connection LISTENER IP PORT UNIX TLS INTERPRETED BYTES
//                                                  the same; what was read of it follows the line
//
// A connection on which TLS has begun is passed on by its plain end (net/interpreter.h).
//
// Thread-safety: values; pure functions, but for what they send.
#pragma once

#include "base/descriptor.h"
#include "base/error.h"
#include "net/channel.h"
#include "net/inheritance.h"

namespace cronmon {

struct Legacy {
    Descriptor lock;
    net::Inheritance sockets;
};

// False: the other end is gone. What was sent stays ours as well; plain ends are added to it.
bool send_legacy(net::Channel& channel, Legacy& legacy);

// Adds what a message holds. Code::invalid if it is not of the form above.
std::optional<Error> add_to_legacy(Legacy& legacy, net::Channel::Message message);

}  // namespace cronmon
