#include "alert/smtp_talk.h"

#include <doctest/doctest.h>

#include <initializer_list>

using namespace cronmon;

namespace {

SmtpTalk talk_of(std::initializer_list<std::string_view> lines) {
    SmtpTalk talk;
    for (const auto line : lines) {
        if (line.starts_with("> ")) talk.we_said(std::string(line.substr(2)) + "\r\n");
        else talk.server_said(std::string(line) + "\r\n");
    }
    return talk;
}

SmtpTalk recipient_refused(std::string_view reply) {
    return talk_of(
        {"220 hi", "> EHLO x", "250 ok", "> MAIL FROM:<a@b>", "250 ok", "> RCPT TO:<c@d>", reply});
}

}  // namespace

TEST_CASE("the talk tells how far it came and what the server said") {
    const auto talk =
        talk_of({"220 hi", "> EHLO x", "250-a", "250-SMTPUTF8", "250 AUTH PLAIN", "> AUTH PLAIN",
                 "334 ", "> UkNQVCBUTzo=", "535-5.7.8 no", "535 really no"});
    CHECK(talk.step() == SmtpTalk::Step::login);
    CHECK(talk.offers_smtputf8());
    CHECK(talk.refused());
    CHECK(!talk.refused_this_letter_only());
    CHECK(talk.refusal() == "login refused: 535 5.7.8 no really no");
}

TEST_CASE("a server that never answered has refused nothing") {
    CHECK(!SmtpTalk().refused());
    CHECK(!talk_of({"nonsense", "2", ""}).refused());
    CHECK(talk_of({"554 go away"}).refusal() == "connection refused: 554 go away");
}

TEST_CASE("which refusals are for good") {
    struct Row {
        std::string_view reply;
        bool for_good;
    };
    const Row rows[] = {
        {"550 5.1.1 no such user", true},
        {"550 no such user", true},
        {"551 user not local", true},
        {"553 mailbox name not allowed", true},
        {"556 5.1.10 takes no mail", true},
        {"450 4.2.1 greylisted", false},
        {"452 too many", false},
        {"552 mailbox full", false},
        {"530 authentication required", false},
        {"554 5.7.1 Relay access denied", false},
        {"550 5.7.1 not authorised", false},
        {"550 relay not permitted", false},
        {"550 We do not Relay", false},
        {"421 closing", false},
        {"503 bad sequence", false},
    };
    for (const Row& row : rows) {
        CAPTURE(row.reply);
        CHECK(recipient_refused(row.reply).refused_recipient_for_good() == row.for_good);
        CHECK(recipient_refused(row.reply).refused_this_letter_only());
    }
}

TEST_CASE("only a recipient is refused for good, not a sender or a letter") {
    CHECK(!talk_of({"> MAIL FROM:<a@b>", "550 no"}).refused_recipient_for_good());
    const auto talk = talk_of({"> RCPT TO:<c@d>", "250 ok", "> DATA", "354 go", "550 spam"});
    CHECK(!talk.refused_recipient_for_good());
    CHECK(talk.refusal() == "letter refused: 550 spam");
}

TEST_CASE("a new letter begins with nothing said; endless replies are cut") {
    auto talk = recipient_refused("550 " + std::string(5000, 'x') + "\x01\xff");
    CHECK(talk.reply().size() == 400);
    talk.begin_letter();
    CHECK(!talk.refused());
}
