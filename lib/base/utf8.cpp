#include "base/utf8.h"

#include <array>
#include <cstdint>

namespace cronmon::utf8 {
namespace {

struct CodePoint {
    char32_t value;
    std::size_t bytes;  // 0: what stands there is not UTF-8
};

constexpr CodePoint invalid{0, 0};

CodePoint decode(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char lead = byte(0);
    if (lead < 0x80) return {lead, 1};
    const std::size_t bytes = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
    if (lead < 0xc2 || lead > 0xf4 || text.size() < bytes) return invalid;
    char32_t value = lead & (0xffu >> (bytes + 1));
    for (std::size_t i = 1; i < bytes; ++i) {
        if ((byte(i) & 0xc0) != 0x80) return invalid;
        value = value << 6 | (byte(i) & 0x3fu);
    }
    constexpr std::array<char32_t, 5> least{0, 0, 0x80, 0x800, 0x10000};
    const bool surrogate = value >= 0xd800 && value <= 0xdfff;
    if (value < least[bytes] || surrogate || value > 0x10ffff) return invalid;
    return {value, bytes};
}

bool is_combining(char32_t c) {
    return (c >= 0x300 && c <= 0x36f) || c == 0x200b || c == 0x200d || (c >= 0xfe00 && c <= 0xfe0f);
}

// The blocks that East Asian terminals draw in two columns (Unicode Annex 11, classes W and F).
bool is_wide(char32_t c) {
    return (c >= 0x1100 && c <= 0x115f) || (c >= 0x2e80 && c <= 0x303e) ||
           (c >= 0x3041 && c <= 0xa4cf) || (c >= 0xac00 && c <= 0xd7a3) ||
           (c >= 0xf900 && c <= 0xfaff) || (c >= 0xfe30 && c <= 0xfe6f) ||
           (c >= 0xff00 && c <= 0xff60) || (c >= 0xffe0 && c <= 0xffe6) ||
           (c >= 0x1f300 && c <= 0x1faff) || (c >= 0x20000 && c <= 0x3fffd);
}

}  // namespace

std::optional<std::size_t> length(std::string_view text) {
    std::size_t chars = 0;
    for (; !text.empty(); ++chars) {
        const CodePoint point = decode(text);
        if (point.bytes == 0) return std::nullopt;
        text.remove_prefix(point.bytes);
    }
    return chars;
}

bool has_control(std::string_view text) {
    while (!text.empty()) {
        const CodePoint point = decode(text);
        if (point.bytes != 0 && (point.value < 0x20 || (point.value >= 0x7f && point.value < 0xa0)))
            return true;
        text.remove_prefix(point.bytes == 0 ? 1 : point.bytes);
    }
    return false;
}

std::string_view first(std::string_view text, std::size_t chars) {
    std::size_t bytes = 0;
    while (chars-- > 0 && bytes < text.size()) {
        const CodePoint point = decode(text.substr(bytes));
        bytes += point.bytes == 0 ? 1 : point.bytes;
    }
    return text.substr(0, bytes);
}

std::string_view first_bytes(std::string_view text, std::size_t bytes) {
    if (text.size() <= bytes) return text;
    while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xc0) == 0x80) --bytes;
    return text.substr(0, bytes);
}

std::string repaired(std::string_view text) {
    std::string sound;
    sound.reserve(text.size());
    while (!text.empty()) {
        const CodePoint point = decode(text);
        if (point.bytes == 0) sound += "\xef\xbf\xbd";
        else sound += text.substr(0, point.bytes);
        text.remove_prefix(point.bytes == 0 ? 1 : point.bytes);
    }
    return sound;
}

std::size_t columns(std::string_view text) {
    std::size_t total = 0;
    while (!text.empty()) {
        const CodePoint point = decode(text);
        if (point.bytes == 0) ++total;
        else if (!is_combining(point.value)) total += is_wide(point.value) ? 2 : 1;
        text.remove_prefix(point.bytes == 0 ? 1 : point.bytes);
    }
    return total;
}

}  // namespace cronmon::utf8
