#include "cli/commands.h"
#include "cli/completion.h"

namespace cronmon {
namespace {

constexpr std::string_view head = R"(#compdef cronmon
# Completes cronmon's command line in zsh. Made by: cronmon completion zsh

_cronmon() {
    local curcontext=$curcontext state line noun
    local -a everywhere commands verbs specs
)";

// `*::` makes what follows a word a command line of its own: first behind the noun, then behind
// the verb.
constexpr std::string_view walk =
    R"(    _arguments -C $everywhere '--version[which cronmon this is]' \
        '1:command:->noun' '*::argument:->behind' && return
    if [[ $state == noun ]]; then
        _describe command commands
        return
    fi
    noun=$words[1]
    case $noun in
)";

constexpr std::string_view choose_verb = R"(    esac
    if (( $#verbs )); then
        _arguments -C $everywhere '1:command:->verb' '*::argument:->behind' && return
        if [[ $state == verb ]]; then
            _describe command verbs
            return
        fi
        noun+=" $words[1]"
    fi
    case $noun in
)";

constexpr std::string_view tail = R"(    esac
    _arguments $specs
}

_cronmon "$@"
)";

// Within apostrophes, and with a backslash before what means something to _arguments and _describe.
std::string plain(std::string_view text) { return escaped(text, "[]:\\", "'\\''"); }

std::string action(std::string_view placeholder) {
    switch (offer_for(placeholder)) {
        case Offer::files: return "_files";
        case Offer::folders: return "_files -/";
        case Offer::words: return "(" + words_of(placeholder) + ")";
        case Offer::nothing: break;
    }
    return "()";
}

void spec(std::ostream& out, const Flag& flag) {
    out << (flag.repeatable ? " '*--" : " '--") << flag.name << (flag.is_switch() ? "[" : "=[")
        << plain(flag.help) << ']';
    if (!flag.is_switch()) out << ':' << plain(flag.value) << ':' << action(flag.value);
    out << '\'';
}

void spec(std::ostream& out, const Argument& argument) {
    if (argument.takes == Takes::words_behind_dashes) {
        out << " '*:command:_files'";
        return;
    }
    out << (argument.need == Need::required ? " ':" : " '::") << plain(argument.name) << ':'
        << action(argument.name) << '\'';
}

void described(std::ostream& out, std::string_view name, std::string_view help) {
    out << " '" << name << ':' << plain(help) << '\'';
}

void case_of(std::ostream& out, const Command& command) {
    out << "        '" << command.name() << "') specs=(";
    for (const Flag& flag : flags_of(command)) spec(out, flag);
    for (const Argument& argument : command.arguments) spec(out, argument);
    out << ") ;;\n";
}

void case_of(std::ostream& out, const Noun& noun) {
    const auto with_verbs = commands_of(noun.name);
    if (with_verbs.front()->verb.empty()) return;
    out << "        " << noun.name << ") verbs=(";
    for (const Command* command : with_verbs) described(out, command->verb, command->help);
    out << ") ;;\n";
}

}  // namespace

void print_zsh_completion(std::ostream& out) {
    out << head << "    everywhere=(";
    for (const Flag& flag : flags_everywhere) spec(out, flag);
    out << ")\n    commands=(";
    for (const Noun& noun : nouns()) described(out, noun.name, noun.help);
    out << ")\n" << walk;
    for (const Noun& noun : nouns()) case_of(out, noun);
    out << choose_verb;
    for (const Command& command : commands()) case_of(out, command);
    out << tail;
}

}  // namespace cronmon
