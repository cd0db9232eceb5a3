// A noun as the audit log shows it: its fields as text, without secrets.
//
// Thread-safety: pure functions.
#pragma once

#include "core/user.h"
#include "store/user_rows.h"

#include <span>
#include <string>
#include <utility>
#include <vector>

namespace cronmon {

using Fields = std::vector<std::pair<std::string, std::string>>;

Fields fields_of(const Business& business);
Fields fields_of(const Notifier& notifier);
Fields fields_of(const Task& task, std::string_view business);
// Of credentials only whether they are there is told.
Fields fields_of(const User& user);
Fields fields_of(const Token& token, std::string_view user);

// What differs, in the order of `after`. A field that only one of them has counts as empty in the
// other.
std::vector<FieldChange> difference(const Fields& before, const Fields& after);

}  // namespace cronmon
