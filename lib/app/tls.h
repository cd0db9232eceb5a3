// The certificates of a running server: read at its start, and again when it is told to.
//
// One that has ended is used all the same, and the log says so: pings that do not look at it still
// come in, and a monitor that does not start tells nobody.
//
// Thread-safety: load() from one thread at a time; the rest from any.
#pragma once

#include "base/clock.h"
#include "base/error.h"
#include "net/tls_context.h"

#include <memory>
#include <optional>
#include <vector>

namespace cronmon {

class Tls {
public:
    // Without files: TLS is not spoken. After an error all is as it was before.
    std::optional<Error> load(const std::vector<net::CertificateFiles>& files, Instant now);

    std::shared_ptr<net::TlsContext> context() const { return credentials_.current(); }
    std::vector<net::CertificateView> certificates() const;

private:
    net::Credentials credentials_;
};

}  // namespace cronmon
