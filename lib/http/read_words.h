// Words of a body as the values they mean, with a sentence for those that mean nothing.
//
// Thread-safety: pure functions.
#pragma once

#include "base/error.h"
#include "core/user.h"
#include "http/ask.h"
#include "store/store.h"

#include <optional>
#include <string>
#include <vector>

namespace cronmon {

// Nothing for nothing, but a key may write or read.
Result<std::optional<Language>> read_language(const std::optional<std::string>& lang);
Result<std::optional<Role>> read_role(const std::optional<std::string>& role);
Result<std::optional<Scope>> read_scope(const std::optional<std::string>& scope);
Result<CheckKey::May> read_key_may(std::string_view word);
Result<std::optional<Millis>> read_length(std::string_view field,
                                          const std::optional<std::string>& text);

// Names (or ids) of businesses that `who` sees.
Result<std::vector<BusinessId>> read_businesses(Snapshot& snapshot, const Who& who,
                                                const std::vector<std::string>& names);

}  // namespace cronmon
