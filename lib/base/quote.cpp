#include "base/quote.h"

namespace cronmon {
namespace {

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

// How many bytes the well-formed character at the front has (RFC 3629); 0 when there is none.
std::size_t character_bytes(std::string_view text) {
    const auto lead = static_cast<unsigned char>(text[0]);
    if (lead < 0x80) return lead >= 0x20 && lead != 0x7F ? 1 : 0;
    const std::size_t bytes = lead < 0xC2   ? 0
                              : lead < 0xE0 ? 2
                              : lead < 0xF0 ? 3
                              : lead < 0xF5 ? 4
                                            : 0;
    if (bytes == 0 || text.size() < bytes) return 0;
    for (std::size_t i = 1; i < bytes; ++i) {
        if (!is_continuation(text[i])) return 0;
    }
    const auto second = static_cast<unsigned char>(text[1]);
    const bool overlong = (lead == 0xE0 && second < 0xA0) || (lead == 0xF0 && second < 0x90);
    const bool outside = (lead == 0xED && second > 0x9F) || (lead == 0xF4 && second > 0x8F);
    const bool control = lead == 0xC2 && second < 0xA0;
    return overlong || outside || control ? 0 : bytes;
}

}  // namespace

std::string quote(std::string_view value) {
    std::string shown = "'";
    while (!value.empty()) {
        const std::size_t bytes = character_bytes(value);
        if (shown.size() + bytes > quote_bytes_max) {
            shown += "...";
            break;
        }
        shown += bytes == 0 ? std::string_view("?") : value.substr(0, bytes);
        value.remove_prefix(bytes == 0 ? 1 : bytes);
    }
    return shown += '\'';
}

}  // namespace cronmon
