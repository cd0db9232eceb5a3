// The second factor: six digits that a phone shows for half a minute (RFC 6238), and the codes
// that replace a lost phone.
//
// HMAC-SHA1, 30 seconds and 6 digits, because many authenticator apps ignore what a URI says about
// them and use just these. SHA-1's collisions do not touch HMAC (RFC 6238, 1.2; RFC 6151 for the
// same question with MD5).
//
// Thread-safety: values; the functions may be called from any thread.
#pragma once

#include "base/clock.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cronmon {

using TotpSecret = std::array<std::uint8_t, 20>;  // as long as a SHA-1 (RFC 4226, 4, R6)

constexpr std::chrono::seconds totp_period{30};
constexpr std::size_t totp_digits = 6;
constexpr std::int64_t totp_steps_around = 1;  // for clocks that differ and for slow fingers
constexpr std::int64_t totp_never = -1;        // the last step of a secret that was never used

TotpSecret fresh_totp_secret();

// 32 characters of base32, to be typed where no camera is.
std::string totp_secret_text(const TotpSecret& secret);

// Reads it back: in any case, blanks and hyphens ignored.
std::optional<TotpSecret> parse_totp_secret(std::string_view text);

// What the QR code says: `otpauth://totp/cronmon:NAME?secret=...&issuer=cronmon&...` (Google
// Authenticator, "Key URI Format").
std::string totp_uri(const TotpSecret& secret, std::string_view user_name);

// The number of the period that `at` lies in, and what the phone shows during it.
std::int64_t totp_step(Instant at);
std::string totp_code(const TotpSecret& secret, std::int64_t step);

// The step whose code this is: the present one or its neighbours, but none up to `last_step`,
// since a code is good for one login only (RFC 6238, 5.2). The caller stores the answer as the next
// `last_step` before it lets anybody in. Blanks in the code are ignored.
std::optional<std::int64_t> verify_totp(const TotpSecret& secret, std::string_view code,
                                        Instant now, std::int64_t last_step);

constexpr std::size_t recovery_codes = 10;

// Ten codes such as `k7fq-2mxd-9h4t`, 60 random bits each, to be written on paper. Stored is
// digest_of(normalised_recovery_code(code)), and each is good for one login only.
std::vector<std::string> fresh_recovery_codes();

// The code without its hyphens, whatever case and blanks somebody types it with.
std::string normalised_recovery_code(std::string_view text);

}  // namespace cronmon
