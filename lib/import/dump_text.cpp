#include "import/dump_text.h"

#include "base/quote.h"

#include <algorithm>

namespace cronmon {
namespace {

constexpr std::size_t found_bytes_max = 16;  // how much of what is wrong a sentence shows
constexpr std::size_t noted_bytes_max = 40;  // enough of a comment to know it
constexpr std::size_t delimiter_bytes_max = 16;

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\f'; }

bool is_control(char c) { return static_cast<unsigned char>(c) <= 0x20 || c == 0x7f; }

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// May stand in a name without quotes.
bool is_word(char c) {
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
           c == '$' || static_cast<unsigned char>(c) >= 0x80;
}

char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

int hex_digit(char c) {
    const char digit = upper(c);
    if (is_digit(digit)) return digit - '0';
    return digit >= 'A' && digit <= 'F' ? digit - 'A' + 10 : -1;
}

// What ends a stretch inside of quotes. There are no escapes in a name.
const ByteSet& stops_inside(char quote) {
    static const ByteSet text("'\\"), other_text("\"\\"), name("`");
    return quote == '\'' ? text : quote == '"' ? other_text : name;
}

}  // namespace

bool DumpText::at_end() {
    skip_blanks();
    return bytes_.at_end();
}

bool DumpText::take(char c) {
    skip_blanks();
    if (bytes_.at_end() || bytes_.peek() != c) return false;
    bytes_.skip();
    return true;
}

void DumpText::expect(char c) {
    if (!take(c)) fail(std::string("'") + c + "' is expected");
}

std::string DumpText::word() {
    skip_blanks();
    std::string found;
    unquoted(found);
    for (char& c : found) c = upper(c);
    return found;
}

std::string DumpText::identifier() {
    skip_blanks();
    std::string found;
    if (bytes_.peek() == '`' || bytes_.peek() == '"') quoted(found);
    else unquoted(found);
    if (found.empty()) fail("a name is expected");
    return found;
}

void DumpText::unquoted(std::string& into) {
    while (is_word(bytes_.peek())) keep(into);
}

void DumpText::value(DumpValue& into) {
    skip_blanks();
    into.text.clear();
    into.kind = DumpValue::Kind::text;
    const char c = bytes_.peek();
    if (c == '\'' || c == '"') return quoted(into.text);
    if (c == '0' && upper(bytes_.peek(1)) == 'X') {
        pass(2);
        return hexadecimal(into.text);
    }
    if (!is_digit(c) && c != '-' && c != '+' && c != '.') return special_value(into);
    into.kind = DumpValue::Kind::number;
    number(into.text);
}

// NULL, x'414243', or a text behind the name of its character set: _binary 'abc'.
void DumpText::special_value(DumpValue& into) {
    const std::string name = word();
    if (name == "NULL") {
        into.kind = DumpValue::Kind::null;
    } else if (name == "X" && bytes_.peek() == '\'') {
        bytes_.skip();
        hexadecimal(into.text);
        if (bytes_.peek() != '\'') fail("a hexadecimal digit is expected");
        bytes_.skip();
    } else if (name.starts_with('_')) {
        skip_blanks();
        if (bytes_.peek() != '\'' && bytes_.peek() != '"') fail("a text is expected");
        quoted(into.text);
    } else {
        fail(name.empty() ? "a value is expected" : quote(name) + " is no value; one is expected");
    }
}

void DumpText::quoted(std::string& into) {
    const std::int64_t begin = bytes_.line();
    const char quote = bytes_.peek();
    const ByteSet& stops = stops_inside(quote);
    bytes_.skip();
    for (;;) {
        append(into, bytes_.stretch(stops));
        if (bytes_.at_end())
            throw DumpError(begin, "the text that begins here never ends: the dump is cut off");
        if (bytes_.peek() == '\\' && quote != '`') {
            escape(into);
        } else if (bytes_.peek() == quote) {
            bytes_.skip();
            if (bytes_.peek() != quote) return;
            keep(into);  // a doubled one
        }
    }
}

// MySQL 8.4 Reference Manual, table 11.1. `\%` and `\_` stay as they are.
void DumpText::escape(std::string& into) {
    constexpr std::string_view written = "0bnrtZ";
    constexpr std::string_view meant{"\0\b\n\r\t\x1a", 6};
    bytes_.skip();
    if (bytes_.at_end()) fail_cut_off();
    const char c = bytes_.peek();
    const std::size_t which = written.find(c);
    if (c == '%' || c == '_') append(into, "\\");
    append(into, {which == written.npos ? &c : &meant[which], 1});
    bytes_.skip();
}

void DumpText::number(std::string& into) {
    while (is_word(bytes_.peek()) || bytes_.peek() == '-' || bytes_.peek() == '+' ||
           bytes_.peek() == '.')
        keep(into);
}

void DumpText::hexadecimal(std::string& into) {
    do {
        const int high = hex_digit(bytes_.peek()), low = hex_digit(bytes_.peek(1));
        if (high < 0 || low < 0) fail("two hexadecimal digits are expected");
        const char byte = static_cast<char>(high * 16 + low);
        append(into, {&byte, 1});
        pass(2);
    } while (is_word(bytes_.peek()));
}

void DumpText::keep(std::string& into) {
    const char c = bytes_.peek();
    append(into, {&c, 1});
    bytes_.skip();
}

void DumpText::append(std::string& into, std::string_view more) {
    if (into.size() + more.size() > dump_value_bytes_max)
        throw DumpError(bytes_.line(),
                        "a value has more than " + std::to_string(dump_value_bytes_max) + " bytes");
    into.append(more);
}

bool DumpText::take_delimiter() {
    skip_blanks();
    if (!at_delimiter()) return false;
    pass(delimiter_.size());
    return true;
}

void DumpText::expect_delimiter() {
    if (!take_delimiter()) fail("'" + delimiter_ + "' is expected");
}

bool DumpText::at_delimiter() {
    for (std::size_t i = 0; i < delimiter_.size(); ++i)
        if (bytes_.peek(i) != delimiter_[i]) return false;
    return true;
}

void DumpText::skip_statement() {
    const ByteSet stops("'\"`#-/" + delimiter_.substr(0, 1));
    while (!at_delimiter()) skip_part(stops);
    pass(delimiter_.size());
}

void DumpText::skip_item() {
    static const ByteSet stops("'\"`#-/(),");
    for (int depth = 0;;) {
        const char c = bytes_.peek();
        if (depth == 0 && (c == ',' || c == ')')) return;
        depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        skip_part(stops);
    }
}

// A stretch, a text in quotes, a comment, or one other byte.
void DumpText::skip_part(const ByteSet& stops) {
    if (bytes_.at_end()) fail_cut_off();
    if (!bytes_.stretch(stops).empty()) return;
    const char c = bytes_.peek();
    if (c == '\'' || c == '"' || c == '`') skip_quoted();
    else if (!take_comment()) bytes_.skip();
}

void DumpText::skip_quoted() {
    const std::int64_t begin = bytes_.line();
    const char quote = bytes_.peek();
    bytes_.skip();
    for (;;) {
        while (!bytes_.stretch(stops_inside(quote)).empty()) {
        }
        if (bytes_.at_end())
            throw DumpError(begin, "the text that begins here never ends: the dump is cut off");
        const char c = bytes_.peek();
        bytes_.skip();
        if (c == quote) return;  // a doubled quote begins the next text, which is as well
        if (!bytes_.at_end()) bytes_.skip();
    }
}

void DumpText::skip_blanks() {
    for (;;) {
        while (is_blank(bytes_.peek())) bytes_.skip();
        if (!take_comment()) return;
    }
}

bool DumpText::take_comment() {
    const char c = bytes_.peek();
    if (c == '#' || (c == '-' && bytes_.peek(1) == '-' && is_control(bytes_.peek(2)))) {
        skip_line();
        return true;
    }
    if (c != '/' || bytes_.peek(1) != '*') return false;
    skip_block_comment();
    return true;
}

void DumpText::skip_line() {
    static const ByteSet line_end("\n");
    std::string start;
    while (!bytes_.at_end() && bytes_.peek() != '\n') {
        const std::string_view part = bytes_.stretch(line_end);
        start.append(part.substr(0, noted_bytes_max - std::min(noted_bytes_max, start.size())));
    }
    note(start);
}

void DumpText::note(std::string_view comment) {
    const bool head =
        comment.starts_with("-- MySQL dump ") || comment.starts_with("-- MariaDB dump ");
    if (head) saw_end_ = false;  // the dump before it was whole; of this one we do not know yet
    saw_head_ = saw_head_ || head;
    saw_end_ = saw_end_ || comment.starts_with("-- Dump completed");
}

void DumpText::skip_block_comment() {
    static const ByteSet star("*");
    const std::int64_t begin = bytes_.line();
    pass(2);
    while (bytes_.peek() != '*' || bytes_.peek(1) != '/') {
        if (bytes_.at_end())
            throw DumpError(begin, "the comment that begins here never ends: the dump is cut off");
        if (bytes_.stretch(star).empty()) bytes_.skip();
    }
    pass(2);
}

void DumpText::read_delimiter() {
    while (bytes_.peek() == ' ' || bytes_.peek() == '\t') bytes_.skip();
    std::string found;
    for (; !is_control(bytes_.peek()); bytes_.skip()) {
        found += bytes_.peek();
        if (found.size() > delimiter_bytes_max) fail("this delimiter is too long");
    }
    if (found.empty()) fail("a delimiter is expected");
    delimiter_ = found;
}

void DumpText::begin_statement() { statement_line_ = line(); }

std::int64_t DumpText::line() {
    skip_blanks();
    return bytes_.line();
}

void DumpText::pass(std::size_t bytes) {
    for (; bytes > 0; --bytes) bytes_.skip();
}

void DumpText::fail(const std::string& what) {
    while (is_blank(bytes_.peek())) bytes_.skip();
    if (bytes_.at_end()) fail_cut_off();
    std::string found;
    for (std::size_t i = 0; i < found_bytes_max && bytes_.peek(i) != '\0'; ++i)
        found += bytes_.peek(i);
    throw DumpError(bytes_.line(), what + ", found " + quote(found));
}

void DumpText::fail_cut_off() {
    throw DumpError(statement_line_,
                    "the statement that begins here never ends: the dump is cut off");
}

}  // namespace cronmon
