// Bytes as text: base64, base64url and base32 (RFC 4648).
//
// Strict when it reads: one text for each row of bytes, so that a secret has one spelling only. A
// foreign character, a missing or surplus `=`, or bits behind the last byte that are not zero
// (3.5) are refused.
//
// Thread-safety: pure functions.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace cronmon {

// Section 4, padded; what HTTP Basic carries (RFC 7617).
std::string base64_encode(std::string_view bytes);
std::optional<std::string> base64_decode(std::string_view text);

// Section 5, without padding.
std::string base64url_encode(std::span<const std::uint8_t> bytes);
std::optional<std::string> base64url_decode(std::string_view text);

// Section 6, upper case, without padding.
std::string base32_encode(std::span<const std::uint8_t> bytes);
std::optional<std::string> base32_decode(std::string_view text);

}  // namespace cronmon
