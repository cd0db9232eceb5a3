// An event as a file of the spool: lines of `name value`, an empty line, and the body as it came.
//
//     cronmon-event 1
//     id 0b0f6b2e-...
//     target https://cron.example.org/ping/...
//     kind fail
//     at_ms 1763900000000
//     rid 5d4d5c5e-...          (left out if there is none)
//     exit_status 3             (left out if there is none)
//     body_bytes 12
//
//     out of disk
//
// Not JSON, because a body is bytes of any kind, and because this must work where hardly anything
// does. `body_bytes` stands there so that half a file is known as such.
//
// Thread-safety: pure functions.
#pragma once

#include "base/error.h"
#include "client/event.h"

#include <string>
#include <string_view>

namespace cronmon {

// Precondition: the target was checked, so it is one line.
std::string event_text(const Event& event);

// The error (Code::invalid) says what is wrong with the file.
Result<Event> parse_event(std::string_view text);

}  // namespace cronmon
