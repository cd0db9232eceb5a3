// Where this user's spool may be.
//
// Cron gives a job next to no environment, and the first place may be missing, full or read-only
// just when it is needed. So there are several, in a fixed order: an event is kept in the first
// that takes it, and whoever delivers looks in all.
//
//     CRONMON_SPOOL                                               if it is set: this and no other
//     /var/spool/cronmon
//     $XDG_STATE_HOME/cronmon/spool or ~/.local/state/cronmon/spool
//     /tmp/cronmon-spool-<uid>
//
// Without HOME the home is that of /etc/passwd. It is read as a file: getpwuid(3) would load
// modules of the C library, which a static executable must not do.
//
// Thread-safety: pure but for the files it looks at.
#pragma once

#include <sys/types.h>

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace cronmon {

using Variables = std::function<std::optional<std::string>(const std::string& name)>;

std::vector<std::string> spool_folders(const Variables& variable, uid_t user,
                                       const std::string& passwd_file = "/etc/passwd");

// Where the locks of --no-overlap are that belong to a spool: beside it.
std::string run_lock_folder(const std::string& spool_folder);

}  // namespace cronmon
