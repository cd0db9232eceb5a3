#include "access/werkzeug.h"

#include "access/hash_reader.h"

#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>

#include <array>
#include <charconv>
#include <cstdint>
#include <optional>

namespace cronmon {
namespace {

constexpr std::uint32_t iterations_max = 3'000'000;  // Werkzeug 3.1 has 1,000,000
constexpr std::uint64_t scrypt_bytes_max = 256u << 20;
constexpr std::size_t salt_chars_max = 1024;
constexpr std::size_t pbkdf2_key_bytes = 32;  // of SHA-256
constexpr std::size_t scrypt_key_bytes = 64;

template <std::size_t Bytes>
using Key = std::array<std::uint8_t, Bytes>;

template <std::size_t Bytes>
std::optional<Key<Bytes>> parse_key(std::string_view hex) {
    Key<Bytes> key{};
    if (hex.size() != 2 * Bytes) return std::nullopt;
    for (std::size_t i = 0; i < Bytes; ++i) {
        const char* pair = hex.data() + 2 * i;
        if (std::from_chars(pair, pair + 2, key[i], 16).ptr != pair + 2) return std::nullopt;
    }
    return key;
}

// The second half, `salt$key`, is the same in both.
template <std::size_t Bytes, class Derive>
bool verify_key(HashReader& reader, Derive derive) {
    reader.skip("$");
    const auto salt = reader.part();
    const auto expected = parse_key<Bytes>(reader.rest());
    if (!reader || salt.empty() || salt.size() > salt_chars_max || !expected) return false;
    Key<Bytes> key{};
    return derive(salt, key) && CRYPTO_memcmp(key.data(), expected->data(), Bytes) == 0;
}

bool verify_pbkdf2(HashReader reader, std::string_view password) {
    reader.skip("pbkdf2:sha256:");
    const std::uint32_t iterations = reader.number();
    if (!reader || iterations == 0 || iterations > iterations_max) return false;
    return verify_key<pbkdf2_key_bytes>(reader, [&](auto salt, auto& key) {
        return PKCS5_PBKDF2_HMAC(password.data(), static_cast<int>(password.size()),
                                 reinterpret_cast<const unsigned char*>(salt.data()),
                                 static_cast<int>(salt.size()), static_cast<int>(iterations),
                                 EVP_sha256(), static_cast<int>(key.size()), key.data()) == 1;
    });
}

// The numbers n, r and p of scrypt (RFC 7914, 2).
struct ScryptCost {
    std::uint64_t blocks;
    std::uint64_t block_size;
    std::uint64_t lanes;
};

// What Werkzeug allows scrypt to use, in bytes, and with it the time; nothing if it is too much.
std::optional<std::uint64_t> memory_of(const ScryptCost& cost) {
    std::uint64_t bytes = 132;
    for (const std::uint64_t factor : {cost.blocks, cost.block_size, cost.lanes}) {
        if (factor == 0 || factor > scrypt_bytes_max / bytes) return std::nullopt;
        bytes *= factor;
    }
    return bytes;
}

// OpenSSL itself refuses numbers that are no scrypt, and says so in the thread's error queue, where
// the next TLS call would take it for its own.
bool derive_scrypt(std::string_view password, std::string_view salt, const ScryptCost& cost,
                   std::uint64_t bytes_max, Key<scrypt_key_bytes>& key) {
    ERR_set_mark();
    const bool done = EVP_PBE_scrypt(password.data(), password.size(),
                                     reinterpret_cast<const unsigned char*>(salt.data()),
                                     salt.size(), cost.blocks, cost.block_size, cost.lanes,
                                     bytes_max, key.data(), key.size()) == 1;
    ERR_pop_to_mark();
    return done;
}

bool verify_scrypt(HashReader reader, std::string_view password) {
    ScryptCost cost{};
    reader.skip("scrypt:");
    cost.blocks = reader.number();
    reader.skip(":");
    cost.block_size = reader.number();
    reader.skip(":");
    cost.lanes = reader.number();
    const auto bytes_max = memory_of(cost);
    if (!reader || !bytes_max) return false;
    return verify_key<scrypt_key_bytes>(reader, [&](auto salt, auto& key) {
        return derive_scrypt(password, salt, cost, *bytes_max, key);
    });
}

}  // namespace

bool verify_werkzeug(std::string_view hash, std::string_view password) {
    const HashReader reader(hash);
    return verify_pbkdf2(reader, password) || verify_scrypt(reader, password);
}

}  // namespace cronmon
