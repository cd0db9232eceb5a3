// What lies in folders, and what stands in files, with as little as that needs.
//
// Thread-safety: reads files; any thread.
#pragma once

#include "base/error.h"

#include <set>
#include <string>
#include <string_view>

namespace cronmon {

constexpr std::size_t text_bytes_max = std::size_t{4} << 20;

// The names in a folder, but for those that begin with a dot; none if it cannot be read, and then
// errno says why.
std::set<std::string> names_in(const std::string& folder);

bool is_file(const std::string& path);

// Where a link leads, as it is written there; empty if it is none.
std::string link_at(const std::string& path);

// Absolute and without links; as it is, if there is no such file.
std::string real_path(const std::string& path);

// An Error (Code::invalid, `shown` is the file's name in it) if it cannot be read, is longer than
// text_bytes_max, or no text because there is a NUL in it.
Result<std::string> text_in(const std::string& path, std::string_view shown);

}  // namespace cronmon
