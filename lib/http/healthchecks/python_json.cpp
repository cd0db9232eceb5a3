#include "http/healthchecks/python_json.h"

#include "base/utf8.h"

namespace cronmon {
namespace {

// The first code point of valid UTF-8, which is cut off.
char32_t take_character(std::string_view& text) {
    const auto lead = static_cast<unsigned char>(text.front());
    const std::size_t bytes = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    char32_t point = bytes == 1 ? lead : lead & (0xFFu >> (bytes + 1));
    for (std::size_t i = 1; i < bytes; ++i)
        point = point << 6 | (static_cast<unsigned char>(text[i]) & 0x3Fu);
    text.remove_prefix(bytes);
    return point;
}

void append_hex(std::string& out, std::uint32_t unit) {
    constexpr std::string_view digits = "0123456789abcdef";
    out += "\\u";
    for (int shift = 12; shift >= 0; shift -= 4) out += digits[unit >> shift & 0xF];
}

// As a pair of surrogates where one unit of UTF-16 is not enough (RFC 8259, 7).
void append_escaped(std::string& out, char32_t point) {
    constexpr std::string_view named = "\"\\\n\r\t\b\f";
    constexpr std::string_view letters = "\"\\nrtbf";
    const auto place = point < 0x80 ? named.find(static_cast<char>(point)) : named.npos;
    if (place != named.npos) {
        (out += '\\') += letters[place];
    } else if (point < 0x10000) {
        append_hex(out, point);
    } else {
        append_hex(out, 0xD800 + ((point - 0x10000) >> 10));
        append_hex(out, 0xDC00 + ((point - 0x10000) & 0x3FF));
    }
}

}  // namespace

std::string python_string(std::string_view text) {
    const std::string valid = utf8::repaired(text);
    std::string_view rest = valid;
    std::string out = "\"";
    while (!rest.empty()) {
        const char32_t point = take_character(rest);
        const bool plain = point >= ' ' && point <= '~' && point != '"' && point != '\\';
        if (plain) out += static_cast<char>(point);
        else append_escaped(out, point);
    }
    return out += '"';
}

std::string python_list(std::span<const std::string> items) {
    std::string out = "[";
    for (const std::string& item : items) out.append(out.size() > 1 ? ", " : "").append(item);
    return out += ']';
}

PythonObject& PythonObject::json(std::string_view name, std::string_view value) {
    text_.append(text_.size() > 1 ? ", " : "").append(python_string(name));
    text_.append(": ").append(value);
    return *this;
}

PythonObject& PythonObject::text(std::string_view name, std::string_view value) {
    return json(name, python_string(value));
}

PythonObject& PythonObject::text_or_null(std::string_view name,
                                         const std::optional<std::string>& value) {
    return json(name, value ? python_string(*value) : "null");
}

PythonObject& PythonObject::number(std::string_view name, std::int64_t value) {
    return json(name, std::to_string(value));
}

PythonObject& PythonObject::flag(std::string_view name, bool value) {
    return json(name, value ? "true" : "false");
}

std::string python_error(std::string_view sentence) {
    return PythonObject().text("error", sentence).done();
}

}  // namespace cronmon
