// In which of the forms that there are a client wants a body (RFC 9110, 12.5.3).
//
// Thread-safety: pure functions.
#pragma once

#include <cstdint>
#include <string_view>

namespace cronmon {

enum class Coding : std::uint8_t { identity, gzip, brotli };

// As Content-Encoding names it: `br`, `gzip`, or empty.
std::string_view word(Coding coding);

// Whether there is a brotli form beside the two that there always are.
enum class Brotli : bool { none, there };

// What the client likes best, and of two that it likes equally the smaller. A client that says
// nothing, or takes nothing that there is, gets the bytes as they are.
Coding best_coding(std::string_view accept_encoding, Brotli brotli);

}  // namespace cronmon
