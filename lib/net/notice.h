// A word to the program that supervises this one: a datagram to its Unix socket (sd_notify(3)).
//
// Thread-safety: a pure function, but for the datagram.
#pragma once

#include <string_view>

namespace cronmon::net {

// `socket` is a path, or a name that begins with @ in the abstract space (unix(7)). False: nobody
// takes it.
bool send_notice(std::string_view socket, std::string_view words);

}  // namespace cronmon::net
