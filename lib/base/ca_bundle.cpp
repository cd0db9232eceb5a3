#include "base/ca_bundle.h"

#include <unistd.h>

namespace cronmon {

std::string find_ca_bundle() {
    constexpr const char* usual_paths[] = {
        "/etc/ssl/certs/ca-certificates.crt",                 // Debian, Ubuntu, Alpine, Arch
        "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",  // RHEL 7 and later, Fedora
        "/etc/pki/tls/certs/ca-bundle.crt",                   // older RHEL
        "/etc/ssl/ca-bundle.pem",                             // SUSE
        "/var/lib/ca-certificates/ca-bundle.pem",             // SUSE
        "/etc/ssl/cert.pem",                                  // Alpine, OpenBSD, FreeBSD
        "/usr/local/share/certs/ca-root-nss.crt",             // FreeBSD
        "/etc/openssl/certs/ca-certificates.crt",             // NetBSD
    };
    for (const char* path : usual_paths) {
        if (::access(path, R_OK) == 0) return path;
    }
    return {};
}

}  // namespace cronmon
