// How text travels where only short lines of ASCII are safe (RFC 2045, section 6).
//
// Thread-safety: pure functions.
#pragma once

#include <string>
#include <string_view>

namespace cronmon {

struct EncodedText {
    std::string_view name;  // of the Content-Transfer-Encoding
    std::string body;       // lines end in CRLF, the last one too
};

// Takes text whose lines end in \n, and leaves it as readable as it can be: as it is, else
// quoted-printable, else (where most of it is not ASCII) base64.
EncodedText encode_text(std::string_view text);

std::string base64(std::string_view bytes);  // on one line

}  // namespace cronmon
