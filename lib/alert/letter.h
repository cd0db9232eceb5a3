// A letter: what a message composes, what mime writes down, and what a relay delivers.
//
// Thread-safety: value.
#pragma once

#include "base/clock.h"
#include "core/settings.h"

#include <string>

namespace cronmon {

struct Letter {
    Mailbox from;
    std::string to;  // the bare address
    std::string subject;
    std::string text;         // lines end in \n
    std::string html;         // empty: a letter of plain text
    std::string message_id;   // with its angle brackets, as is the next
    std::string in_reply_to;  // empty: answers none
    Instant date;
};

}  // namespace cronmon
