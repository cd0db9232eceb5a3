// Passwords: what may be one, how it is kept, and whether somebody knows it.
//
// Kept as argon2id (RFC 9106) in the PHC's text form, `$argon2id$v=19$m=19456,t=2,p=1$salt$tag`. It
// carries its own parameters, so that they can be raised without asking anybody: at the next login
// an outdated hash is replaced. The hashes of the original cronmon verify too (access/werkzeug)
// and are outdated from the start.
//
// Thread-safety: may be called from any thread. Slow by design (tens of milliseconds, 19 MiB): for
// the worker pool, never for a thread that pings wait for.
#pragma once

#include "base/error.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace cronmon {

// The smallest memory that OWASP names first (Password Storage Cheat Sheet, "Argon2id": 19 MiB, 2
// passes, 1 lane); salt and tag as in RFC 9106, 4.
constexpr std::uint32_t argon2_memory_kib = 19456;
constexpr std::uint32_t argon2_passes = 2;
constexpr std::uint32_t argon2_lanes = 1;
constexpr std::size_t argon2_salt_bytes = 16;
constexpr std::size_t argon2_tag_bytes = 32;

constexpr std::size_t password_chars_min = 8;
constexpr std::size_t password_chars_max = 128;
constexpr std::size_t password_bytes_max = password_chars_max * 4;  // the longest UTF-8

// Answers what is wrong with a password that somebody wants to have, or nothing. Lengths are
// counted in characters. The sentence never shows the password.
std::optional<Error> check_password(std::string_view field, std::string_view password);

// With a fresh salt and the parameters above. Throws std::runtime_error if there is no memory.
std::string hash_password(std::string_view password);

// True if `password` gives `hash`: argon2id of version 19, or one of Werkzeug's. False for
// anything malformed, for a password above password_bytes_max, and for parameters that would keep
// us busy for long (more than 256 MiB, 16 passes or 8 lanes), which only a manipulated database
// has. Compares in constant time. Throws std::bad_alloc if there is no memory.
bool verify_password(std::string_view hash, std::string_view password);

// False for an argon2id hash with at least the parameters above.
bool is_outdated(std::string_view hash);

// A hash that no password is known to give. Who asks for an unknown user is verified against it,
// so that the answer takes as long as for a known one.
const std::string& nobodys_hash();

}  // namespace cronmon
