// What backups and copies look like on a terminal.
//
// Thread-safety: confined to the command's thread.
#pragma once

#include "cli/context.h"
#include "store/backup.h"
#include "store/verify.h"

#include <string>
#include <string_view>

namespace cronmon {

// `12 KB`, `3.4 MB`, `1.2 GB`.
std::string size_text(std::int64_t bytes);

// A line a second, if somebody watches.
CopyProgress progress_on(Context& context);

Json json_of(const Verification& found, std::string_view file);
void print(Context& context, const Verification& found);

// The file as a database, if there is one; else which argument is wrong. Throws StoreError.
Result<std::unique_ptr<Connection>> open_backup(const std::string& path);

}  // namespace cronmon
