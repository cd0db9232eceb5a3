// The letter to administrators when a backup could not be made, or was not: a backup that is missed
// on the day it is needed was missing for weeks.
//
// Thread-safety: pure functions.
#pragma once

#include "alert/letter.h"
#include "core/user.h"

#include <optional>
#include <string>

namespace cronmon {

struct BackupFailedMaterial {
    User user;  // who reads it, at their e-mail address
    std::string directory;
    std::string error;            // empty: none, but it was due long ago
    std::optional<Instant> last;  // when one was made; nothing: there is none
    Millis again_after{};
};

// The letter as it is sent at `now`. Precondition: the user has an address.
Letter compose_backup_failed(const BackupFailedMaterial& material, const MailSettings& settings,
                             Instant now);

}  // namespace cronmon
