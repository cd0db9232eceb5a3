#include "http/chinese.h"

#include <optional>
#include <vector>

namespace cronmon {
namespace {

struct Entry {
    std::string_view english;
    std::string_view chinese;  // has as many `{}`, in the same order
};

constexpr Entry entries[] = {
    {"A value is against a rule", "某个值不符合规则"},
    {"{}: is missing", "{}：缺少此项"},
};

using Values = std::vector<std::string_view>;

// The values that the `{}` of the pattern stand for, each as short as it can be; the last one
// takes what is left.
std::optional<Values> fit(std::string_view pattern, std::string_view sentence) {
    Values values;
    for (;;) {
        const auto place = pattern.find("{}");
        const auto text = pattern.substr(0, place);
        if (!sentence.starts_with(text)) return std::nullopt;
        sentence.remove_prefix(text.size());
        if (place == std::string_view::npos)
            return sentence.empty() ? std::optional(values) : std::nullopt;
        pattern.remove_prefix(place + 2);
        const auto next = pattern.substr(0, pattern.find("{}"));
        const auto end = next.empty() ? sentence.size() : sentence.find(next);
        if (end == std::string_view::npos) return std::nullopt;
        values.push_back(sentence.substr(0, end));
        sentence.remove_prefix(end);
    }
}

std::string filled(std::string_view pattern, const Values& values) {
    std::string text;
    for (const std::string_view value : values) {
        const auto place = pattern.find("{}");
        text.append(pattern.substr(0, place)).append(value);
        pattern.remove_prefix(place + 2);
    }
    return text.append(pattern);
}

}  // namespace

std::string in_chinese(std::string_view sentence) {
    for (const auto& [english, chinese] : entries)
        if (const auto values = fit(english, sentence)) return filled(chinese, *values);
    return std::string(sentence);
}

bool is_known_in_chinese(std::string_view sentence) {
    for (const auto& entry : entries)
        if (fit(entry.english, sentence)) return true;
    return false;
}

}  // namespace cronmon
