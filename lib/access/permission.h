// Who may do what: the one place where it is decided.
//
// An action is allowed by the role of who asks and by the scope of their token; what it is done to
// must belong to a business that they see. What they do not see is not there for them: they are
// answered as if it did not exist.
//
// Thread-safety: pure functions.
#pragma once

#include "access/who.h"
#include "base/error.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace cronmon {

enum class Action : std::uint8_t {
    look,                // at what they see: tasks, logs, businesses, notifiers, alerts, numbers
    ping,                // learn where a task of theirs is pinged
    manage_tasks,        // of businesses they see
    manage_assignments,  // of businesses they see
    retry_alerts,        // of businesses they see
    manage_businesses,
    manage_notifiers,
    manage_users,     // and everybody's sessions and tokens
    manage_settings,  // see them, too
    see_audit,
    keep_account,  // their own password, second factor and sessions
    keep_tokens,   // their own; at the operators' socket anybody's
    count_,
};
std::string_view word(Action action);

bool may(const Who& who, Action action);

// Nothing if they may; else Code::forbidden with the reason.
std::optional<Error> refuse(const Who& who, Action action);

bool sees(const Who& who, BusinessId business);

}  // namespace cronmon
