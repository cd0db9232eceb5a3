// The file of --config: JSON, with comments, an object whose keys are options.
//
// Thread-safety: pure functions.
#pragma once

#include "base/error.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace cronmon {

// What the file says, by key; a number is given as its text, and a single value as a list of one.
using FileValues = std::map<std::string, std::vector<std::string>>;

// The errors begin with the name of the file.
Result<FileValues> read_config_file(const std::string& path);
Result<FileValues> parse_config(std::string_view text, std::string_view path);

}  // namespace cronmon
