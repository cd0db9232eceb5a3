// Badges: how the checks of a business are, of those with a tag, or one, for anybody to see.
//
// A badge's URL is signed, so that nobody learns of tags by guessing them. The signature of a tag
// is an HMAC with what this database signs with (RFC 2104), as much of it as Healthchecks shows.
//
// Thread-safety: pure functions; BadgeLinks is a value.
#pragma once

#include "http/ask.h"
#include "store/store.h"

#include <span>
#include <string>
#include <string_view>

namespace cronmon {

constexpr std::string_view all_tags = "*";
constexpr std::size_t badge_signature_chars = 8;

// The URLs of a tag's badges.
class BadgeLinks {
public:
    BadgeLinks(std::string base, std::string badge_key, std::string secret)
        : base_(std::move(base)), key_(std::move(badge_key)), secret_(std::move(secret)) {}

    // {"svg": ..., "svg3": ..., "json": ..., "json3": ..., "shields": ..., "shields3": ...}
    std::string of(std::string_view tag) const;

    // Eight characters of base64url.
    std::string signature(std::string_view tag) const;

private:
    std::string base_;
    std::string key_;
    std::string secret_;
};

enum class BadgeStates : std::uint8_t { two = 2, three = 3 };  // with three, late is told apart

struct Badge {
    std::string label;
    std::string_view status = "up";  // up, late or down
    std::int64_t total = 0;
    std::int64_t grace = 0;
    std::int64_t down = 0;

    void count(const Standing& standing, BadgeStates states, Instant now);
};

// As svg, json or shields; nothing for another format.
std::optional<Reply> badge_reply(const Badge& badge, std::string_view format);

}  // namespace cronmon
