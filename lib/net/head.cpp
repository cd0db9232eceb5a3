#include "net/head.h"

#include "net/octets.h"

#include <algorithm>
#include <charconv>

namespace cronmon::net {
namespace {

// The last hex digit of NUL, LF and CR, whose others are 0.
bool breaks_lines(char c) { return std::string_view("0aAdD").find(c) != std::string_view::npos; }

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
    return text;
}

// Reads from left to right, each byte once. Every step says whether to go on; when it says no,
// state_ says why: refused, or out of bytes.
class Parser {
public:
    Parser(std::string_view bytes, ParsedHead& into)
        : begin_(bytes.data()), data_end_(begin_ + bytes.size()), at_(begin_), into_(into) {}

    HeadState parse() {
        reset();
        limit(request_line_bytes_max, {414, "The request line is longer than 8 KiB."});
        if (!request_line()) return state_;
        limit(head_bytes_max, {431, "The head is longer than 16 KiB."});
        if (!field_lines() || !conclude()) return state_;
        return HeadState::complete;
    }

private:
    void reset() {
        into_.framing = Framing::none;
        into_.length = 0;
        into_.expects_continue = false;
        into_.refusal = {};
    }

    // From here on, `bytes_max` from the beginning are too many.
    void limit(std::size_t bytes_max, Refusal refusal) {
        const auto available = static_cast<std::size_t>(data_end_ - begin_);
        end_ = begin_ + std::min(bytes_max, available);
        limited_ = available >= bytes_max;
        too_long_ = refusal;
    }

    bool refuse(int status, std::string_view reason) {
        into_.refusal = {status, reason};
        state_ = HeadState::refused;
        return false;
    }

    // More bytes are needed than there are.
    bool cut() {
        if (limited_) return refuse(too_long_.status, too_long_.reason);
        state_ = HeadState::incomplete;
        return false;
    }

    std::size_t left() const { return static_cast<std::size_t>(end_ - at_); }
    std::string_view since(const char* start) const { return {start, at_}; }

    // The rest of the line must be its end.
    bool line_end() {
        if (left() == 0) return cut();
        if (*at_ == '\n') return refuse(400, "A line ends with LF alone.");
        if (*at_ != '\r') return refuse(400, "The head contains a control character.");
        if (left() == 1) return cut();
        if (at_[1] != '\n') return refuse(400, "The head contains a CR without LF.");
        at_ += 2;
        return true;
    }

    bool skip(octets::Class mask) {
        while (at_ != end_ && belongs(*at_, mask)) ++at_;
        return at_ != end_ || cut();
    }

    // Like skip, and looks behind each '%', because the library behind us decodes targets and
    // field values, and an encoded line break would become one.
    bool skip_encoded(octets::Class mask) {
        while (skip(mask)) {
            if (*at_ != '%') return true;
            if (!percent()) return false;
            ++at_;
        }
        return false;
    }

    // "%0a", and "%u000a", which cpp-httplib decodes as well. Precondition: *at_ is '%'. Even
    // an empty rest of the line has the bytes that are looked at, in its line ends.
    bool percent() {
        if (left() < 3) return cut();
        const bool wide = at_[1] == 'u';
        if (wide && left() < 6) return cut();
        const bool zeros = wide ? std::string_view(at_ + 2, 3) == "000" : at_[1] == '0';
        if (!zeros || !breaks_lines(at_[wide ? 5 : 2])) return true;
        return refuse(400, "The head contains an encoded CR, LF or NUL.");
    }

    bool request_line() { return empty_line() && method() && url() && version() && line_end(); }

    // RFC 9112, 2.2: one empty line before the request is ignored.
    bool empty_line() {
        if (left() == 0) return cut();
        return *at_ != '\r' || line_end();
    }

    bool method() {
        const char* const start = at_;
        if (left() != 0 && *at_ == '\x16')
            return refuse(400, "This port speaks HTTP, and what came is TLS.");
        if (!skip(octets::token)) return false;
        if (at_ == start || *at_ != ' ')
            return refuse(400, "The request line does not begin with a method and a space.");
        into_.method = since(start);
        ++at_;
        return true;
    }

    bool url() {
        const char* const start = at_;
        if (!skip_encoded(octets::target)) return false;
        if (*at_ != ' ') return refuse(400, "The request line is not METHOD TARGET VERSION.");
        into_.target = since(start);
        ++at_;
        return strip_authority();
    }

    // RFC 9112, 3.2: origin-form, absolute-form (of which the path is what matters to us), or
    // OPTIONS *.
    bool strip_authority() {
        std::string_view& target_text = into_.target;
        named_authority_ = {};
        if (target_text.starts_with('/')) return true;
        if (target_text == "*" && into_.method == "OPTIONS") return true;
        const std::size_t colon = target_text.find("://");
        const std::string_view scheme = target_text.substr(0, colon);
        if (colon == target_text.npos || !(same_word(scheme, "http") || same_word(scheme, "https")))
            return refuse(400, "The target is neither a path nor an absolute URL.");
        const std::size_t path =
            std::min(target_text.find_first_of("/?", colon + 3), target_text.size());
        named_authority_ = target_text.substr(colon + 3, path - colon - 3);
        if (path == target_text.size()) target_text = "/";
        else target_text.remove_prefix(path);
        if (named_authority_.empty() || target_text.front() != '/')
            return refuse(400, "The target is neither a path nor an absolute URL.");
        return true;
    }

