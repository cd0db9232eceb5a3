#include "http/setup_link.h"

#include "access/secret.h"

namespace cronmon {

std::string setup_link(const Services& services, std::string_view secret) {
    return ping_base(services) + "/#/setup/" + std::string(secret);
}

std::string digest_bytes(std::string_view secret) {
    const Digest digest = digest_of(secret);
    return std::string(digest.begin(), digest.end());
}

}  // namespace cronmon
