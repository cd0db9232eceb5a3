// The relay that speaks SMTP (libcurl): plain, STARTTLS or TLS, with PLAIN, LOGIN or CRAM-MD5.
//
// All letters of a call travel over one connection. A letter that is refused costs nothing but
// itself; a server that cannot be reached, trusted or logged in to fails all at once, because the
// next letter would only wait as long. Encryption that was asked for and cannot be had is a
// failure, never a reason to go without. Errors carry the server's own words and no password.
//
// Thread-safety: immutable; deliver() may be called from several threads at once.
#pragma once

#include "alert/relay.h"

#include <string>

namespace cronmon {

struct SmtpOptions {
    std::string ca_file;  // whom to trust (SSL_CERT_FILE); empty: the system's bundle
    Millis connect_timeout{10'000};
    Millis letter_timeout{60'000};  // for one letter, connecting included
};

class SmtpRelay final : public Relay {
public:
    explicit SmtpRelay(SmtpOptions options = {});

    std::vector<Delivery> deliver(const MailSettings& settings, std::span<const Letter> letters,
                                  std::stop_token stop) override;
    Delivery log_in(const MailSettings& settings, std::stop_token stop) override;

private:
    std::string trusted() const;

    const SmtpOptions options_;
};

}  // namespace cronmon
