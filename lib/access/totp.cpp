#include "access/totp.h"

#include "access/base64.h"
#include "access/secret.h"
#include "base/error.h"
#include "base/token.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <algorithm>
#include <ratio>

namespace cronmon {
namespace {

constexpr std::string_view issuer = "cronmon";

// 32 kinds, so that each carries five bits: without 0 and o, 1 and l.
constexpr std::string_view recovery_characters = "abcdefghijkmnpqrstuvwxyz23456789";
constexpr std::size_t recovery_chars = 12;
constexpr std::size_t recovery_group_chars = 4;

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
constexpr bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
constexpr char to_lower(char c) { return is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c; }
constexpr char to_upper(char c) { return is_lower(c) ? static_cast<char>(c - 'a' + 'A') : c; }

// What people and their clipboards put between the characters of a code.
std::string without(std::string_view ignored, std::string_view text) {
    std::string left;
    for (const char c : text)
        if (ignored.find(c) == std::string_view::npos) left += c;
    return left;
}

constexpr std::string_view blanks = " \t\r\n";
constexpr std::string_view blanks_and_hyphens = " \t\r\n-";

// RFC 3986, 2.1: all but its unreserved characters.
std::string percent_encoded(std::string_view text) {
    constexpr char hex_digits[] = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<std::uint8_t>(c);
        if (is_digit(c) || is_lower(c) || is_upper(c) || c == '-' || c == '.' || c == '_' ||
            c == '~')
            out += c;
        else out.append("%").append(1, hex_digits[byte >> 4]).append(1, hex_digits[byte & 0x0f]);
    }
    return out;
}

// The 31 bits that RFC 4226, 5.3 cuts out of the MAC, where its last four bits say.
std::uint32_t truncated_mac(const TotpSecret& secret, std::int64_t step) {
    std::array<std::uint8_t, 8> counter{};
    for (std::size_t i = 0; i < counter.size(); ++i)
        counter[i] = static_cast<std::uint8_t>(static_cast<std::uint64_t>(step) >> (56 - 8 * i));
    std::array<std::uint8_t, 20> mac{};
    CHECK(HMAC(EVP_sha1(), secret.data(), static_cast<int>(secret.size()), counter.data(),
               counter.size(), mac.data(), nullptr) != nullptr);
    const std::size_t start = mac.back() & 0x0f;
    std::uint32_t bits = 0;
    for (std::size_t i = 0; i < 4; ++i) bits = bits << 8 | mac[start + i];
    return bits & 0x7fff'ffff;
}

}  // namespace

TotpSecret fresh_totp_secret() {
    TotpSecret secret{};
    fill_random(secret);
    return secret;
}

std::string totp_secret_text(const TotpSecret& secret) { return base32_encode(secret); }

std::optional<TotpSecret> parse_totp_secret(std::string_view text) {
    std::string digits = without(blanks_and_hyphens, text);
    std::ranges::transform(digits, digits.begin(), to_upper);
    const auto bytes = base32_decode(digits);
    TotpSecret secret{};
    if (!bytes || bytes->size() != secret.size()) return std::nullopt;
    std::ranges::transform(*bytes, secret.begin(),
                           [](char c) { return static_cast<std::uint8_t>(c); });
    return secret;
}

std::string totp_uri(const TotpSecret& secret, std::string_view user_name) {
    const std::string from(issuer);
    return "otpauth://totp/" + from + ":" + percent_encoded(user_name) +
           "?secret=" + totp_secret_text(secret) + "&issuer=" + from +
           "&algorithm=SHA1&digits=" + std::to_string(totp_digits) +
           "&period=" + std::to_string(totp_period.count());
}

std::int64_t totp_step(Instant at) {
    using Steps = std::chrono::duration<std::int64_t, std::ratio<totp_period.count()>>;
    return std::chrono::floor<Steps>(at).time_since_epoch().count();
}

std::string totp_code(const TotpSecret& secret, std::int64_t step) {
    const std::string digits = std::to_string(truncated_mac(secret, step) % 1'000'000);
    return std::string(totp_digits - digits.size(), '0') + digits;
}

// All steps are tried, and the last that fits wins: a code that by chance is good for two of them
// is used up for both.
std::optional<std::int64_t> verify_totp(const TotpSecret& secret, std::string_view code,
                                        Instant now, std::int64_t last_step) {
    const std::string digits = without(blanks, code);
    const std::int64_t present = totp_step(now);
    std::optional<std::int64_t> fits;
    for (std::int64_t step = present - totp_steps_around; step <= present + totp_steps_around;
         ++step)
        if (same_secret(totp_code(secret, step), digits) && step > last_step) fits = step;
    return fits;
}

std::vector<std::string> fresh_recovery_codes() {
    std::vector<std::string> codes;
    while (codes.size() < recovery_codes) {
        std::string code = random_text(recovery_characters, recovery_chars);
        for (std::size_t at = recovery_chars - recovery_group_chars; at > 0;
             at -= recovery_group_chars)
            code.insert(at, 1, '-');
        codes.push_back(std::move(code));
    }
    return codes;
}

std::string normalised_recovery_code(std::string_view text) {
    std::string code = without(blanks_and_hyphens, text);
    std::ranges::transform(code, code.begin(), to_lower);
    return code;
}

}  // namespace cronmon
