// What is told about commands, made from their table.
//
// Thread-safety: pure functions.
#pragma once

#include "cli/command.h"

#include <span>
#include <string>
#include <string_view>

namespace cronmon {

std::string overview();
std::string help_of(std::string_view noun);
std::string help_of(const Command& command);

// `cronmon task add NAME --business B (--cron EXPR | --every DUR | --calendar EXPR) [flags]`
std::string usage_of(const Command& command);

// `--grace DUR`, or `--json`
std::string written(const Flag& flag);

// Those of a command that names none of its own.
std::span<const ExitCode> usual_exit_codes();

}  // namespace cronmon
