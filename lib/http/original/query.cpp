#include "http/original/query.h"

#include "base/utf8.h"
#include "http/ask.h"

#include <algorithm>

namespace cronmon {
namespace {

std::string decoded(std::string_view text) {
    std::string copy(text);
    std::ranges::replace(copy, '+', ' ');
    return utf8::repaired(percent_decoded(copy));
}

}  // namespace

OriginalQuery::OriginalQuery(std::string_view text) {
    while (!text.empty()) {
        const auto pair = text.substr(0, text.find('&'));
        text.remove_prefix(std::min(pair.size() + 1, text.size()));
        if (pair.empty()) continue;
        const auto name = pair.substr(0, pair.find('='));
        std::string plain = decoded(name);
        if (value(plain)) continue;
        first_.emplace_back(std::move(plain),
                            decoded(pair.substr(std::min(name.size() + 1, pair.size()))));
    }
}

std::optional<std::string> OriginalQuery::value(std::string_view name) const {
    for (const auto& [each, value] : first_)
        if (each == name) return value;
    return std::nullopt;
}

}  // namespace cronmon
