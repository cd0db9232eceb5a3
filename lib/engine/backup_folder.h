// The folder of the backups that the server makes: their names tell when each was made.
//
// Nothing else remembers it, so what is there is what is known, also after a restart or a restore.
// Only files of this form are counted and removed: cronmon-20261128T213304Z.db
//
// Thread-safety: pure functions over a folder.
#pragma once

#include "base/clock.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cronmon {

struct BackupFile {
    Instant at;  // whole seconds
    std::string path;
    std::int64_t bytes = 0;
};

std::string backup_name(Instant at);
std::optional<Instant> backup_time(std::string_view name);  // nothing: it is no backup of ours

// Oldest first. Throws std::filesystem::filesystem_error if the folder cannot be read; one that is
// not there has none.
std::vector<BackupFile> backups_in(const std::string& directory);

}  // namespace cronmon
