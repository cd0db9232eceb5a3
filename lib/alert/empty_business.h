// The letter about enabled businesses that have no notifier: whatever goes wrong there, nobody is
// told of it.
//
// It lists what is its reader's and nothing else: every such business for an administrator, their
// own for a manager. The subject is the same in both languages, `[EMPTY] <business>, ...`. In the
// style of the original it is `Empty Business - SystemAdmin` over lines of `<id> : <name>`, or
// `Empty Business - BizAdmin` over lines of names.
//
// Thread-safety: pure functions.
#pragma once

#include "alert/letter.h"
#include "core/user.h"

#include <optional>
#include <vector>

namespace cronmon {

struct EmptyBusinessMaterial {
    User user;                         // who reads it, at their e-mail address
    std::vector<Business> businesses;  // by id
    Millis again_after{};              // they are told again then, if nothing has changed
    std::optional<Instant> told_before;
};

// The letter as it is sent at `now`. Its Message-ID is made of the reader, the list and when they
// were told before: so a second try has the same one, and tomorrow's letter has not, which a mail
// server that drops repeats would otherwise drop.
// Precondition: the user has an address, and there is a business.
Letter compose_empty_business(const EmptyBusinessMaterial& material, const MailSettings& settings,
                              Instant now);

}  // namespace cronmon
