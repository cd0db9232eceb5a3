// Which task a command already tells of: seen by what stands in it.
//
//     cronmon exec TASK|URL ... -- COMMAND       cronmon ping TASK|URL
//     any URL .../api/monlink/<uuid>, .../ping/<uuid> or .../ping/<key>/<slug>, whoever calls it
//
// also inside of quotes, as in `sh -c 'backup && curl https://...'`.
//
// Thread-safety: pure functions.
#pragma once

#include "base/token.h"

#include <optional>
#include <string>
#include <string_view>

namespace cronmon {

struct Reference {
    std::optional<Uuid> uuid = {};
    std::string key = {};   // of a business, for a slug
    std::string name = {};  // a slug behind a key, else a task's name or id
};

std::optional<Reference> reference_in(std::string_view command);

// For people, without what is as good as a password.
std::string shown(const Reference& reference);

}  // namespace cronmon
