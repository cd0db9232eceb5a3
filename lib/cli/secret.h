// Secrets on their way between a person and the API.
//
// They come from the standard input, never from the command line, which everybody on the machine
// can read, and are shown once, where they were made.
//
// Thread-safety: confined to the command's thread.
#pragma once

#include "cli/context.h"

#include <optional>
#include <string>
#include <string_view>

namespace cronmon {

constexpr Flag password_flag{"password", "-", "read it from the standard input"};

// The password that `--password -` asks for; nothing without that flag. Who types it types it
// twice.
Result<std::optional<std::string>> wanted_password(Context& context);

// The sentence, and the secret on a line of its own; or all of `object` if JSON is wanted.
void tell_once(Context& context, const Json& object, std::string_view sentence,
               std::string_view secret);

}  // namespace cronmon
