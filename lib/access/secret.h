// Secrets that nobody thinks up: for sessions, API tokens and set-up links.
//
// 256 random bits need no slow hash and no salt: what is stored is their SHA-256, and whoever
// reads the database learns nothing that opens a door. A secret is looked up by its digest, so
// that the time of a comparison tells nothing about the secret either.
//
// Thread-safety: may be called from any thread.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace cronmon {

constexpr std::size_t secret_bytes = 32;
constexpr std::size_t secret_chars = 43;
constexpr std::size_t generated_password_chars = 16;  // of 57 kinds: 93 bits

// What an API token begins with, so that those who scan for leaked secrets recognise it.
constexpr std::string_view token_prefix = "cronmon_";

// 32 random bytes as base64url.
std::string fresh_secret();

// A secret behind token_prefix.
std::string fresh_token();

// A first password for somebody: letters and digits that are not taken for each other.
std::string generate_password();

// Each character is drawn from `alphabet` with the same probability. At most 256 of them.
std::string random_text(std::string_view alphabet, std::size_t chars);

using Digest = std::array<std::uint8_t, 32>;

// SHA-256 (FIPS 180-4) of the whole text, prefix and all.
Digest digest_of(std::string_view secret);

// Takes as long for a wrong text as for the right one. That lengths differ is no secret.
bool same_secret(std::string_view a, std::string_view b);

}  // namespace cronmon
