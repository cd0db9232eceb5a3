// Back from gzip (RFC 1952), for clients that take nothing else.
//
// Thread-safety: a pure function.
#pragma once

#include <string>
#include <string_view>

namespace cronmon {

// Precondition: it was compressed by our own build, as one member.
std::string inflate_gzip(std::string_view compressed);

}  // namespace cronmon
