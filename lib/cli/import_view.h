// What an import did, for a person and for a program.
//
// Thread-safety: pure functions.
#pragma once

#include "cli/json.h"
#include "cli/terminal.h"
#include "import/import_original.h"

#include <string>

namespace cronmon {

Json json_of(const ImportReport& report);

// `from` is what the dump is called.
void print(Terminal& terminal, const ImportReport& report, const std::string& from);

// One line: `reading the log: 312 of 958 MB`
std::string line_of(const ImportProgress& progress);

}  // namespace cronmon
