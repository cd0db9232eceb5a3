// The crontab of the user that this process is, through crontab(1), which alone may touch it.
//
// Thread-safety: runs a program; confined to the command's thread.
#pragma once

#include "base/error.h"

#include <optional>
#include <string>
#include <string_view>

namespace cronmon {

// Empty if there is none. An Error: there is no crontab(1), or it refuses (its own words).
Result<std::string> read_own_crontab();

// crontab(1) judges the text and puts it there as a whole, or not at all.
std::optional<Error> write_own_crontab(std::string_view text);

}  // namespace cronmon
