// A document of `cronmon apply`, read and answered.
//
//     {"businesses": [{"name": "db", "enabled": true}],
//      "notifiers": [{"name": "wang", "email": "wang@example.org", "lang": "en"}],
//      "assignments": [{"business": "db", "notifier": "wang"}],
//      "tasks": [{"name": "nightly", "business": "db", "cron": "0 2 * * *"}],
//      "settings": {"site.url": "https://cron.example.org"}}
//
// Entries have the fields of the API. Every part may be left out. What is wrong is told with the
// part and the entry in front: `tasks 'nightly': there is no field 'corn', did you mean 'cron'?`
//
// Thread-safety: pure functions.
#pragma once

#include "engine/change.h"

#include <span>
#include <string>
#include <string_view>

namespace cronmon {

Result<Configuration> read_configuration(std::string_view text);

// What was done, or would be.
std::string steps_json(std::span<const ConfigureStep> steps, bool dry_run);

}  // namespace cronmon
