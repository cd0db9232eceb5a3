// The addresses of a server, as others are told of them.
//
// Thread-safety: pure functions.
#pragma once

#include "net/address.h"
#include "net/certificate.h"

#include <string>
#include <vector>

namespace cronmon {

inline bool speaks_tls(const net::Endpoint& address) { return address.wire == net::Wire::tls; }

// Where a ping gets to when no site.url says so: the first address that has a port, and TLS if
// there is such a one. A wildcard is no address for a client: there the certificate's name is
// meant, or this machine's own address, which always works.
std::string listen_url(const std::vector<net::Endpoint>& addresses,
                       const std::vector<net::CertificateView>& certificates = {});

// All of them, with blanks between.
std::string joined(const std::vector<net::Endpoint>& addresses);

}  // namespace cronmon
