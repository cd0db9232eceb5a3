#include "access/base64.h"

#include <doctest/doctest.h>

#include <vector>

using namespace cronmon;

namespace {

std::vector<std::uint8_t> bytes_of(std::string_view text) { return {text.begin(), text.end()}; }

}  // namespace

TEST_CASE("base64 reads the examples of RFC 4648, 10") {
    CHECK(base64_decode("") == "");
    CHECK(base64_decode("Zg==") == "f");
    CHECK(base64_decode("Zm8=") == "fo");
    CHECK(base64_decode("Zm9v") == "foo");
    CHECK(base64_decode("Zm9vYg==") == "foob");
    CHECK(base64_decode("Zm9vYmE=") == "fooba");
    CHECK(base64_decode("Zm9vYmFy") == "foobar");
    CHECK(base64_decode("+/8=") == "\xfb\xff");
}

TEST_CASE("base64 writes what it reads") {
    for (const std::string text : {"", "f", "fo", "foo", "foob", "fooba", "foobar", "\xfb\xff"})
        CHECK(base64_decode(base64_encode(text)) == text);
    CHECK(base64_encode("f") == "Zg==");
    CHECK(base64_encode("\xfb\xff") == "+/8=");
}

TEST_CASE("base64 that was cut, padded wrongly or carries other characters is refused") {
    for (const char* text : {"Z", "Zg", "Zg=", "Zm8", "Zg===", "====", "=", "Z===", "Zg==Zg==",
                             "Zm=v", "Zm9v\n", " Zm9v", "Zm9v====", "-_8=", "Zm9\xc3"}) {
        CAPTURE(text);
        CHECK(!base64_decode(text));
    }
    CHECK(!base64_decode(std::string_view("Zm9\0", 4)));
}

TEST_CASE("bytes have one spelling: bits behind the last one must be zero") {
    CHECK(!base64_decode("Zh=="));
    CHECK(!base64_decode("Zm9="));
    CHECK(!base64url_decode("Zh"));
    CHECK(!base64url_decode("Zm9"));
    CHECK(!base32_decode("MZ"));
}

TEST_CASE("base64url is without padding, and has - and _ for + and /") {
    CHECK(base64url_encode(bytes_of("\xfb\xff")) == "-_8");
    CHECK(base64url_decode("-_8") == "\xfb\xff");
    CHECK(!base64url_decode("-_8="));
    CHECK(!base64url_decode("+/8"));
    CHECK(!base64url_decode("A"));
    CHECK(!base64url_decode("AAAAA"));
}

TEST_CASE("base32 reads and writes the examples of RFC 4648, 10, less their padding") {
    const std::pair<const char*, const char*> examples[] = {
        {"", ""},
        {"f", "MY"},
        {"fo", "MZXQ"},
        {"foo", "MZXW6"},
        {"foob", "MZXW6YQ"},
        {"fooba", "MZXW6YTB"},
        {"foobar", "MZXW6YTBOI"},
    };
    for (const auto& [bytes, text] : examples) {
        CHECK(base32_encode(bytes_of(bytes)) == text);
        CHECK(base32_decode(text) == bytes);
    }
    for (const char* text : {"MY======", "my", "M", "MZX", "MZXW6Y", "M0", "M1", "M8"}) {
        CAPTURE(text);
        CHECK(!base32_decode(text));
    }
}

TEST_CASE("whatever is written is read back, whatever its length") {
    std::vector<std::uint8_t> bytes;
    for (unsigned i = 0; i < 300; ++i) {
        const std::string expected(bytes.begin(), bytes.end());
        REQUIRE(base64url_decode(base64url_encode(bytes)) == expected);
        REQUIRE(base32_decode(base32_encode(bytes)) == expected);
        bytes.push_back(static_cast<std::uint8_t>(i * 167 + 13));
    }
}
