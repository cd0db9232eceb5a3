#include "alert/smtp_talk.h"

#include "alert/one_line.h"
#include "base/utf8.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace cronmon {
namespace {

using Step = SmtpTalk::Step;

constexpr std::size_t reply_bytes_max = 400;

struct Command {
    std::string_view begin;
    Step step;
};

// None can be mistaken for a line of a login, which is base64 and has no blank, colon or hyphen.
constexpr Command commands[] = {
    {"EHLO ", Step::hello},    {"HELO ", Step::hello},       {"STARTTLS\r", Step::starttls},
    {"AUTH ", Step::login},    {"MAIL FROM:", Step::sender}, {"RCPT TO:", Step::recipient},
    {"DATA\r", Step::content},
};

std::string_view words(Step step) {
    switch (step) {
        case Step::greeting: return "connection";
        case Step::hello: return "EHLO";
        case Step::starttls: return "STARTTLS";
        case Step::login: return "login";
        case Step::sender: return "sender";
        case Step::recipient: return "recipient";
        case Step::content: return "letter";
    }
    return "";
}

std::optional<int> reply_code(std::string_view line) {
    int code = 0;
    const char* const end = line.data() + std::min<std::size_t>(3, line.size());
    const auto [stop, error] = std::from_chars(line.data(), end, code);
    const bool whole = error == std::errc{} && stop == line.data() + 3 && code >= 200;
    return whole ? std::optional(code) : std::nullopt;
}

std::string lower(std::string_view text) {
    std::string result(text);
    for (char& c : result) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return result;
}

}  // namespace

void SmtpTalk::we_said(std::string_view line) {
    const auto* command = std::ranges::find_if(
        commands, [&](const Command& known) { return line.starts_with(known.begin); });
    if (command != std::end(commands)) step_ = command->step;
}

// `250-first`, `250-second`, `250 last`: the lines of one reply (RFC 5321, 4.2.1).
void SmtpTalk::server_said(std::string_view line) {
    while (line.ends_with('\n') || line.ends_with('\r')) line.remove_suffix(1);
    const auto code = reply_code(line);
    if (!code) return;
    const std::string_view text = line.size() > 4 ? line.substr(4) : std::string_view{};
    if (reply_is_whole_) reply_ = std::to_string(*code);
    code_ = *code;
    reply_is_whole_ = line.size() < 4 || line[3] != '-';
    if (step_ == Step::hello && lower(text).starts_with("smtputf8")) offers_smtputf8_ = true;
    reply_ = utf8::first_bytes(reply_ + " " + one_line(text), reply_bytes_max);
}

void SmtpTalk::begin_letter() {
    step_ = Step::greeting;
    code_ = 0;
    reply_is_whole_ = true;
    reply_.clear();
}

bool SmtpTalk::refused_recipient_for_good() const {
    constexpr int for_good[] = {550, 551, 553, 556};  // RFC 5321, 4.2.2; RFC 7504
    if (step_ != Step::recipient || std::ranges::find(for_good, code_) == std::end(for_good))
        return false;
    const std::string text = lower(reply_);
    return text.find(" 5.7.") == std::string::npos && text.find("relay") == std::string::npos;
}

std::string SmtpTalk::refusal() const {
    return std::string(words(step_)).append(" refused: ").append(reply_);
}

}  // namespace cronmon
