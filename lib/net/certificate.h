// A certificate and its key: read from files with sentences an operator can act on.
//
// Thread-safety: values and functions without state of their own.
#pragma once

#include "base/clock.h"
#include "base/error.h"

#include <openssl/types.h>

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace cronmon::net {

// PEM: the certificate with those that lead to its issuer behind it, and its key.
struct CertificateFiles {
    std::string certificate;
    std::string key;
};

// From here on an end is worth a warning.
constexpr std::chrono::days certificate_ends_soon{21};

// A certificate as an operator wants to know it.
struct CertificateView {
    std::string file;
    std::vector<std::string> names;  // hosts and addresses that it is good for
    Instant from, until;

    bool has_ended(Instant now) const { return until <= now; }
    bool ends_soon(Instant now) const { return until < now + certificate_ends_soon; }
};

// Puts both into the context. The error names the option (tls-cert, tls-key), the file and what is
// wrong with it; nothing of a key is ever in it.
std::optional<Error> use_certificate(SSL_CTX* context, const CertificateFiles& files);

// What the context uses.
CertificateView view_of(const SSL_CTX* context, const std::string& file);

}  // namespace cronmon::net
