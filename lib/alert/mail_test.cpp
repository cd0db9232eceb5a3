#include "alert/mail_test.h"

#include "alert/message.h"

namespace cronmon {

Delivery mail_test(Relay& relay, const MailSettings& settings, std::string_view to, Instant now,
                   std::stop_token stop) {
    const Letter letter = compose_test(settings, to, now);
    return relay.deliver(settings, std::span(&letter, 1), stop).front();
}

}  // namespace cronmon
