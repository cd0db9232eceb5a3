// What a refusal looks like: problem details (RFC 9457), and which status belongs to which Code.
//
// A problem is made in English, where it is noticed. The reception, which knows the reader, says it
// in Chinese to those who read Chinese.
//
// Thread-safety: pure functions.
#pragma once

#include "http/ask.h"

#include <string>

namespace cronmon {

struct Problem {
    int status = 500;
    std::string title;
    std::string detail;
    std::string code;   // a word that a program can branch on; may be empty
    std::string field;  // what it is about: what `detail` begins with, up to `: `; may be empty
};

// The one table from Code to HTTP status.
int status_of(Code code);

Reply problem(const Error& error);

// A problem that is ours and has no Code, such as 404 for a path or 405 for a method.
Reply problem(int status, std::string_view detail);

// The same problem for a reader of that language; any other reply as it is.
Reply in_language(Reply reply, Language language);

}  // namespace cronmon
