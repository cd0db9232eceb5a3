#include "cli/help.h"

#include "cli/commands.h"
#include "cli/context.h"

#include <algorithm>

namespace cronmon {
namespace {

constexpr ExitCode usual_codes[] = {
    {"0", "done"},
    {"1", "refused: a value against a rule, no such task, not for this caller"},
    {"2", "usage: an unknown command or flag, or a missing argument"},
    {"3", "not reachable: no answer, or the data are locked or cannot be read"},
    {"4", "spooled: a ping was not delivered, but kept for later"},
};

using Lines = std::vector<std::pair<std::string, std::string>>;

// Two columns, indented.
std::string columns(const Lines& lines, std::size_t width = 0) {
    for (const auto& [left, right] : lines) width = std::max(width, left.size());
    std::string text;
    for (const auto& [left, right] : lines)
        text.append("  ").append(left).append(width - left.size() + 2, ' ').append(right) += '\n';
    return text;
}

std::string everywhere(Place place = Place::anywhere) {
    Lines lines;
    for (const Flag& flag : flags_everywhere)
        if (takes(place, flag)) lines.emplace_back(written(flag), flag.help);
    return "with every command, before or after it:\n" + columns(lines);
}

std::string exit_codes(std::span<const ExitCode> codes) {
    return "exit codes:\n" + columns({codes.begin(), codes.end()});
}

std::string choice_of(const Command& command) {
    std::string choice;
    for (const Flag& flag : command.flags) {
        if (flag.need != Need::one_of) continue;
        choice.append(choice.empty() ? "" : " | ").append(written(flag));
    }
    return choice;
}

Lines lines_of(std::span<const Command* const> commands) {
    Lines lines;
    for (const Command* command : commands) lines.emplace_back(command->name(), command->help);
    return lines;
}

Outcome run(Context& context) {
    const std::string noun = context.args.argument("COMMAND");
    const std::string verb = context.args.argument("VERB");
    if (noun.empty()) {
        context.out() << overview();
        return std::nullopt;
    }
    if (commands_of(noun).empty()) return no_such_command(noun, verb);
    const Command* command = find_command(noun, verb);
    if (command == nullptr && !verb.empty()) return no_such_command(noun, verb);
    context.out() << (command == nullptr ? help_of(noun) : help_of(*command));
    return std::nullopt;
}

}  // namespace

std::string written(const Flag& flag) {
    std::string text = "--" + std::string(flag.name);
    return flag.is_switch() ? text : text.append(" ").append(flag.value);
}

std::span<const ExitCode> usual_exit_codes() { return usual_codes; }

std::string overview() {
    std::string text =
        "cronmon tells you when something that should run did not.\n\n"
        "usage: cronmon COMMAND [ARGUMENTS] [FLAGS]\n\n";
    std::size_t width = 0;
    for (const Command& command : commands()) width = std::max(width, command.name().size());
    for (const Noun& noun : nouns()) text += columns(lines_of(commands_of(noun.name)), width);
    return text + '\n' + everywhere() + '\n' + exit_codes(usual_codes) +
           "\nmore: cronmon help COMMAND, with its flags and examples\n";
}

std::string help_of(std::string_view noun) {
    const auto found =
        std::ranges::find_if(nouns(), [&](const Noun& one) { return one.name == noun; });
    std::string text = "cronmon " + std::string(noun) + ": " + std::string(found->help) + "\n\n";
    return text + columns(lines_of(commands_of(noun))) + '\n' + everywhere(found->place) + '\n' +
           "more: cronmon help " + std::string(noun) + " COMMAND\n";
}

std::string usage_of(const Command& command) {
    std::string text = "cronmon " + command.name();
    for (const Argument& argument : command.arguments) {
        if (argument.takes == Takes::words_behind_dashes) continue;
        const bool required = argument.need == Need::required;
        text.append(required ? " " : " [").append(argument.name).append(required ? "" : "]");
    }
    for (const Flag& flag : command.flags)
        if (flag.need == Need::required) text += ' ' + written(flag);
    if (const std::string choice = choice_of(command); !choice.empty())
        text.append(" (").append(choice).append(")");
    if (!command.flags.empty()) text += " [FLAGS]";
    for (const Argument& argument : command.arguments)
        if (argument.takes == Takes::words_behind_dashes) text.append(" -- ").append(argument.name);
    return text;
}

std::string help_of(const Command& command) {
    std::string text =
        "cronmon " + command.name() + ": " + std::string(command.help) + "\n\nusage: ";
    text.append(usage_of(command)) += '\n';
    Lines arguments, flags;
    for (const Argument& argument : command.arguments)
        arguments.emplace_back(argument.name, argument.help);
    for (const Flag& flag : command.flags) flags.emplace_back(written(flag), flag.help);
    if (!arguments.empty()) text += '\n' + columns(arguments);
    if (!flags.empty()) text += "\nflags:\n" + columns(flags);
    text += '\n' + everywhere(command.place);
    if (!command.notes.empty()) text.append("\n").append(command.notes) += '\n';
    text += "\nexamples:\n";
    for (const std::string_view example : command.examples)
        text.append("  ").append(example) += '\n';
    return text + '\n' +
           exit_codes(command.exit_codes.empty() ? usual_exit_codes() : command.exit_codes);
}

std::vector<Command> help_commands() {
    return {{"help",
             "",
             "tells how to use a command",
             {{"COMMAND", "such as task", Need::optional}, {"VERB", "such as add", Need::optional}},
             {},
             {"cronmon help task add"},
             "",
             run}};
}

}  // namespace cronmon
