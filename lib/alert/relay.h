// The seam where letters leave cronmon. SmtpRelay delivers them; a MailTrap in tests keeps them.
//
// Thread-safety: deliver() may be called from several threads at once.
#pragma once

#include "alert/letter.h"

#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace cronmon {

// What became of a letter. `permanent`: this recipient is refused for good; anything else may
// work later.
struct Delivery {
    bool sent = false;
    bool permanent = false;
    std::string error;  // empty if sent; else one sentence with the server's own words
};

// One line in the log for a connection on which letters were not delivered; none if all were.
void log_failures(std::string_view event, std::span<const Delivery> deliveries);

class Relay {
public:
    virtual ~Relay() = default;

    // Delivers over one connection, in order; a refused recipient does not hold up the others.
    // One Delivery for each letter. Once `stop` is requested the rest is left undelivered.
    virtual std::vector<Delivery> deliver(const MailSettings& settings,
                                          std::span<const Letter> letters,
                                          std::stop_token stop) = 0;

    // Only connects and logs in, as the settings say. `sent`: the server would take letters.
    virtual Delivery log_in(const MailSettings& settings, std::stop_token stop) = 0;
};

}  // namespace cronmon
