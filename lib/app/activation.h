// Sockets that a supervisor opened for this process before it was there (sd_listen_fds(3)): who
// pings while it starts waits, and is not refused.
//
// They stand for the --listen of the same place, and beside those of other places; where --listen
// was not given at all, they are all there is. One with the name `http`
// (FileDescriptorName=) is plain, others speak TLS if there is a certificate.
//
// Thread-safety: at the start of the process.
#pragma once

#include "app/config.h"
#include "base/error.h"
#include "net/inheritance.h"

#include <string_view>
#include <vector>

namespace cronmon {

// Where to listen, all in all, and what is spoken there. `known`: whatever listens already.
std::vector<net::Endpoint> places_to_listen(const Config& config,
                                            const std::vector<net::InheritedListener>& known);

// Reads LISTEN_PID, LISTEN_FDS and LISTEN_FDNAMES, which are gone afterwards.
// Code::invalid: a descriptor is no socket that listens.
Result<std::vector<net::InheritedListener>> take_given_sockets();

}  // namespace cronmon
