// A folder that nobody else can put things into: for what is as good as a password, and for what is
// later sent with one.
//
// In /tmp anybody may have made the folder first, or a link to elsewhere. So it is opened once, as
// no link, looked at by what was opened, and used through that descriptor only.
//
// Thread-safety: pure functions but for the file system.
#pragma once

#include "base/descriptor.h"
#include "base/error.h"

#include <string>

namespace cronmon {

enum class Make : std::uint8_t { no, yes };

// Makes it (0700, with the folders above it) if it is to be made. An Error: Code::not_found if it
// is not there, else Code::unreachable with the reason.
Result<Descriptor> open_private_folder(const std::string& path, Make make);

}  // namespace cronmon
