// A letter sent now, only to learn whether mail works: `cronmon mail test ADDRESS`.
//
// Thread-safety: as the relay's.
#pragma once

#include "alert/relay.h"

#include <string_view>

namespace cronmon {

// Blocks until the letter is delivered, refused or stopped.
// Precondition: check_email(to) has no complaint.
Delivery mail_test(Relay& relay, const MailSettings& settings, std::string_view to, Instant now,
                   std::stop_token stop = {});

}  // namespace cronmon
