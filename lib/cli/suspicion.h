// What looks wrong with a task, in words.
//
// Thread-safety: pure functions.
#pragma once

#include "cli/api.h"

#include <string>

namespace cronmon {

// What the server suspects of the task; nothing if it is one that does not know how.
Result<Json> suspicions_of(Client& client, std::string_view task);

// `9 of the last 10 runs came 8h before their time: ...`. A kind that a newer server knows is told
// by its name.
std::string suspicion_words(const Json& suspicion);

}  // namespace cronmon
