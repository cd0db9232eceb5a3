// JSON about the program that runs, and another in its place. See http/json.h for the rules.
//
// Thread-safety: pure functions.
#pragma once

#include "http/upgrader.h"

#include <string>
#include <string_view>

namespace cronmon {

std::string_view word(UpgradeFacts::Stage stage);

std::string upgrade_json(const UpgradeFacts& facts);

// The path of a program: {"program": "/usr/bin/cronmon"}, or empty for {} and no body at all.
Result<std::string> read_upgrade_body(std::string_view text);

}  // namespace cronmon
