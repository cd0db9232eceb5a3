#include "alert/mime.h"

#include "alert/mime_encoding.h"
#include "alert/one_line.h"
#include "base/utf8.h"

#include <algorithm>
#include <cstdio>

namespace cronmon {
namespace {

constexpr std::size_t header_columns_max = 78;     // RFC 5322, 2.1.1
constexpr std::size_t word_line_columns_max = 76;  // a line that holds an encoded word: RFC 2047, 2
constexpr std::size_t word_bytes_max = 75;         // an encoded word itself
constexpr std::string_view word_begin = "=?utf-8?B?";
constexpr std::string_view word_end = "?=";
constexpr std::string_view line_end = "\r\n";

// No encoded text contains it: quoted-printable writes `=3D`, base64 has no `_`, and a plain part
// with `=_` in it is not left plain.
constexpr std::string_view boundary = "=_cronmon_parts";

bool is_printable_ascii(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return c >= ' ' && c <= '~'; });
}

bool can_stand_as_is(std::string_view text, std::size_t column) {
    return is_printable_ascii(text) && column + text.size() <= header_columns_max &&
           text.find("=?") == std::string_view::npos && !text.starts_with(' ') &&
           !text.ends_with(' ');
}

// How many bytes one encoded word may hold that begins at `column`.
std::size_t word_room(std::size_t column) {
    const std::size_t left = word_line_columns_max - std::min(column, word_line_columns_max);
    const std::size_t frame = word_begin.size() + word_end.size();
    const std::size_t digits = std::min(left, word_bytes_max) - std::min(left, frame);
    return std::max<std::size_t>(digits / 4 * 3, 6);
}

std::string encoded_words(std::string_view text, std::size_t column) {
    std::string words;
    while (!text.empty()) {
        const auto piece = utf8::first_bytes(text, word_room(column));
        text.remove_prefix(piece.size());
        words.append(word_begin).append(base64(piece)).append(word_end);
        if (!text.empty()) words += "\r\n ";
        column = 1;
    }
    return words;
}

void add_header(std::string& out, std::string_view name, std::string_view value) {
    out.append(name).append(": ").append(value).append(line_end);
}

// A value of our own making or an address; line ends cannot be in it, and if they were, they would
// be blanks.
void add_token(std::string& out, std::string_view name, std::string_view value) {
    add_header(out, name, one_line(value));
}

bool is_atoms(std::string_view name) {  // RFC 5322, 3.2.3: may stand before <address> unquoted
    return std::ranges::all_of(name, [](char c) {
        const bool alphanumeric =
            (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
        return alphanumeric ||
               std::string_view(" !#$%&'*+-/=?^_`{|}~").find(c) != std::string_view::npos;
    });
}

std::string from_text(const Mailbox& from) {
    const std::string name = one_line(from.name);
    std::string address = one_line(from.address);
    if (name.empty()) return address;
    const std::size_t column = std::string_view("From: ").size();
    const std::string shown =
        is_atoms(name) ? header_text(name, column) : encoded_words(name, column);
    const auto line = shown.rfind('\n');
    const std::size_t used =
        line == std::string::npos ? column + shown.size() : shown.size() - line;
    const bool fits = used + address.size() + 3 <= header_columns_max;
    return shown + (fits ? " <" : "\r\n <") + address + ">";
}

void add_part(std::string& out, std::string_view type, std::string_view text) {
    const EncodedText encoded = encode_text(text);
    add_header(out, "Content-Type", std::string(type) + "; charset=\"utf-8\"");
    add_header(out, "Content-Transfer-Encoding", encoded.name);
    out.append(line_end).append(encoded.body);
}

void add_alternatives(std::string& out, const Letter& letter) {
    const std::string separator = "--" + std::string(boundary);
    add_header(out, "Content-Type",
               "multipart/alternative; boundary=\"" + std::string(boundary) + "\"");
    out.append(line_end);
    out.append(separator).append(line_end);
    add_part(out, "text/plain", letter.text);
    out.append(line_end).append(separator).append(line_end);
    add_part(out, "text/html", letter.html);
    out.append(line_end).append(separator).append("--").append(line_end);
}

}  // namespace

std::string header_text(std::string_view text, std::size_t column) {
    const std::string line = one_line(text);
    return can_stand_as_is(line, column) ? line : encoded_words(line, column);
}

std::string mail_date(Instant at) {
    namespace chrono = std::chrono;
    constexpr const char* days[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr const char* months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const auto day = chrono::floor<chrono::days>(at);
    const chrono::year_month_day date{day};
    const chrono::hh_mm_ss time{chrono::floor<chrono::seconds>(at - day)};
    char text[64];
    std::snprintf(text, sizeof text, "%s, %u %s %d %02d:%02d:%02d +0000",
                  days[chrono::weekday{day}.c_encoding()], static_cast<unsigned>(date.day()),
                  months[static_cast<unsigned>(date.month()) - 1], static_cast<int>(date.year()),
                  static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
                  static_cast<int>(time.seconds().count()));
    return text;
}

std::string render_mime(const Letter& letter) {
    std::string out;
    add_token(out, "Date", mail_date(letter.date));
    add_header(out, "From", from_text(letter.from));
    add_token(out, "To", letter.to);
    add_header(out, "Subject", header_text(letter.subject, std::string_view("Subject: ").size()));
    add_token(out, "Message-ID", letter.message_id);
    if (!letter.in_reply_to.empty()) {
        add_token(out, "In-Reply-To", letter.in_reply_to);
        add_token(out, "References", letter.in_reply_to);
    }
    add_token(out, "Auto-Submitted", "auto-generated");  // RFC 3834
    add_token(out, "MIME-Version", "1.0");
    if (letter.html.empty()) add_part(out, "text/plain", letter.text);
    else add_alternatives(out, letter);
    return out;
}

}  // namespace cronmon
