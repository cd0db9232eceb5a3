#include "cli/completion.h"

#include "base/quote.h"
#include "cli/commands.h"
#include "cli/context.h"

#include <algorithm>

namespace cronmon {
namespace {

constexpr std::string_view shell_argument = "bash|zsh|fish";

struct Shell {
    std::string_view name;
    void (*print)(std::ostream&);
};
constexpr Shell shells[] = {{"bash", print_bash_completion},
                            {"zsh", print_zsh_completion},
                            {"fish", print_fish_completion}};

Outcome run(Context& context) {
    const std::string wanted = context.args.argument(shell_argument);
    for (const auto& [name, print] : shells) {
        if (name != wanted) continue;
        print(context.out());
        return std::nullopt;
    }
    return Error{Code::invalid, "shell: must be bash, zsh or fish, got " + quote(wanted)};
}

}  // namespace

Offer offer_for(std::string_view placeholder) {
    if (placeholder == "FILE" || placeholder == "DUMP") return Offer::files;
    if (placeholder == "DIR") return Offer::folders;
    const bool alternatives =
        placeholder.find('|') != placeholder.npos &&
        std::ranges::none_of(placeholder, [](char c) { return c >= 'A' && c <= 'Z'; });
    return alternatives ? Offer::words : Offer::nothing;
}

std::string words_of(std::string_view placeholder) {
    std::string words(placeholder);
    std::ranges::replace(words, '|', ' ');
    return words;
}

std::vector<Flag> flags_of(const Command& command) {
    std::vector<Flag> flags = command.flags;
    for (const Flag& flag : flags_everywhere)
        if (takes(command.place, flag)) flags.push_back(flag);
    return flags;
}

std::string escaped(std::string_view text, std::string_view special, std::string_view apostrophe) {
    std::string result;
    for (const char c : text) {
        if (special.find(c) != special.npos) result += '\\';
        c == '\'' ? result.append(apostrophe) : result.append(1, c);
    }
    return result;
}

std::vector<Command> completion_commands() {
    return {{"completion",
             "",
             "prints a script that completes cronmon's command line in a shell",
             {{shell_argument, "whose script"}},
             {},
             {"cronmon completion bash > ~/.local/share/bash-completion/completions/cronmon",
              "cronmon completion zsh > ~/.zfunc/_cronmon",
              "cronmon completion fish > ~/.config/fish/completions/cronmon.fish"},
             "The Debian package brings all three.",
             run}};
}

}  // namespace cronmon
