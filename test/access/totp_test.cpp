#include "access/totp.h"

#include "access/secret.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>

using namespace cronmon;
using namespace std::chrono_literals;

namespace {

Instant unix_time(std::int64_t seconds) { return Instant{std::chrono::seconds{seconds}}; }

// The seed of RFC 6238, appendix B.
TotpSecret rfc_secret() {
    TotpSecret secret{};
    std::ranges::copy(std::string_view("12345678901234567890"), secret.begin());
    return secret;
}

const TotpSecret secret = rfc_secret();
const Instant noon = unix_time(1'234'567'890);  // the first second of step 41152263
constexpr std::int64_t noon_step = 41'152'263;

std::optional<std::int64_t> verify(std::string_view code, Instant now,
                                   std::int64_t last_step = totp_never) {
    return verify_totp(secret, code, now, last_step);
}

}  // namespace

TEST_CASE("the codes are those of RFC 6238, appendix B, SHA-1, last six digits") {
    const std::pair<std::int64_t, const char*> vectors[] = {
        {59, "287082"},
        {1'111'111'109, "081804"},
        {1'111'111'111, "050471"},
        {1'234'567'890, "005924"},
        {2'000'000'000, "279037"},
        {20'000'000'000, "353130"},
    };
    for (const auto& [seconds, code] : vectors) {
        const Instant at = unix_time(seconds);
        CHECK(totp_code(secret, totp_step(at)) == code);
        CHECK(verify(code, at) == totp_step(at));
    }
}

TEST_CASE("a step is half a minute, also before 1970") {
    CHECK(totp_step(noon) == noon_step);
    CHECK(totp_step(noon - 1ms) == noon_step - 1);
    CHECK(totp_step(noon + 30s - 1ms) == noon_step);
    CHECK(totp_step(noon + 30s) == noon_step + 1);
    CHECK(totp_step(unix_time(0)) == 0);
    CHECK(totp_step(unix_time(-1)) == -1);
}

TEST_CASE("a code is good from one step before its own to one step after it") {
    const std::string code = totp_code(secret, noon_step);
    CHECK(!verify(code, noon - 30s - 1ms));
    CHECK(verify(code, noon - 30s) == noon_step);
    CHECK(verify(code, noon) == noon_step);
    CHECK(verify(code, noon + 60s - 1ms) == noon_step);
    CHECK(!verify(code, noon + 60s));
}

TEST_CASE("a code is good once, and those before it are not good any more") {
    const std::string code = totp_code(secret, noon_step);
    const std::string before = totp_code(secret, noon_step - 1);
    const std::string after = totp_code(secret, noon_step + 1);
    CHECK(verify(code, noon, noon_step - 1) == noon_step);
    CHECK(!verify(code, noon, noon_step));
    CHECK(!verify(code, noon, noon_step + 1));
    CHECK(!verify(before, noon, noon_step));
    CHECK(verify(after, noon, noon_step) == noon_step + 1);
}

TEST_CASE("blanks inside a code are what people type") {
    CHECK(verify("005924", noon));
    CHECK(verify("005 924", noon));
    CHECK(verify(" 00 59 24\n", noon));
    for (const char* code : {"", " ", "5924", "05924", "0005924", "005925", "00592a", "005-924",
                             "-05924", "+05924", "89005924", "００5924"}) {
        CAPTURE(code);
        CHECK(!verify(code, noon));
    }
    CHECK(!verify(std::string_view("005924\0", 7), noon));
}

TEST_CASE("another secret has other codes") {
    CHECK(!verify_totp(TotpSecret{}, totp_code(secret, noon_step), noon, totp_never));
    CHECK(fresh_totp_secret() != fresh_totp_secret());
}

TEST_CASE("a secret can be shown, and typed back in any case and in groups") {
    const std::string text = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
    CHECK(totp_secret_text(secret) == text);
    CHECK(parse_totp_secret(text) == secret);
    CHECK(parse_totp_secret("gezd gnbv gy3t qojq gezd gnbv gy3t qojq") == secret);
    CHECK(parse_totp_secret("GEZD-GNBV-GY3T-QOJQ-GEZD-GNBV-GY3T-QOJQ") == secret);
    CHECK(!parse_totp_secret(""));
    CHECK(!parse_totp_secret(text.substr(1)));
    CHECK(!parse_totp_secret(text + "A"));
    CHECK(!parse_totp_secret(text + "GEZDGNBV"));
    CHECK(!parse_totp_secret("0EZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"));
    const TotpSecret fresh = fresh_totp_secret();
    CHECK(parse_totp_secret(totp_secret_text(fresh)) == fresh);
}

TEST_CASE("the URI is what authenticator apps read, whatever the user is called") {
    CHECK(totp_uri(secret, "alice") ==
          "otpauth://totp/cronmon:alice?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=cronmon"
          "&algorithm=SHA1&digits=6&period=30");
    CHECK(totp_uri(secret, "a b:c?d&e=f/g%h@i")
              .starts_with("otpauth://totp/cronmon:a%20b%3Ac%3Fd%26e%3Df%2Fg%25h%40i?secret="));
    CHECK(totp_uri(secret, "备").starts_with("otpauth://totp/cronmon:%E5%A4%87?secret="));
    CHECK(totp_uri(secret, "A-z.0_9~").starts_with("otpauth://totp/cronmon:A-z.0_9~?secret="));
}

TEST_CASE("recovery codes are ten, all different, and easy to read aloud") {
    std::set<std::string> seen;
    std::set<char> used;
    for (int i = 0; i < 100; ++i) {
        const auto codes = fresh_recovery_codes();
        CHECK(codes.size() == 10);
        for (const std::string& code : codes) {
            CHECK(code.size() == 14);
            CHECK(code[4] == '-');
            CHECK(code[9] == '-');
            CHECK(std::ranges::count(code, '-') == 2);
            CHECK(seen.insert(code).second);
            used.insert(code.begin(), code.end());
        }
    }
    CHECK(used.size() == 32 + 1);  // five bits a character, and the hyphen
    for (const char c : std::string_view("0o1lOI")) CHECK(!used.contains(c));
}

TEST_CASE("a recovery code is the same however it is typed") {
    const std::string code = "k7fq-2mxd-9h4t";
    CHECK(normalised_recovery_code(code) == "k7fq2mxd9h4t");
    CHECK(normalised_recovery_code(" K7FQ 2mxd9-H4T\n") == "k7fq2mxd9h4t");
    CHECK(normalised_recovery_code("") == "");
    CHECK(digest_of(normalised_recovery_code(code)) ==
          digest_of(normalised_recovery_code("K7FQ2MXD9H4T")));
    CHECK(normalised_recovery_code("k7fq-2mxd-9h4u") != normalised_recovery_code(code));
}
