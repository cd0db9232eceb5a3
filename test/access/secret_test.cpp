#include "access/secret.h"

#include "access/base64.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <set>

using namespace cronmon;

namespace {

Digest digest(std::string_view hex) {
    Digest bytes{};
    for (std::size_t i = 0; i < bytes.size(); ++i)
        bytes[i] = static_cast<std::uint8_t>(std::stoi(std::string(hex.substr(2 * i, 2)), {}, 16));
    return bytes;
}

}  // namespace

TEST_CASE("a secret is 32 random bytes, spelled so that it fits into a URL") {
    std::set<std::string> seen;
    for (int i = 0; i < 1000; ++i) {
        const std::string secret = fresh_secret();
        CHECK(secret.size() == secret_chars);
        const auto bytes = base64url_decode(secret);
        REQUIRE(bytes);
        CHECK(bytes->size() == secret_bytes);
        CHECK(seen.insert(secret).second);
    }
}

TEST_CASE("a token shows what it is before its secret") {
    const std::string token = fresh_token();
    CHECK(token.starts_with("cronmon_"));
    CHECK(token.size() == token_prefix.size() + secret_chars);
    CHECK(token != fresh_token());
}

TEST_CASE("a generated password has no characters that are taken for each other") {
    std::set<char> used;
    for (int i = 0; i < 1000; ++i) {
        const std::string password = generate_password();
        CHECK(password.size() == 16);
        used.insert(password.begin(), password.end());
    }
    CHECK(used.size() == 57);
    for (const char c : std::string_view("0O1lI")) CHECK(!used.contains(c));
}

TEST_CASE("no character is drawn more often than another") {
    // 200 of 256 values: without the fair limit the first 56 would come twice as often.
    std::string alphabet;
    for (int c = 0; c < 200; ++c) alphabet += static_cast<char>(c);
    constexpr std::size_t rounds = 1000;
    std::map<char, std::size_t> counts;
    for (const char c : random_text(alphabet, alphabet.size() * rounds)) ++counts[c];
    CHECK(counts.size() == alphabet.size());
    // Six standard deviations (31.5): once in a million runs of 200.
    for (const auto& [c, count] : counts) {
        CHECK(count > rounds - 190);
        CHECK(count < rounds + 190);
    }
}

TEST_CASE("text of no characters, and of one kind, can be drawn too") {
    CHECK(random_text("abc", 0) == "");
    CHECK(random_text("a", 40) == std::string(40, 'a'));
    std::string all;
    for (int c = 0; c < 256; ++c) all += static_cast<char>(c);
    CHECK(random_text(all, 33).size() == 33);
}

TEST_CASE("a digest is SHA-256: the examples of FIPS 180-4") {
    CHECK(digest_of("") ==
          digest("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
    CHECK(digest_of("abc") ==
          digest("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
    CHECK(digest_of("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq") ==
          digest("248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"));
}

TEST_CASE("secrets are the same if each of their bytes is") {
    CHECK(same_secret("", ""));
    CHECK(same_secret("secret", "secret"));
    CHECK(!same_secret("secret", "secrez"));
    CHECK(!same_secret("secret", "Secret"));
    CHECK(!same_secret("secret", "secret "));
    CHECK(!same_secret("secret", ""));
    CHECK(!same_secret(std::string_view("a\0b", 3), std::string_view("a\0c", 3)));
}
