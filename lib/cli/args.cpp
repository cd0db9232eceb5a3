#include "cli/args.h"

#include "base/nearest.h"
#include "base/quote.h"

// Its patterns are recursive: a long value would overflow the stack.
#define CXXOPTS_NO_REGEX true
#include <cxxopts.hpp>

#include <algorithm>
#include <charconv>
#include <iterator>

namespace cronmon {
namespace {

Error usage(const Command& command, std::string_view what) {
    const std::string name = command.name();
    return {Code::usage, (name.empty() ? "" : name + ": ") + std::string(what)};
}

std::string dashed(std::string_view flag) {
    return (flag.size() == 1 ? "-" : "--") + std::string(flag);
}

std::vector<Flag> all_flags(const Command& command) {
    std::vector<Flag> flags = command.flags;
    for (const Flag& flag : flags_everywhere)
        if (takes(command.place, flag)) flags.push_back(flag);
    return flags;
}

const Flag* find(std::span<const Flag> flags, std::string_view name) {
    const auto found = std::ranges::find(flags, name, &Flag::name);
    return found == flags.end() ? nullptr : &*found;
}

cxxopts::Options described(std::span<const Flag> flags) {
    cxxopts::Options options("cronmon");
    auto add = options.add_options();
    for (const Flag& flag : flags) {
        const std::string name = (flag.name == "help" ? "h," : "") + std::string(flag.name);
        if (flag.is_switch()) add(name, "");
        else add(name, "", cxxopts::value<std::string>());
    }
    return options;
}

// cxxopts tells the name only within its sentence.
std::string quoted_part(std::string_view sentence) {
    const auto from = sentence.find(cxxopts::LQUOTE);
    const auto to = sentence.rfind(cxxopts::RQUOTE);
    if (from == sentence.npos || to == sentence.npos) return std::string(sentence);
    const auto start = from + cxxopts::LQUOTE.size();
    return std::string(sentence.substr(start, to - start));
}

Error unknown_flag(const Command& command, std::span<const Flag> flags, std::string_view given) {
    const std::string_view written = given.substr(0, given.find('='));
    std::vector<std::string> known;
    for (const Flag& flag : flags) known.push_back(dashed(flag.name));
    return usage(command, "unknown flag " + quote(written) + did_you_mean(written, known));
}

Error missing_value(const Command& command, const Flag& flag) {
    return usage(command, dashed(flag.name) + " needs a value: " + dashed(flag.name) + ' ' +
                              std::string(flag.value));
}

Result<cxxopts::ParseResult> parse(const Command& command, std::span<const Flag> flags,
                                   std::span<const std::string> words) {
    std::vector<const char*> argv{"cronmon"};
    for (const std::string& word : words) argv.push_back(word.c_str());
    auto options = described(flags);
    try {
        return options.parse(static_cast<int>(argv.size()), argv.data());
    } catch (const cxxopts::exceptions::no_such_option& error) {
        return unknown_flag(command, flags, dashed(quoted_part(error.what())));
    } catch (const cxxopts::exceptions::invalid_option_syntax& error) {
        return unknown_flag(command, flags, quoted_part(error.what()));
    } catch (const cxxopts::exceptions::missing_argument& error) {
        const Flag* flag = find(flags, quoted_part(error.what()));
        return flag ? missing_value(command, *flag) : usage(command, error.what());
    } catch (const cxxopts::exceptions::incorrect_argument_type& error) {
        return usage(command, "a switch takes no value, got " + quote(quoted_part(error.what())));
    }
}

std::string list_of(std::span<const Flag> flags, Need need) {
    std::vector<std::string> names;
    for (const Flag& flag : flags)
        if (flag.need == need) names.push_back(dashed(flag.name));
    std::string text;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (i > 0) text += i + 1 == names.size() ? " or " : ", ";
        text += names[i];
    }
    return text;
}

Outcome check_flag(const Command& command, std::span<const Flag> flags, const std::string& name,
                   const std::string& value) {
    const Flag* flag = find(flags, name);
    if (flag->is_switch() && value != "true")
        return usage(command, dashed(name) + " takes no value, got " + quote(value));
    // `--grace --json`: the value was forgotten, and the next flag taken for it.
    const auto looks_like = value.starts_with("--") ? find(flags, value.substr(2)) : nullptr;
    if (looks_like) return missing_value(command, *flag);
    return std::nullopt;
}

Outcome check_needs(const Command& command, std::span<const Flag> flags, const Args::Pairs& given) {
    std::ptrdiff_t one_of = 0, at_most_one = 0;
    for (const Flag& flag : flags) {
        const auto times = std::ranges::count(given, flag.name, &Args::Pairs::value_type::first);
        if (times > 1 && !flag.repeatable)
            return usage(command, dashed(flag.name) + " is given more than once");
        if (times == 0 && flag.need == Need::required)
            return usage(command, dashed(flag.name) + ' ' + std::string(flag.value) +
                                      " is missing: " + std::string(flag.help));
        one_of += flag.need == Need::one_of ? times : 0;
        at_most_one += flag.need == Need::at_most_one ? times : 0;
    }
    const std::string choice = list_of(flags, Need::one_of);
    if (!choice.empty() && one_of != 1)
        return usage(command, (one_of == 0 ? "needs " : "takes only one of ") + choice);
    if (at_most_one > 1)
        return usage(command, "takes only one of " + list_of(flags, Need::at_most_one));
    return std::nullopt;
}

bool takes_words_behind_dashes(const Command& command) {
    return !command.arguments.empty() &&
           command.arguments.back().takes == Takes::words_behind_dashes;
}

Error unexpected(const Command& command, std::string_view word) {
    return usage(command, "unexpected argument " + quote(word) +
                              (takes_words_behind_dashes(command)
                                   ? " (what is to run stands behind --)"
                                   : " (a value with blanks or * must be in quotes)"));
}

Result<Args::Pairs> name_arguments(const Command& command, const std::vector<std::string>& words) {
    Args::Pairs named;
    std::size_t count = command.arguments.size() - takes_words_behind_dashes(command);
    for (std::size_t i = 0; i < count; ++i) {
        const Argument& argument = command.arguments[i];
        if (i < words.size()) named.emplace_back(argument.name, words[i]);
        else if (argument.need == Need::required)
            return usage(command,
                         std::string(argument.name) + " is missing: " + std::string(argument.help));
    }
    if (count > 0 && command.arguments[count - 1].takes == Takes::words)
        for (; count < words.size(); ++count)
            named.emplace_back(command.arguments.back().name, words[count]);
    if (words.size() > count) return unexpected(command, words[count]);
    return named;
}

std::optional<std::string> find_pair(const Args::Pairs& pairs, std::string_view name) {
    const auto found = std::ranges::find(pairs, name, &Args::Pairs::value_type::first);
    return found == pairs.end() ? std::nullopt : std::optional(found->second);
}

std::vector<std::string> all_of(const Args::Pairs& pairs, std::string_view name) {
    std::vector<std::string> values;
    for (const auto& [key, value] : pairs)
        if (key == name) values.push_back(value);
    return values;
}

// The words behind `--`, which are then gone from `words`.
Result<std::vector<std::string>> cut_at_dashes(const Command& command,
                                               std::span<const std::string>& words) {
    if (!takes_words_behind_dashes(command)) return std::vector<std::string>{};
    const auto dashes = std::ranges::find(words, "--");
    const Argument& argument = command.arguments.back();
    const bool none = dashes == words.end() || dashes + 1 == words.end();
    if (none && argument.need == Need::required)
        return usage(command, std::string(argument.name) +
                                  " is missing behind --: " + std::string(argument.help));
    std::vector<std::string> behind;
    if (!none) behind.assign(dashes + 1, words.end());
    words = words.first(static_cast<std::size_t>(dashes - words.begin()));
    return behind;
}

bool asks_for_help(std::span<const std::string> words) {
    const auto end = std::ranges::find(words, "--");
    return std::find(words.begin(), end, "--help") != end ||
           std::find(words.begin(), end, "-h") != end;
}

}  // namespace

