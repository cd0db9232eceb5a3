// What a command answers to the shell: one table from our codes, one from the server's.
//
// Thread-safety: pure functions.
#pragma once

#include "base/error.h"

#include <cstdint>

namespace cronmon {

enum class Exit : std::uint8_t {
    done = 0,
    refused = 1,      // a value against a rule, an unknown task
    usage = 2,        // an unknown command or flag, a missing argument
    unreachable = 3,  // no answer, or the data are locked or cannot be read
    spooled = 4,      // a ping was not delivered, but kept
};

constexpr Exit exit_code(Code code) {
    switch (code) {
        case Code::usage: return Exit::usage;
        case Code::busy:
        case Code::unreachable: return Exit::unreachable;
        case Code::invalid:
        case Code::not_found:
        case Code::conflict:
        case Code::stale:
        case Code::unknown_caller:
        case Code::throttled:
        case Code::forbidden: return Exit::refused;
    }
    return Exit::refused;
}

// What an HTTP status of 400 and above means.
constexpr Code code_of_status(int status) {
    switch (status) {
        case 401: return Code::unknown_caller;
        case 403: return Code::forbidden;
        case 404: return Code::not_found;
        case 408: return Code::busy;
        case 409: return Code::conflict;
        case 412: return Code::stale;
        case 429: return Code::throttled;
        default: return status >= 500 ? Code::busy : Code::invalid;
    }
}

}  // namespace cronmon
