#include "access/secret.h"

#include "access/base64.h"
#include "base/error.h"
#include "base/token.h"

#include <openssl/crypto.h>
#include <openssl/sha.h>

namespace cronmon {
namespace {

// Without 0 and O, 1 and l and I.
constexpr std::string_view clear_characters =
    "abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

}  // namespace

std::string fresh_secret() {
    std::array<std::uint8_t, secret_bytes> bytes{};
    fill_random(bytes);
    return base64url_encode(bytes);
}

std::string fresh_token() { return std::string(token_prefix) + fresh_secret(); }

std::string generate_password() { return random_text(clear_characters, generated_password_chars); }

std::string random_text(std::string_view alphabet, std::size_t chars) {
    CHECK(!alphabet.empty() && alphabet.size() <= 256);
    // What is left of the 256 values above whole rounds of the alphabet would favour its start.
    const std::size_t fair = 256 - 256 % alphabet.size();
    std::string text;
    while (text.size() < chars) {
        std::array<std::uint8_t, 32> bytes{};
        fill_random(bytes);
        for (const std::uint8_t byte : bytes)
            if (byte < fair && text.size() < chars) text += alphabet[byte % alphabet.size()];
    }
    return text;
}

Digest digest_of(std::string_view secret) {
    Digest digest{};
    const auto* bytes = reinterpret_cast<const unsigned char*>(secret.data());
    CHECK(SHA256(bytes, secret.size(), digest.data()) != nullptr);
    return digest;
}

bool same_secret(std::string_view a, std::string_view b) {
    return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace cronmon