std::optional<std::string> Args::value(std::string_view flag) const {
    return find_pair(flags_, flag);
}

std::vector<std::string> Args::values(std::string_view flag) const { return all_of(flags_, flag); }

std::vector<std::string> Args::arguments(std::string_view name) const {
    return all_of(arguments_, name);
}

std::string Args::argument(std::string_view name) const {
    return find_pair(arguments_, name).value_or("");
}

bool Args::has_argument(std::string_view name) const {
    return find_pair(arguments_, name).has_value();
}

Result<std::int64_t> Args::number(std::string_view flag, std::int64_t fallback, std::int64_t low,
                                  std::int64_t high) const {
    const auto text = value(flag);
    if (!text) return fallback;
    std::int64_t number = 0;
    const char* end = text->data() + text->size();
    const auto read = std::from_chars(text->data(), end, number);
    if (read.ec == std::errc{} && read.ptr == end && number >= low && number <= high) return number;
    return Error{Code::invalid, std::string(flag) + ": must be " + std::to_string(low) + " to " +
                                    std::to_string(high) + ", got " + quote(*text)};
}

Result<Args> parse_args(const Command& command, std::span<const std::string> words) {
    if (asks_for_help(words)) return Args({{"help", "true"}}, {});
    auto behind = cut_at_dashes(command, words);
    if (!behind) return behind.error();
    const std::vector<Flag> flags = all_flags(command);
    const auto parsed = parse(command, flags, words);
    if (!parsed) return parsed.error();
    Args::Pairs given;
    for (const auto& one : parsed->arguments()) {
        if (auto error = check_flag(command, flags, one.key(), one.value())) return *error;
        given.emplace_back(one.key(), one.value());
    }
    auto named = name_arguments(command, parsed->unmatched());
    if (!named) return named.error();
    if (auto error = check_needs(command, flags, given)) return *error;
    return Args(std::move(given), *std::move(named), *std::move(behind));
}

Line divide(std::span<const std::string> words, std::span<const std::string_view> takes_value,
            std::span<const std::string_view> lone_names) {
    Line line;
    bool naming = true;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string& word = words[i];
        naming = naming && word != "--";
        const bool is_flag = word.size() > 1 && word.starts_with('-');
        if (naming && !is_flag) {
            line.names.push_back(word);
            naming =
                line.names.size() < 2 && std::ranges::find(lone_names, word) == lone_names.end();
            continue;
        }
        line.rest.push_back(word);
        const bool with_value =
            is_flag && word.starts_with("--") &&
            std::ranges::find(takes_value, std::string_view(word).substr(2)) != takes_value.end();
        if (naming && with_value && i + 1 < words.size()) line.rest.push_back(words[++i]);
    }
    return line;
}

}  // namespace cronmon
