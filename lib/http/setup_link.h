// The link with which somebody chooses their first password.
//
// Thread-safety: pure functions.
#pragma once

#include "http/services.h"

#include <string>
#include <string_view>

namespace cronmon {

// The secret stands behind the `#`: a browser keeps that to itself, and no log on the way sees it.
std::string setup_link(const Services& services, std::string_view secret);

// Its digest as it is stored.
std::string digest_bytes(std::string_view secret);

}  // namespace cronmon
