#include "import/mojibake.h"

#include <doctest/doctest.h>

using namespace cronmon;

namespace {

// What the original made of the bytes that were sent.
std::string spoilt(const std::string& sent) {
    std::string text;
    for (const char c : sent.substr(0, original_column_chars)) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte >= 0x80) text += static_cast<char>(0xc0 | byte >> 6);
        text += byte < 0x80 ? c : static_cast<char>(0x80 | (byte & 0x3f));
    }
    return text;
}

}  // namespace

TEST_CASE("a spoilt user agent becomes what was sent") {
    for (const std::string sent : {"监控/1.0", "bot 😀 x", "é", "a é 监 😀"})
        CHECK(unspoilt(spoilt(sent)) == sent);
}

TEST_CASE("what was not spoilt stays as it is") {
    for (const std::string text :
         {"", "curl/7.88.1", "tab\there", "监控/1.0", "caf\xc3\xa9", "\xc3\x83 alone", "\xc2\x80"})
        CHECK(unspoilt(text) == std::nullopt);
}

TEST_CASE("half a character at the end of a text that was cut goes") {
    std::string sent(original_column_chars - 2, 'x');
    CHECK(unspoilt(spoilt(sent + "监控")) == std::nullopt);  // no whole one is left
    sent = "监" + std::string(original_column_chars - 5, 'x');
    for (const std::string end : {"监", "😀"}) CHECK(unspoilt(spoilt(sent + end)) == sent);
    CHECK(unspoilt(spoilt(sent + "ab")) == sent + "ab");
    CHECK(unspoilt(spoilt("监\xe7\x9b")) == std::nullopt);  // half, but not cut
}
