// The keys with which programs ask the management API of Healthchecks: what they look like.
//
// Their clients refuse what has not 32 characters, and tell by the first four what a key is good
// for: hcw_ writes, hcr_ only reads.
//
// Thread-safety: may be called from any thread.
#pragma once

#include "store/rows.h"

#include <cstddef>
#include <string>

namespace cronmon {

constexpr std::size_t api_key_chars = 32;
constexpr std::size_t api_key_hint_chars = 8;  // what is kept of it: four of them are random

// 28 random characters of 62 kinds: 166 bits.
std::string fresh_api_key(CheckKey::May may);

}  // namespace cronmon
