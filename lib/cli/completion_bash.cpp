#include "cli/commands.h"
#include "cli/completion.h"

#include <set>

namespace cronmon {
namespace {

// Bash divides words at = and :, so that `--data=x` arrives as three.
constexpr std::string_view head =
    R"(# Completes cronmon's command line in bash. Made by: cronmon completion bash

_cronmon_offer() {  # files|folders|programs|words [WORDS]
    case $1 in
        programs) mapfile -t COMPREPLY < <(compgen -c -- "$current") ;;
        files) mapfile -t COMPREPLY < <(compgen -f -- "$current") ;;
        folders) mapfile -t COMPREPLY < <(compgen -d -- "$current") ;;
        words) mapfile -t COMPREPLY < <(compgen -W "$2" -- "$current") ;;
    esac
    [[ $1 == words || $1 == programs ]] || compopt -o filenames 2>/dev/null
}

_cronmon() {
    local current=${COMP_WORDS[COMP_CWORD]} word flag='' noun='' verb='' index flags
    COMPREPLY=()
    for ((index = 1; index < COMP_CWORD; ++index)); do
        word=${COMP_WORDS[index]}
        case $word in
            [:=]*) ((++index)) ;;
            --)  # another program's words
                if ((index + 1 == COMP_CWORD)); then word=programs; else word=files; fi
                _cronmon_offer $word
                return ;;
            )";

constexpr std::string_view walk = R"()
                ((++index))
                [[ ${COMP_WORDS[index]} != '=' ]] || ((++index))
                ((index < COMP_CWORD)) || flag=$word ;;
            -* | help) ;;
            *) if [[ -z $noun ]]; then noun=$word; elif [[ -z $verb ]]; then verb=$word; fi ;;
        esac
    done
    [[ $current != '=' ]] || current=''
    case $flag in
        '') ;;
)";

constexpr std::string_view choose = R"(        *) return ;;
    esac
    case $noun' '$verb in
)";

constexpr std::string_view tail = R"(        *) return ;;
    esac
    [[ $current != -* ]] || _cronmon_offer words "$flags"
}

complete -F _cronmon cronmon
)";

void offer(std::ostream& out, std::string_view placeholder) {
    switch (offer_for(placeholder)) {
        case Offer::files: out << "_cronmon_offer files; "; break;
        case Offer::folders: out << "_cronmon_offer folders; "; break;
        case Offer::words: out << "_cronmon_offer words '" << words_of(placeholder) << "'; "; break;
        case Offer::nothing: break;
    }
}

// What may stand behind a flag: the first command that has it decides.
void offers_behind_flags(std::ostream& out) {
    std::set<std::string_view> seen;
    for (const Command& command : commands()) {
        for (const Flag& flag : flags_of(command)) {
            if (offer_for(flag.value) == Offer::nothing || !seen.insert(flag.name).second) continue;
            out << "        --" << flag.name << ") ";
            offer(out, flag.value);
            out << "return ;;\n";
        }
    }
}

void flags(std::ostream& out, const Command& command) {
    out << "flags='";
    for (const Flag& flag : flags_of(command)) out << "--" << flag.name << ' ';
    out << "'; ";
}

// What may stand behind the words of a command.
void case_of(std::ostream& out, const Command& command) {
    out << "        '" << command.noun << ' ' << command.verb
        << (command.verb.empty() ? "'*) " : "') ");
    flags(out, command);
    if (!command.arguments.empty()) offer(out, command.arguments.front().name);
    out << ";;\n";
}

// Of a noun that has verbs, while none of them is written.
void case_of(std::ostream& out, const Noun& noun) {
    const auto with_verbs = commands_of(noun.name);
    if (with_verbs.front()->verb.empty()) return;
    out << "        '" << noun.name << " ') _cronmon_offer words '";
    for (const Command* command : with_verbs) out << command->verb << ' ';
    out << "'; return ;;\n";
}

void case_of_nothing(std::ostream& out) {
    static const Command nothing{};
    out << "        ' ') ";
    flags(out, nothing);
    out << "_cronmon_offer words '";
    for (const Noun& noun : nouns()) out << noun.name << ' ';
    out << "' ;;\n";
}

}  // namespace

void print_bash_completion(std::ostream& out) {
    out << head;
    for (std::string_view bar; const std::string_view name : flags_with_value()) {
        out << bar << "--" << name;
        bar = "|";
    }
    out << walk;
    offers_behind_flags(out);
    out << choose;
    case_of_nothing(out);
    for (const Noun& noun : nouns()) case_of(out, noun);
    for (const Command& command : commands()) case_of(out, command);
    out << tail;
}

}  // namespace cronmon
