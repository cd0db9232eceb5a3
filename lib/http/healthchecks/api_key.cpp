#include "http/healthchecks/api_key.h"

#include "access/secret.h"

namespace cronmon {
namespace {

constexpr std::string_view base62 =
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

}  // namespace

std::string fresh_api_key(CheckKey::May may) {
    const std::string prefix = may == CheckKey::May::write ? "hcw_" : "hcr_";
    return prefix + random_text(base62, api_key_chars - prefix.size());
}

}  // namespace cronmon
