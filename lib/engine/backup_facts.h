// How it stands with the backups that are made by themselves.
//
// Thread-safety: values, and functions that change nothing.
#pragma once

#include "base/clock.h"
#include "core/settings.h"

#include <cstdint>
#include <exception>
#include <optional>
#include <string>

namespace cronmon {

// A backup may be this late before it is called overdue: so long one may take.
constexpr Millis backup_slack = std::chrono::hours{1};

struct BackupFacts {
    BackupPlan plan;
    bool running = false;              // a server is there that makes them
    std::optional<Instant> last = {};  // when the newest was made
    std::int64_t last_bytes = 0;
    std::int64_t count = 0;              // that are in the folder
    std::optional<Instant> due = {};     // when the next is
    std::string error = {};              // why the last try failed; empty: it did not
    std::optional<Instant> failed = {};  // since when

    bool overdue(Instant now) const { return due && now > *due + backup_slack; }
};

// What the folder says; that it cannot be read is the facts' error.
BackupFacts look_at_backups(const BackupPlan& plan, Instant now);

// Why a backup could not be made, for whoever knows the folder.
std::string backup_error_text(const std::exception& error);

}  // namespace cronmon
