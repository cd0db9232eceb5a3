#include "import/mojibake.h"

#include "base/utf8.h"

#include <algorithm>

namespace cronmon {
namespace {

bool is_ascii(char c) { return static_cast<unsigned char>(c) < 0x80; }

// Each character as the byte it was taken for; nothing if one is beyond latin-1.
std::optional<std::string> latin1_bytes(std::string_view text) {
    std::string bytes;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto lead = static_cast<unsigned char>(text[i]);
        if (lead < 0x80) {
            bytes += text[i];
        } else if (lead == 0xc2 || lead == 0xc3) {  // U+0080 to U+00FF
            const auto low = static_cast<unsigned char>(text[++i]);
            bytes += static_cast<char>((lead & 0x03U) << 6 | (low & 0x3fU));
        } else {
            return std::nullopt;
        }
    }
    return bytes;
}

// Without the bytes of a last character that lacks some: a lead byte and up to two others.
std::string_view without_half(std::string_view bytes) {
    for (std::size_t half = 1; half <= 3 && half <= bytes.size(); ++half) {
        const auto c = static_cast<unsigned char>(bytes[bytes.size() - half]);
        if (c >= 0xc2 && c <= 0xf4) return bytes.substr(0, bytes.size() - half);
        if (c < 0x80) break;
    }
    return bytes;
}

}  // namespace

std::optional<std::string> unspoilt(std::string_view text) {
    if (std::ranges::all_of(text, is_ascii)) return std::nullopt;
    auto bytes = latin1_bytes(text);
    if (!bytes) return std::nullopt;
    if (!utf8::length(*bytes) && bytes->size() == original_column_chars)
        *bytes = std::string(without_half(*bytes));
    if (!utf8::length(*bytes) || std::ranges::all_of(*bytes, is_ascii)) return std::nullopt;
    return bytes;
}

}  // namespace cronmon
