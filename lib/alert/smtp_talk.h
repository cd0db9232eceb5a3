// What was said between cronmon and a mail server, followed line by line: how far the talk had
// come when the server refused, and its own words.
//
// Nothing that we said is kept, only which command it was: a password is part of it.
//
// Thread-safety: confined to one delivery.
#pragma once

#include "alert/relay.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace cronmon {

class SmtpTalk {
public:
    // What the server was asked last (RFC 5321, 3207, 4954).
    enum class Step : std::uint8_t { greeting, hello, starttls, login, sender, recipient, content };

    void we_said(std::string_view line);
    void server_said(std::string_view line);
    void begin_letter();  // what was said about the letter before does not concern this one

    Step step() const { return step_; }
    int code() const { return code_; }  // of the last reply, 0 if there was none
    bool offers_smtputf8() const { return offers_smtputf8_; }

    // The last reply on one line, `550 5.1.1 no such user`.
    const std::string& reply() const { return reply_; }

    bool refused() const { return code_ >= 400; }

    // The refusal concerns this letter; others may still pass.
    bool refused_this_letter_only() const { return refused() && step_ >= Step::sender; }

    // The server will never take letters for this recipient. That it does not relay for us, or
    // wants us to log in first (RFC 3463: 5.7.x), is no reason: settings can be mended.
    bool refused_recipient_for_good() const;

    // `recipient refused: 550 5.1.1 no such user`. Precondition: refused().
    std::string refusal() const;

private:
    Step step_ = Step::greeting;
    int code_ = 0;
    bool reply_is_whole_ = true;
    bool offers_smtputf8_ = false;
    std::string reply_;
};

}  // namespace cronmon