    bool version() {
        if (left() < 8) return cut();
        const std::string_view text(at_, 8);
        if (!text.starts_with("HTTP/") || !is_digit(text[5]) || text[6] != '.' ||
            !is_digit(text[7]))
            return refuse(400, "The request line does not end with a version.");
        if (text != "HTTP/1.1" && text != "HTTP/1.0")
            return refuse(505, "Only HTTP/1.1 and HTTP/1.0 are spoken here.");
        into_.minor_version = text[7] - '0';
        at_ += 8;
        return true;
    }

    bool field_lines() {
        for (;;) {
            if (left() == 0) return cut();
            if (*at_ == '\r') return line_end();
            if (count_ == fields_max) return refuse(431, "The head has more than 100 fields.");
            if (!field_line()) return false;
        }
    }

    bool field_line() {
        Field& field = into_.field_store[count_];
        if (!field_name(field)) return false;
        while (left() != 0 && is_space(*at_)) ++at_;
        const char* const start = at_;
        if (!skip_encoded(octets::value)) return false;
        field.value = trimmed(since(start));
        if (!line_end()) return false;
        ++count_;
        return note(field);
    }

    bool field_name(Field& field) {
        const char* const start = at_;
        if (is_space(*at_)) return refuse(400, "A field is continued on a second line.");
        if (!skip(octets::token)) return false;
        field.name = since(start);
        if (is_space(*at_)) return refuse(400, "There is a space before the colon of a field.");
        if (*at_ != ':' || field.name.empty()) return refuse(400, "A field is not NAME: VALUE.");
        ++at_;
        return true;
    }

    // The five fields that matter to framing. By length first: most fields are none of them.
    bool note(const Field& field) {
        switch (field.name.size()) {
            case 4: return !same_word(field.name, "host") || note_host(field.value);
            case 6: return !same_word(field.name, "expect") || note_expect(field.value);
            case 10: return !same_word(field.name, "connection") || note_connection(field.value);
            case 14: return !same_word(field.name, "content-length") || note_length(field.value);
            case 17: return !same_word(field.name, "transfer-encoding") || note_coding(field.value);
            default: return true;
        }
    }

    bool note_host(std::string_view text) {
        if (has_host_) return refuse(400, "There is more than one Host field.");
        if (!all_belong(text, octets::authority))
            return refuse(400, "The Host field is malformed.");
        if (!named_authority_.empty() && !same_word(text, named_authority_))
            return refuse(400, "The Host field and the target name different hosts.");
        has_host_ = true;
        return true;
    }

    bool note_expect(std::string_view text) {
        if (!same_word(text, "100-continue"))
            return refuse(417, "Only the expectation 100-continue is known.");
        into_.expects_continue = true;
        return true;
    }

    bool note_connection(std::string_view text) {
        while (!text.empty()) {
            const std::size_t comma = std::min(text.find(','), text.size());
            const std::string_view word = trimmed(text.substr(0, comma));
            if (same_word(word, "close")) says_close_ = true;
            if (same_word(word, "keep-alive")) says_keep_alive_ = true;
            text.remove_prefix(std::min(comma + 1, text.size()));
        }
        return true;
    }

    bool note_length(std::string_view text) {
        if (has_length_) return refuse(400, "There is more than one Content-Length field.");
        const bool digits = !text.empty() && std::ranges::all_of(text, is_digit);
        const auto read = std::from_chars(text.data(), text.data() + text.size(), into_.length);
        if (!digits || read.ec != std::errc{})
            return refuse(400, "The Content-Length is not a decimal number.");
        has_length_ = true;
        return true;
    }

    bool note_coding(std::string_view text) {
        if (has_coding_) return refuse(400, "There is more than one Transfer-Encoding field.");
        if (!same_word(text, "chunked"))
            return refuse(501, "Only the transfer coding chunked is known.");
        has_coding_ = true;
        return true;
    }

    // What can be said only when all fields are known.
    bool conclude() {
        if (into_.minor_version == 1 && !has_host_) return refuse(400, "There is no Host field.");
        if (has_coding_ && has_length_)
            return refuse(400, "There are both Content-Length and Transfer-Encoding.");
        if (has_coding_ && into_.minor_version == 0)
            return refuse(400, "There is a Transfer-Encoding in HTTP/1.0.");
        into_.framing = has_coding_         ? Framing::chunked
                        : into_.length != 0 ? Framing::sized
                                            : Framing::none;
        into_.keep_alive = !says_close_ && (into_.minor_version == 1 || says_keep_alive_);
        into_.expects_continue = into_.expects_continue && into_.minor_version == 1;
        into_.fields = {into_.field_store.data(), count_};
        into_.text = since(begin_);
        return true;
    }

    const char* const begin_;
    const char* const data_end_;
    const char* at_;
    const char* end_ = nullptr;  // Of the data, or of what the limit allows.
    bool limited_ = false;       // It is the limit's.
    Refusal too_long_;
    ParsedHead& into_;
    HeadState state_ = HeadState::incomplete;

    std::size_t count_ = 0;
    std::string_view named_authority_;  // Of a target in absolute form.
    bool has_host_ = false;
    bool has_length_ = false;
    bool has_coding_ = false;
    bool says_close_ = false;
    bool says_keep_alive_ = false;
};

}  // namespace

HeadState parse_head(std::string_view bytes, ParsedHead& into) {
    return Parser(bytes, into).parse();
}

}  // namespace cronmon::net
