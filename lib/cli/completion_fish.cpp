#include "cli/commands.h"
#include "cli/completion.h"

namespace cronmon {
namespace {

constexpr std::string_view head =
    R"(# Completes cronmon's command line in fish. Made by: cronmon completion fish

function __cronmon_command  # the words that name the command, of those that are written so far
    set -l skip 0
    set -l names
    set -l words (commandline -opc)
    for word in $words[2..-1]
        if test $skip = 1
            set skip 0
            continue
        end
        switch $word
            case --
                break
            case)";

constexpr std::string_view tail_of_head = R"(
                set skip 1
            case '-*' help
            case '*'
                set -a names $word
        end
    end
    for name in $names[1..2]
        echo $name
    end
end

function __cronmon_is  # whether these words, and no others, name the command
    set -l names (__cronmon_command)
    test "$argv" = "$names"
end

function __cronmon_at  # whether these words name the command, and others may follow
    set -l names (__cronmon_command)
    test "$argv" = "$names"; or test "$argv" = "$names[1]"
end

complete -c cronmon -f
complete -c cronmon -n '__cronmon_is' -l version -d 'which cronmon this is'
)";

std::string plain(std::string_view text) { return escaped(text, "\\", "\\'"); }

// The start of a line that holds while the check says so of these words.
std::ostream& line(std::ostream& out, std::string_view check, std::string_view words) {
    return out << "complete -c cronmon -n '" << check << ' ' << words << '\'';
}

void described(std::ostream& out, std::string_view help) { out << " -d '" << plain(help) << "'\n"; }

void offer(std::ostream& out, std::string_view placeholder) {
    switch (offer_for(placeholder)) {
        case Offer::files: out << " -r -F"; break;
        case Offer::folders: out << " -x -a '(__fish_complete_directories)'"; break;
        case Offer::words: out << " -x -a '" << words_of(placeholder) << '\''; break;
        case Offer::nothing: out << " -x"; break;
    }
}

void line(std::ostream& out, std::string_view check, std::string_view words, const Flag& flag) {
    line(out, check, words) << " -l " << flag.name;
    if (!flag.is_switch()) offer(out, flag.value);
    described(out, flag.help);
}

void lines(std::ostream& out, const Command& command) {
    const std::string name = command.name();
    if (!command.verb.empty()) {
        line(out, "__cronmon_is", command.noun) << " -a " << command.verb;
        described(out, command.help);
    }
    for (const Flag& flag : flags_of(command)) line(out, "__cronmon_at", name, flag);
    for (const Argument& argument : command.arguments) {
        if (offer_for(argument.name) == Offer::nothing) continue;
        line(out, "__cronmon_at", name);
        offer(out, argument.name);
        out << '\n';
    }
}

}  // namespace

void print_fish_completion(std::ostream& out) {
    out << head;
    for (const std::string_view name : flags_with_value()) out << " --" << name;
    out << tail_of_head;
    for (const Flag& flag : flags_everywhere) line(out, "__cronmon_is", "", flag);
    for (const Noun& noun : nouns()) {
        line(out, "__cronmon_is", "") << " -a " << noun.name;
        described(out, noun.help);
    }
    for (const Command& command : commands()) lines(out, command);
}

}  // namespace cronmon
