#include "http/read_words.h"

#include "base/duration.h"
#include "base/quote.h"
#include "http/find.h"

namespace cronmon {
namespace {

template <class Value>
Result<std::optional<Value>> read(std::string_view field, std::string_view allowed,
                                  const std::optional<std::string>& text,
                                  std::optional<Value> (*value_of)(std::string_view)) {
    if (!text) return std::optional<Value>{};
    if (const auto value = value_of(*text)) return value;
    return Error{Code::invalid,
                 std::string(field).append(": must be ").append(allowed) + ", got " + quote(*text)};
}

}  // namespace

Result<std::optional<Language>> read_language(const std::optional<std::string>& lang) {
    return read("lang", "zh or en", lang, language_of);
}

Result<std::optional<Role>> read_role(const std::optional<std::string>& role) {
    return read("role", "admin, manager or reader", role, role_of);
}

Result<std::optional<Scope>> read_scope(const std::optional<std::string>& scope) {
    return read("scope", "read, write or ping", scope, scope_of);
}

Result<CheckKey::May> read_key_may(std::string_view text) {
    for (const auto may : {CheckKey::May::write, CheckKey::May::read})
        if (text == word(may)) return may;
    return Error{Code::invalid, "may: must be write or read, got " + quote(text)};
}

Result<std::optional<Millis>> read_length(std::string_view field,
                                          const std::optional<std::string>& text) {
    if (!text) return std::optional<Millis>{};
    const auto length = parse_duration(field, *text);
    if (!length) return length.error();
    return std::optional(*length);
}

Result<std::vector<BusinessId>> read_businesses(Snapshot& snapshot, const Who& who,
                                                const std::vector<std::string>& names) {
    std::vector<BusinessId> ids;
    for (const std::string& name : names) {
        const auto business = find_business(snapshot, who, name);
        if (!business) return business.error();
        ids.push_back(business->business.id);
    }
    return ids;
}

}  // namespace cronmon
