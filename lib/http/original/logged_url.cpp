#include "http/original/logged_url.h"

#include "base/utf8.h"
#include "http/ask.h"
#include "store/user_rows.h"

namespace cronmon {
namespace {

bool has(std::string_view characters, char c) {
    return characters.find(c) != std::string_view::npos;
}

bool is_letter_or_digit(char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

bool is_beyond_ascii(char c) { return static_cast<unsigned char>(c) >= 0x80; }

// What is decoded wherever it stands encoded, and what stays bare where it stands so.
bool is_plain(char c) { return is_letter_or_digit(c) || has("-._~$!'()*+,;", c); }
bool may_be_bare(char c) { return is_plain(c) || has(":&=%", c); }

void append_encoded(std::string& to, char c) {
    constexpr std::string_view hex = "0123456789ABCDEF";
    const auto byte = static_cast<unsigned char>(c);
    to.append({'%', hex[byte >> 4], hex[byte & 15]});
}

// Everything but bytes beyond ASCII, which stand as they are.
std::string half_decoded(std::string_view query) {
    std::string result;
    while (!query.empty()) {
        const auto three = query.substr(0, 3);
        const std::string byte = percent_decoded(three);
        if (three.size() == 3 && byte.size() == 1) {
            if (is_plain(byte[0]) || is_beyond_ascii(byte[0])) result += byte;
            else result += three;
            query.remove_prefix(3);
            continue;
        }
        if (may_be_bare(query[0]) || is_beyond_ascii(query[0])) result += query[0];
        else append_encoded(result, query[0]);
        query.remove_prefix(1);
    }
    return result;
}

}  // namespace

std::string readable_query(std::string_view query) {
    const std::string bytes = half_decoded(query);
    std::string_view rest = bytes;
    std::string result;
    while (!rest.empty()) {
        const auto point = utf8::first(rest, 1);
        if (utf8::length(point)) result += point;
        else append_encoded(result, point[0]);
        rest.remove_prefix(point.size());
    }
    return result;
}

std::string logged_url(std::string_view path, std::string_view query) {
    std::string url(path);
    if (!query.empty()) url.append("?").append(readable_query(query));
    return std::string(utf8::first_bytes(url, api_request_url_bytes_max));
}

}  // namespace cronmon
