// What a supervisor or a predecessor tells a program by its environment.
//
// Thread-safety: at the start of the process and on its main thread, before others read variables.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace cronmon {

// Ours, with the channel of a hand-over, and without what was meant for this process alone.
std::vector<std::string> successor_environment(int channel);

// A number that a variable holds; nothing if it holds none. The variable is gone afterwards.
std::optional<int> take_number(const char* variable);

}  // namespace cronmon
