#include "alert/mime.h"

#include "alert/message.h"
#include "alert/mime_encoding.h"
#include "base/utf8.h"
#include "material.h"

#include <doctest/doctest.h>

#include <vector>

using namespace cronmon;

namespace {

std::vector<std::string> lines_of(std::string_view text) {
    std::vector<std::string> lines;
    while (!text.empty()) {
        const auto end = text.find("\r\n");
        lines.emplace_back(text.substr(0, end));
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 2);
    }
    return lines;
}

std::string unbase64(std::string_view text) {
    constexpr std::string_view digits =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string bytes;
    std::uint32_t group = 0;
    int bits = 0;
    for (const char c : text) {
        const auto digit = digits.find(c);
        if (digit == std::string_view::npos) continue;
        group = group << 6 | static_cast<std::uint32_t>(digit);
        bits += 6;
        if (bits < 8) continue;
        bits -= 8;
        bytes += static_cast<char>(group >> bits & 255);
    }
    return bytes;
}

// The words of a header, each decoded on its own; blanks between encoded words do not count.
std::vector<std::string> decoded_words(std::string_view header) {
    std::vector<std::string> words;
    while (!header.empty()) {
        REQUIRE(header.starts_with("=?utf-8?B?"));
        const auto end = header.find("?=");
        CHECK(end + 2 <= 75);
        words.push_back(unbase64(header.substr(10, end - 10)));
        header.remove_prefix(end + 2);
        if (header.starts_with("\r\n ")) header.remove_prefix(3);
    }
    return words;
}

std::string joined(const std::vector<std::string>& parts) {
    std::string text;
    for (const auto& part : parts) text += part;
    return text;
}

std::string header(const std::string& message, std::string_view name) {
    for (const auto& line : lines_of(message)) {
        if (line.empty()) break;
        if (line.starts_with(std::string(name) + ": ")) return line.substr(name.size() + 2);
    }
    return "(none)";
}

}  // namespace

TEST_CASE("a subject of printable ASCII stays as it is, if it fits") {
    CHECK(header_text("[DOWN] nightly (db)", 9) == "[DOWN] nightly (db)");
    CHECK(joined(decoded_words(header_text("=?utf-8?B?eA==?=", 9))) == "=?utf-8?B?eA==?=");
    const std::string longer(69, 'x');
    CHECK(header_text(longer, 9) == longer);
    CHECK(joined(decoded_words(header_text(longer + "y", 9))) == longer + "y");
}

TEST_CASE("encoded words decode to the text and never split a character") {
    std::string text;
    for (const std::string_view piece : {"[DOWN] ", "全金属狂潮", "🦊", "é", "业务"})
        for (int i = 0; i < 12; ++i) text += piece;
    for (std::size_t column = 0; column < 40; ++column) {
        const std::string header = header_text(text.substr(0), column);
        const auto words = decoded_words(header);
        CHECK(joined(words) == text);
        for (const auto& word : words) CHECK(utf8::length(word).has_value());
        std::size_t used = column;
        for (const auto& line : lines_of(header)) {
            CHECK(used + line.size() <= 76);
            used = 0;
        }
    }
}

TEST_CASE("dates as in RFC 5322") {
    CHECK(mail_date(from_ms(0)) == "Thu, 1 Jan 1970 00:00:00 +0000");
    CHECK(mail_date(the_deadline + Millis{999}) == "Sun, 22 Nov 2026 18:30:00 +0000");
}

TEST_CASE("base64 as in RFC 4648") {
    CHECK(base64("") == "");
    CHECK(base64("f") == "Zg==");
    CHECK(base64("fo") == "Zm8=");
    CHECK(base64("foo") == "Zm9v");
    CHECK(base64("\xff\xfe\xfd\xfc") == "//79/A==");
}

TEST_CASE("a text travels as readable as it can be") {
    CHECK(encode_text("nightly\n").name == "7bit");
    CHECK(encode_text("nightly").body == "nightly\r\n");
    CHECK(encode_text("").body.empty());
    CHECK(encode_text("ends in a blank \n").body == "ends in a blank=20\r\n");
    CHECK(encode_text("From here\n").body == "=46rom here\r\n");
    CHECK(encode_text("a =_ b\n").body == "a =3D_ b\r\n");
    CHECK(encode_text("a long line with one é in it\n").body ==
          "a long line with one =C3=A9 in it\r\n");
    const EncodedText chinese = encode_text("状态\n任务\n");
    CHECK(chinese.name == "base64");
    CHECK(unbase64(chinese.body) == "状态\r\n任务\r\n");
}

TEST_CASE("quoted-printable lines are at most 76 columns and break between characters") {
    for (std::size_t size = 74; size < 160; ++size) {
        const EncodedText text = encode_text(std::string(size, 'x') + "= y\n");
        CHECK(text.name == "quoted-printable");
        std::string whole;
        for (auto line : lines_of(text.body)) {
            CHECK(line.size() <= 76);
            const bool broken = line.ends_with('=');
            if (broken) line.pop_back();
            whole += line;
            if (!broken) whole += '\n';
        }
        CHECK(whole == std::string(size, 'x') + "=3D y\n");
    }
}

TEST_CASE("a letter has its headers, and two parts") {
    const auto settings = mail_settings();
    const std::string message =
        render_mime(compose(up_material(Language::en), settings, the_deadline));
    CHECK(header(message, "From") == "CRONMON <cronmon@example.org>");
    CHECK(header(message, "To") == "ops@example.org");
    CHECK(header(message, "Subject") == "[UP] nightly backup (db)");
    CHECK(header(message, "Date") == "Sun, 22 Nov 2026 18:30:00 +0000");
    CHECK(header(message, "Message-ID").starts_with("<alert-18."));
    CHECK(header(message, "In-Reply-To").starts_with("<alert-17."));
    CHECK(header(message, "References") == header(message, "In-Reply-To"));
    CHECK(header(message, "Auto-Submitted") == "auto-generated");
    CHECK(header(message, "MIME-Version") == "1.0");
    CHECK(header(message, "Content-Type").starts_with("multipart/alternative; boundary="));
    for (const auto& line : lines_of(message)) CHECK(line.size() <= 78);
    CHECK(message.ends_with("--=_cronmon_parts--\r\n"));
}

TEST_CASE("names of senders that need quoting are encoded") {
    Letter letter = compose_test(mail_settings(), "a@example.org", the_deadline);
    letter.from = {"Ops, <night> \"shift\"", "a@b.example"};
    const std::string from = header(render_mime(letter), "From");
    CHECK(from.ends_with(" <a@b.example>"));
    CHECK(joined(decoded_words(from.substr(0, from.find(" <")))) == letter.from.name);
    letter.from.name.clear();
    CHECK(header(render_mime(letter), "From") == "a@b.example");
}

TEST_CASE("no text can add a header") {
    Letter letter;
    letter.from = {"x\r\nBcc: a@evil.example", "a@b.example\r\nBcc: b@evil.example"};
    letter.to = "to@example.org\r\nBcc: c@evil.example";
    letter.subject = "hello\r\nBcc: d@evil.example\r\n\r\nbody";
    letter.message_id = "<1@x>\nBcc: e@evil.example";
    letter.in_reply_to = "<2@x>\rBcc: f@evil.example";
    letter.text = "body\n";
    const std::string message = render_mime(letter);
    CHECK(header(message, "Bcc") == "(none)");
    CHECK(message.ends_with("\r\n\r\nbody\r\n"));
    CHECK(message.find("\r\n\r\n") == message.size() - 10);
}
