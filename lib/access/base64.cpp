#include "access/base64.h"

#include <array>

namespace cronmon {
namespace {

// The digits of an encoding, and how many bits each of them carries.
struct Alphabet {
    std::string_view digits;
    unsigned bits;
    std::array<std::int8_t, 256> values{};  // of each character, -1 if it is no digit

    constexpr Alphabet(std::string_view all, unsigned bits_each) : digits(all), bits(bits_each) {
        values.fill(-1);
        for (std::size_t i = 0; i < all.size(); ++i)
            values[static_cast<std::uint8_t>(all[i])] = static_cast<std::int8_t>(i);
    }
};

constexpr Alphabet base64("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/", 6);
constexpr Alphabet base64url("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_", 6);
constexpr Alphabet base32("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 5);

constexpr std::uint32_t low_bits(unsigned count) { return (1u << count) - 1; }

std::string encode(const Alphabet& alphabet, std::span<const std::uint8_t> bytes) {
    std::string text;
    std::uint32_t held = 0;
    unsigned held_bits = 0;
    for (const std::uint8_t byte : bytes) {
        held = held << 8 | byte;
        for (held_bits += 8; held_bits >= alphabet.bits;) {
            held_bits -= alphabet.bits;
            text += alphabet.digits[held >> held_bits & low_bits(alphabet.bits)];
        }
    }
    if (held_bits > 0)
        text += alphabet.digits[held << (alphabet.bits - held_bits) & low_bits(alphabet.bits)];
    return text;
}

std::optional<std::string> decode(const Alphabet& alphabet, std::string_view text) {
    std::string bytes;
    std::uint32_t held = 0;
    unsigned held_bits = 0;
    for (const char c : text) {
        const int value = alphabet.values[static_cast<std::uint8_t>(c)];
        if (value < 0) return std::nullopt;
        held = held << alphabet.bits | static_cast<std::uint32_t>(value);
        held_bits += alphabet.bits;
        if (held_bits < 8) continue;
        held_bits -= 8;
        bytes += static_cast<char>(held >> held_bits & low_bits(8));
    }
    // A whole digit that adds to no byte, or a last one that says more than it should.
    if (held_bits >= alphabet.bits || (held & low_bits(held_bits)) != 0) return std::nullopt;
    return bytes;
}

}  // namespace

std::string base64_encode(std::string_view bytes) {
    const auto* first = reinterpret_cast<const std::uint8_t*>(bytes.data());
    std::string text = encode(base64, {first, bytes.size()});
    return text.append((4 - text.size() % 4) % 4, '=');
}

std::optional<std::string> base64_decode(std::string_view text) {
    if (text.size() % 4 != 0) return std::nullopt;
    for (int padding = 0; padding < 2 && text.ends_with('='); ++padding) text.remove_suffix(1);
    return decode(base64, text);
}

std::string base64url_encode(std::span<const std::uint8_t> bytes) {
    return encode(base64url, bytes);
}

std::optional<std::string> base64url_decode(std::string_view text) {
    return decode(base64url, text);
}

std::string base32_encode(std::span<const std::uint8_t> bytes) { return encode(base32, bytes); }

std::optional<std::string> base32_decode(std::string_view text) { return decode(base32, text); }

}  // namespace cronmon
