// Puts users of the original beside those who may be here already.
//
// Nobody loses anything to them: who is here keeps their name, address, phone and API name, and an
// imported user with the same goes without, or is refused for the same name.
//
// Thread-safety: confined to one thread.
#pragma once

#include "import/import_nouns.h"
#include "store/store.h"

#include <cstdint>
#include <map>

namespace cronmon {

// Users of the dump and what they are called here.
using UserIds = std::map<std::int64_t, UserId>;

// Passwords of the API are hashed on the way. Users keep their ids if nobody is here yet
// (`highest` is 0), else they get the ones after it.
UserIds write_users(Batch& batch, const std::vector<ImportedUser>& users, std::int64_t highest,
                    ImportReport& report);

}  // namespace cronmon
