// A task as text: what is said of it after it was added, and what `task show` tells.
//
// Thread-safety: pure functions, but for the terminal.
#pragma once

#include "cli/context.h"
#include "cli/table.h"

#include <string>

namespace cronmon {

Colour colour_of_state(std::string_view state);

// The schedule in words, in the terminal's language.
std::string schedule_words(const Context& context, const Json& task);

// The ping URL and the line that pings, each on a line of its own, with comments that a crontab
// takes as such.
void print_how_to_ping(Context& context, const Json& task);

// With what looks wrong with it, in its field `suspicions`.
void print_task(Context& context, const Json& task);

}  // namespace cronmon
