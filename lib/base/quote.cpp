#include "base/quote.h"

#include "base/utf8.h"

namespace cronmon {
namespace {

bool is_ascii_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }

// U+0080 to U+009F: two bytes in UTF-8, commands to some terminals.
bool is_c1_control(std::string_view text) {
    return text.starts_with('\xC2') && text.size() > 1 &&
           static_cast<unsigned char>(text[1]) < 0xA0;
}

}  // namespace

std::string quote(std::string_view value) {
    const std::string_view front = utf8::first_bytes(value, quote_bytes_max);
    const std::string text = utf8::repaired(front);
    std::string shown = "'";
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool c1 = is_c1_control(std::string_view(text).substr(i));
        shown += c1 || is_ascii_control(text[i]) ? '?' : text[i];
        if (c1) ++i;
    }
    return shown + (front.size() < value.size() ? "...'" : "'");
}

}  // namespace cronmon
