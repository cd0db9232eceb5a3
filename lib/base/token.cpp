#include "base/token.h"

#include <sys/random.h>

#include <cerrno>
#include <system_error>
#include <vector>

namespace cronmon {
namespace {

constexpr char hex_digits[] = "0123456789abcdef";

// The value of a hexadecimal digit, or -1.
constexpr int hex_value(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

constexpr bool hyphen_at(std::size_t position) {
    return position == 8 || position == 13 || position == 18 || position == 23;
}

}  // namespace

void fill_random(std::span<std::uint8_t> bytes) {
    while (!bytes.empty()) {
        const ssize_t got = ::getrandom(bytes.data(), bytes.size(), 0);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) throw std::system_error(errno, std::generic_category(), "getrandom");
        bytes = bytes.subspan(static_cast<std::size_t>(got));
    }
}

std::string random_word(std::size_t chars) {
    constexpr char alphabet[] = "abcdefghijkmnpqrstuvwxyz23456789";  // none looks like another
    static_assert(sizeof alphabet == 32 + 1);
    std::vector<std::uint8_t> bytes(chars);
    fill_random(bytes);
    std::string word;
    for (const std::uint8_t byte : bytes) word += alphabet[byte & 31];
    return word;
}

Uuid Uuid::random() {
    Uuid uuid;
    fill_random(uuid.bytes);
    uuid.bytes[6] = static_cast<std::uint8_t>((uuid.bytes[6] & 0x0f) | 0x40);  // version 4
    uuid.bytes[8] = static_cast<std::uint8_t>((uuid.bytes[8] & 0x3f) | 0x80);  // RFC variant
    return uuid;
}

std::optional<Uuid> Uuid::parse(std::string_view text) {
    if (text.size() != text_bytes) return std::nullopt;
    Uuid uuid;
    std::size_t filled = 0;
    for (std::size_t i = 0; i < text.size();) {
        if (hyphen_at(i)) {
            if (text[i++] != '-') return std::nullopt;
            continue;
        }
        const int high = hex_value(text[i]);
        const int low = hex_value(text[i + 1]);
        if (high < 0 || low < 0) return std::nullopt;
        uuid.bytes[filled++] = static_cast<std::uint8_t>(high << 4 | low);
        i += 2;
    }
    return uuid;
}

std::string Uuid::text() const {
    std::string text;
    text.reserve(text_bytes);
    for (const std::uint8_t byte : bytes) {
        if (hyphen_at(text.size())) text += '-';
        text += hex_digits[byte >> 4];
        text += hex_digits[byte & 0x0f];
    }
    return text;
}

}  // namespace cronmon
