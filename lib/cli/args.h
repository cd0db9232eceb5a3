// The words after a command, judged by what the command takes (cxxopts is only in args.cpp).
//
// Thread-safety: value.
#pragma once

#include "base/error.h"
#include "cli/command.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cronmon {

class Args {
public:
    using Pairs = std::vector<std::pair<std::string, std::string>>;

    Args() = default;
    Args(Pairs flags, Pairs arguments, std::vector<std::string> words_behind_dashes = {})
        : flags_(std::move(flags)),
          arguments_(std::move(arguments)),
          words_behind_dashes_(std::move(words_behind_dashes)) {}

    bool has(std::string_view flag) const { return value(flag).has_value(); }
    std::optional<std::string> value(std::string_view flag) const;
    std::vector<std::string> values(std::string_view flag) const;  // of one that is repeated
    const Pairs& flags() const { return flags_; }                  // as they were given

    // Empty if it was left out.
    std::string argument(std::string_view name) const;
    bool has_argument(std::string_view name) const;
    std::vector<std::string> arguments(std::string_view name) const;  // of one that takes several

    // Of a command that takes them, as they were written.
    const std::vector<std::string>& words_behind_dashes() const { return words_behind_dashes_; }

    // A whole number; the fallback if it was not given. The error (Code::invalid) names the flag.
    Result<std::int64_t> number(std::string_view flag, std::int64_t fallback, std::int64_t low,
                                std::int64_t high) const;

private:
    Pairs flags_;
    Pairs arguments_;
    std::vector<std::string> words_behind_dashes_;
};

// `words` are what was written without the command's own name. With --help nothing else is judged.
// Errors are Code::usage.
Result<Args> parse_args(const Command& command, std::span<const std::string> words);

// A command line, divided: which words name the command, and the rest.
struct Line {
    std::vector<std::string> names;  // at most two
    std::vector<std::string> rest;   // the others, in their order
};

// The first words that are neither flags nor their values name the command. `takes_value` are the
// flags that are followed by one.
Line divide(std::span<const std::string> words, std::span<const std::string_view> takes_value,
            std::span<const std::string_view> lone_names);

}  // namespace cronmon
