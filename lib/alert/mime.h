// A letter as the bytes that travel: RFC 5322 headers, RFC 2045 and 2046 parts, lines that end in
// CRLF and are at most 78 characters long wherever there is a place to break them.
//
// Nothing in a letter can become a header or a part of its own: every line end and control in a
// header's value is taken out here, whoever composed it.
//
// Thread-safety: pure functions.
#pragma once

#include "alert/letter.h"

#include <string>
#include <string_view>

namespace cronmon {

std::string render_mime(const Letter& letter);

// The value of a header of free text after `column` characters on its line: as it is if it is
// printable ASCII and fits, else in encoded words that never split a character (RFC 2047).
std::string header_text(std::string_view text, std::size_t column);

// `Mon, 23 Nov 2026 01:02:03 +0000`
std::string mail_date(Instant at);

}  // namespace cronmon
