#include "http/chinese.h"

#include "http/chinese_sentences.h"

#include <algorithm>
#include <optional>
#include <vector>

namespace cronmon {
namespace {

constexpr std::string_view place = "{}";
constexpr Counterpart no_value{"", ""};
constexpr Counterpart got_value{", got {}", "，实际为 {}"};

using Values = std::vector<std::string_view>;

// Where `text` is found next; at the very end if it is the last part of its pattern.
std::size_t find_part(std::string_view sentence, std::string_view text, bool is_last) {
    if (!is_last) return sentence.find(text);
    return sentence.ends_with(text) ? sentence.size() - text.size() : std::string_view::npos;
}

// The values that the `{}` of the pattern stand for, each as short as it can be; the last one
// takes what is left.
std::optional<Values> fit(std::string_view pattern, std::string_view sentence) {
    auto next = pattern.find(place);
    if (next == pattern.npos)
        return pattern == sentence ? std::optional<Values>(Values{}) : std::nullopt;
    if (!sentence.starts_with(pattern.substr(0, next))) return std::nullopt;
    sentence.remove_prefix(next);
    Values values;
    while (next != pattern.npos) {
        pattern.remove_prefix(next + place.size());
        next = pattern.find(place);
        const auto text = pattern.substr(0, next);
        const auto end = find_part(sentence, text, next == pattern.npos);
        if (end == sentence.npos) return std::nullopt;
        values.push_back(sentence.substr(0, end));
        sentence.remove_prefix(end + text.size());
    }
    return values;
}

// The counterpart of an English word or name, else itself.
std::string_view counterpart(std::span<const Counterpart> table, std::string_view english) {
    const auto found = std::ranges::find(table, english, &Counterpart::english);
    return found == table.end() ? english : found->chinese;
}

// A blank stands between Chinese and what is not.
std::string filled(std::string_view pattern, const Values& values) {
    std::string text;
    for (const std::string_view value : values) {
        const auto next = pattern.find(place);
        text.append(pattern.substr(0, next));
        const auto said = text.ends_with('\'') ? value : counterpart(chinese_words(), value);
        if (said != value && text.ends_with(' ')) text.pop_back();
        text.append(said);
        pattern.remove_prefix(next + place.size());
    }
    return text.append(pattern);
}

// The best fit so far.
class Search {
public:
    explicit Search(std::string_view sentence) : sentence_(sentence) {}

    void try_pattern(const Counterpart& head, const Counterpart& tail) {
        const std::string english = std::string(head.english).append(tail.english);
        auto values = fit(english, sentence_);
        if (!values) return;
        const std::size_t own = english.size() - place.size() * values->size();
        if (chinese_ && own <= own_) return;
        own_ = own;
        chinese_ = filled(std::string(head.chinese).append(tail.chinese), *values);
    }

    std::optional<std::string> chinese() { return std::move(chinese_); }

private:
    const std::string_view sentence_;
    std::size_t own_ = 0;  // bytes of the pattern that are no values
    std::optional<std::string> chinese_;
};

std::optional<std::string> find_sentence(std::string_view sentence) {
    Search search(sentence);
    for (const Counterpart& each : chinese_sentences()) search.try_pattern(each, no_value);
    return search.chinese();
}

// Only what says how a value must be goes on with what it is. In other rules `, got ` is part of a
// name.
bool is_demand(std::string_view rule) { return rule.find("must ") != rule.npos; }

// `field: rule` and `field: rule, got value`.
std::optional<std::string> find_rule(std::string_view sentence) {
    const auto colon = sentence.find(": ");
    if (colon == sentence.npos) return std::nullopt;
    Search search(sentence.substr(colon + 2));
    for (const Counterpart& each : chinese_rules()) {
        search.try_pattern(each, no_value);
        if (is_demand(each.english)) search.try_pattern(each, got_value);
    }
    const auto rule = search.chinese();
    if (!rule) return std::nullopt;
    const auto field = counterpart(chinese_fields(), sentence.substr(0, colon));
    return std::string(field).append("：").append(*rule);
}

// `'db'`, or names of zones: `Asia/Tokyo, Asia/Hong_Kong or Asia/Macau`.
std::string names_in_chinese(std::string_view names) {
    if (names.starts_with('\'')) return std::string(names);
    std::string text(names);
    for (const auto& [english, chinese] : {Counterpart{", ", "、"}, {" or ", " 或 "}})
        for (auto at = text.find(english); at != text.npos;
             at = text.find(english, at + chinese.size()))
            text.replace(at, english.size(), chinese);
    return text;
}

// Takes `, did you mean 'db'?` off the end of the sentence, and says it in Chinese.
std::string take_proposal(std::string_view& sentence) {
    constexpr std::string_view lead = ", did you mean ";
    const auto at = sentence.rfind(lead);
    if (at == sentence.npos || !sentence.ends_with('?')) return {};
    const auto names = sentence.substr(at + lead.size(), sentence.size() - at - lead.size() - 1);
    sentence = sentence.substr(0, at);
    return "，是否应为 " + names_in_chinese(names) + "？";
}

std::optional<std::string> find_sentence_or_rule(std::string_view sentence) {
    auto found = find_sentence(sentence);
    return found ? found : find_rule(sentence);
}

// `tasks 'nightly': field: rule`, about an entry of a document.
std::optional<std::string> find_entry(std::string_view sentence) {
    constexpr std::string_view parts[] = {"businesses", "notifiers", "assignments", "tasks",
                                          "settings"};
    const bool entry = std::ranges::any_of(
        parts, [&](std::string_view part) { return sentence.starts_with(part); });
    const auto border = sentence.find(": ");
    if (!entry || border == sentence.npos) return std::nullopt;
    const auto rest = find_sentence_or_rule(sentence.substr(border + 2));
    if (!rest) return std::nullopt;
    return std::string(sentence.substr(0, border)).append("：").append(*rest);
}

std::optional<std::string> find_chinese(std::string_view sentence) {
    const std::string proposal = take_proposal(sentence);
    auto found = find_sentence_or_rule(sentence);
    if (!found) found = find_entry(sentence);
    if (found) found->append(proposal);
    return found;
}

}  // namespace

std::string in_chinese(std::string_view sentence) {
    return find_chinese(sentence).value_or(std::string(sentence));
}

bool is_known_in_chinese(std::string_view sentence) { return find_chinese(sentence).has_value(); }

}  // namespace cronmon
