#include "alert/mime_encoding.h"

#include <algorithm>
#include <cstdint>

namespace cronmon {
namespace {

constexpr std::size_t columns_max = 76;
constexpr std::string_view line_end = "\r\n";
constexpr std::size_t readable_share = 6;  // one byte in six may be escaped; three for one

bool is_ascii_line(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return c == '\t' || (c >= ' ' && c <= '~'); });
}

// Takes the next line, without its end, off the front.
std::string_view take_line(std::string_view& text) {
    const auto end = text.find('\n');
    auto line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (line.ends_with('\r')) line.remove_suffix(1);
    return line;
}

// A line that no relay has a reason to change (`From ` would become `>From `).
bool can_stay_plain(std::string_view line) {
    return is_ascii_line(line) && line.size() <= columns_max && !line.ends_with(' ') &&
           !line.ends_with('\t') && line.find("=_") == std::string_view::npos &&
           !line.starts_with("From ");
}

bool can_stay_plain_throughout(std::string_view text) {
    while (!text.empty()) {
        if (!can_stay_plain(take_line(text))) return false;
    }
    return true;
}

bool must_be_escaped(std::string_view line, std::size_t i) {
    const char c = line[i];
    if (c == ' ' || c == '\t') return i + 1 == line.size();
    return c <= ' ' || c > '~' || c == '=' || (i == 0 && (c == '.' || c == 'F'));
}

// `c` as itself or as `=C3`.
std::string quoted_character(std::string_view line, std::size_t i) {
    constexpr char hex[] = "0123456789ABCDEF";
    if (!must_be_escaped(line, i)) return std::string(1, line[i]);
    const auto byte = static_cast<std::uint8_t>(line[i]);
    return {'=', hex[byte >> 4], hex[byte & 15]};
}

// A line too long is broken by `=` at its end; the break is not part of the text.
void append_quoted_printable(std::string& out, std::string_view line) {
    std::size_t column = 0;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const std::string shown = quoted_character(line, i);
        const std::size_t room = i + 1 == line.size() ? columns_max : columns_max - 1;
        if (column + shown.size() > room) {
            out.append("=").append(line_end);
            column = 0;
        }
        out += shown;
        column += shown.size();
    }
    out += line_end;
}

template <class Append>
std::string map_lines(std::string_view text, Append append) {
    std::string out;
    while (!text.empty()) append(out, take_line(text));
    return out;
}

std::string with_crlf(std::string_view text) {
    return map_lines(
        text, [](std::string& out, std::string_view line) { out.append(line).append(line_end); });
}

std::string base64_lines(std::string_view bytes) {
    std::string out;
    for (constexpr std::size_t step = columns_max / 4 * 3; !bytes.empty();) {
        const auto piece = bytes.substr(0, step);
        out.append(base64(piece)).append(line_end);
        bytes.remove_prefix(piece.size());
    }
    return out;
}

}  // namespace

std::string base64(std::string_view bytes) {
    constexpr char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    for (; !bytes.empty(); bytes.remove_prefix(std::min<std::size_t>(3, bytes.size()))) {
        std::uint32_t group = 0;
        for (std::size_t i = 0; i < 3; ++i)
            group = group << 8 | (i < bytes.size() ? static_cast<std::uint8_t>(bytes[i]) : 0u);
        for (std::size_t i = 0; i < 4; ++i)
            out += i <= bytes.size() ? digits[group >> (18 - 6 * i) & 63] : '=';
    }
    return out;
}

EncodedText encode_text(std::string_view text) {
    if (can_stay_plain_throughout(text)) return {"7bit", with_crlf(text)};
    const auto escaped = static_cast<std::size_t>(
        std::ranges::count_if(text, [](char c) { return static_cast<std::uint8_t>(c) > 0x7E; }));
    if (escaped > text.size() / readable_share) return {"base64", base64_lines(with_crlf(text))};
    return {"quoted-printable", map_lines(text, append_quoted_printable)};
}

}  // namespace cronmon
