// What a refusal looks like: problem details (RFC 9457), and which status belongs to which Code.
//
// Thread-safety: pure functions.
#pragma once

#include "http/ask.h"

namespace cronmon {

// The one table from Code to HTTP status.
int status_of(Code code);

// `field` of the problem is what the message begins with, up to `: `, if that is one word.
Reply problem(const Error& error);

// A problem that is ours and has no Code, such as 404 for a path or 405 for a method.
Reply problem(int status, std::string_view detail);

}  // namespace cronmon
