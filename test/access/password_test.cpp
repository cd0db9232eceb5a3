#include "access/password.h"

#include <doctest/doctest.h>

#include <chrono>
#include <set>

using namespace cronmon;

namespace {

// `count` characters of three bytes each.
std::string chinese(std::size_t count) {
    std::string text;
    while (count-- > 0) text += "备";
    return text;
}

}  // namespace

TEST_CASE("who knows the password is recognised, and nobody else") {
    const std::string hash = hash_password("correct horse");
    CHECK(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
    CHECK(hash.size() == 97);
    CHECK(verify_password(hash, "correct horse"));
    CHECK(!verify_password(hash, "correct horsf"));
    CHECK(!verify_password(hash, "Correct horse"));
    CHECK(!verify_password(hash, "correct horse "));
    CHECK(!verify_password(hash, ""));
}

TEST_CASE("the same password is kept differently each time") {
    CHECK(hash_password("correct horse") != hash_password("correct horse"));
}

TEST_CASE("a password is bytes: characters of any language, and zeros") {
    const std::string longest = chinese(password_chars_max);
    CHECK(verify_password(hash_password(longest), longest));
    const std::string_view zero("12345678\0a", 10);
    CHECK(verify_password(hash_password(zero), zero));
    CHECK(!verify_password(hash_password(zero), "12345678"));
}

// What the reference implementation gives (phc-winner-argon2, src/test.c).
TEST_CASE("argon2id hashes with other parameters verify") {
    CHECK(
        verify_password("$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$"
                        "CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                        "password"));
    CHECK(
        verify_password("$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$"
                        "nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
                        "password"));
    CHECK(
        verify_password("$argon2id$v=19$m=256,t=2,p=2$c29tZXNhbHQ$"
                        "bQk8UB/VmZZF4Oo79iDXuL5/0ttZwg2f/5U52iv1cDc",
                        "password"));
}

TEST_CASE("a hash of argon2 that is not whole, or not ours, is nobody's") {
    const std::string tag = "nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4";
    const std::string good = "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$" + tag;
    REQUIRE(verify_password(good, "password"));
    for (std::size_t bytes = 0; bytes < good.size(); ++bytes)
        CHECK(!verify_password(std::string_view(good).substr(0, bytes), "password"));
    for (const std::string& bad : {
             good + "A",
             good + "=",
             good + "$",
             good + "\n",
             " " + good,
             good + '\0',
             good + std::string("\0junk", 5),
             "$argon2i$v=19$m=256,t=2,p=1$c29tZXNhbHQ$" + tag,
             "$argon2d$v=19$m=256,t=2,p=1$c29tZXNhbHQ$" + tag,
             "$argon2id$v=16$m=256,t=2,p=1$c29tZXNhbHQ$" + tag,
             "$argon2id$m=256,t=2,p=1$c29tZXNhbHQ$" + tag,
             "$argon2id$v=19$m=+256,t=2,p=1$c29tZXNhbHQ$" + tag,
             "$argon2id$v=19$m=0256,t=2,p=1$c29tZXNhbHQ$" + tag,
             "$argon2id$v=19$m= 256,t=2,p=1$c29tZXNhbHQ$" + tag,
             "$argon2id$v=19$m=-256,t=2,p=1$c29tZXNhbHQ$" + tag,
             "$argon2id$v=19$m=4294967552,t=2,p=1$c29tZXNhbHQ$" + tag,
             "$argon2id$v=19$m=256,t=2$c29tZXNhbHQ$" + tag,
             "$argon2id$v=19$m=256,t=2,p=1,data=AA$c29tZXNhbHQ$" + tag,
             "$argon2id$v=19$m=256,t=0,p=1$c29tZXNhbHQ$" + tag,
             "$argon2id$v=19$m=256,t=2,p=0$c29tZXNhbHQ$" + tag,
             "$argon2id$v=19$m=7,t=2,p=1$c29tZXNhbHQ$" + tag,
             std::string("$argon2id$v=19$m=256,t=2,p=1$$") + tag,
             std::string("$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$"),
         }) {
        CAPTURE(bad);
        CHECK(!verify_password(bad, "password"));
    }
}

TEST_CASE("parameters that would keep us busy for long are refused at once") {
    const auto start = std::chrono::steady_clock::now();
    const std::string rest = "$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4";
    CHECK(!verify_password("$argon2id$v=19$m=262145,t=1,p=1" + rest, "password"));
    CHECK(!verify_password("$argon2id$v=19$m=4294967295,t=1,p=1" + rest, "password"));
    CHECK(!verify_password("$argon2id$v=19$m=262144,t=17,p=1" + rest, "password"));
    CHECK(!verify_password("$argon2id$v=19$m=262144,t=4294967295,p=1" + rest, "password"));
    CHECK(!verify_password("$argon2id$v=19$m=262144,t=16,p=9" + rest, "password"));
    CHECK(!verify_password(hash_password("password"), std::string(513, 'x')));
    CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds{5});
}

TEST_CASE("a hash is outdated unless it is argon2id with at least today's parameters") {
    const std::string salt = "$AAAAAAAAAAAAAAAAAAAAAA$";
    const std::string rest = salt + std::string(43, 'A');
    CHECK(!is_outdated(hash_password("correct horse")));
    CHECK(!is_outdated("$argon2id$v=19$m=19456,t=2,p=1" + rest));
    CHECK(!is_outdated("$argon2id$v=19$m=65536,t=3,p=4" + rest));
    CHECK(is_outdated("$argon2id$v=19$m=19455,t=2,p=1" + rest));
    CHECK(is_outdated("$argon2id$v=19$m=65536,t=1,p=1" + rest));
    CHECK(is_outdated("$argon2id$v=16$m=19456,t=2,p=1" + rest));
    CHECK(is_outdated("$argon2i$v=19$m=19456,t=2,p=1" + rest));
    CHECK(is_outdated("$argon2id$v=19$m=19456,t=2,p=1" + salt + std::string(42, 'A')));
    CHECK(is_outdated("$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHQ$" + std::string(43, 'A')));
    CHECK(is_outdated("pbkdf2:sha256:260000$salt$00"));
    CHECK(is_outdated(""));
}

TEST_CASE("an unknown user's password takes the way of a known one's, and is wrong") {
    CHECK(!is_outdated(nobodys_hash()));
    CHECK(nobodys_hash().size() == hash_password("correct horse").size());
    CHECK(!verify_password(nobodys_hash(), ""));
    CHECK(!verify_password(nobodys_hash(), "correct horse"));
    CHECK(&nobodys_hash() == &nobodys_hash());
    const auto start = std::chrono::steady_clock::now();
    CHECK(!verify_password(nobodys_hash(), "correct horse"));
    const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;
    MESSAGE("one argon2id: " << took.count() << " ms");
    CHECK(took.count() > 1);  // it was computed, not refused
}

TEST_CASE("a password has 8 to 128 characters, however many bytes each of them has") {
    CHECK(!check_password("password", "12345678"));
    CHECK(!check_password("password", chinese(8)));
    CHECK(!check_password("password", std::string(128, 'x')));
    CHECK(!check_password("password", chinese(128)));
    CHECK(!check_password("password", "  with blanks  "));
    const auto message = [](std::string_view field, std::string_view password) {
        const auto error = check_password(field, password);
        return error ? error->message : "";
    };
    CHECK(message("password", "") == "password: must have 8 to 128 characters, got 0");
    CHECK(message("password", "abc") == "password: must have 8 to 128 characters, got 3");
    CHECK(message("password", chinese(7)) == "password: must have 8 to 128 characters, got 7");
    CHECK(message("new password", std::string(129, 'x')) ==
          "new password: must have 8 to 128 characters, got 129");
    CHECK(message("password", "12345678\xff") == "password: must be valid UTF-8");
    CHECK(check_password("password", "abc")->code == Code::invalid);
}
