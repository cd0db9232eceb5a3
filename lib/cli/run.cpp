#include "cli/run.h"

#include "cli/commands.h"
#include "cli/context.h"
#include "cli/help.h"
#include "cli/reach.h"
#include "cli/remote.h"

#include <algorithm>

namespace cronmon {
namespace {

Exit fail(Terminal& terminal, const Error& error, const Command* command) {
    terminal.out.flush();
    terminal.err << "cronmon: " << printable(error.message) << '\n';
    if (error.code == Code::usage && command != nullptr)
        terminal.err << "usage: " << usage_of(*command) << '\n';
    return exit_code(error.code);
}

Line divide_words(std::span<const std::string> words) {
    std::vector<std::string_view> lone;
    for (const Command& command : commands())
        if (command.verb.empty()) lone.push_back(command.noun);
    return divide(words, flags_with_value(), lone);
}

bool asks_for(std::span<const std::string> words, std::string_view flag) {
    return std::ranges::find(words, flag) != words.end();
}

// No command was named, or only half of one.
Outcome explain_line(const Line& line, Terminal& terminal) {
    static const Command nothing{};
    const bool help = asks_for(line.rest, "--help") || asks_for(line.rest, "-h");
    if (line.names.empty()) {
        if (help) {
            terminal.out << overview();
            return std::nullopt;
        }
        const auto args = parse_args(nothing, line.rest);
        if (!args) return args.error();
        terminal.err << overview();
        return Error{Code::usage, "say what to do, for example: cronmon serve"};
    }
    const std::string& noun = line.names[0];
    const std::string verb = line.names.size() > 1 ? line.names[1] : "";
    if (help && !commands_of(noun).empty() && verb.empty()) {
        terminal.out << help_of(noun);
        return std::nullopt;
    }
    return no_such_command(noun, verb);
}

Result<Exit> run_command(const Command& command, const Line& line, Terminal& terminal,
                         const World& world) {
    const auto args = parse_args(command, line.rest);
    if (!args) return args.error();
    if (args->has("help")) {
        terminal.out << help_of(command);
        return Exit::done;
    }
    std::optional<Remote> remote;
    if (command.place == Place::anywhere) {
        auto found = remote_of(*args, terminal, world.environment);
        if (!found) return found.error();
        remote = *std::move(found);
    }
    Reach reach(*args, terminal, world);
    Client client([&] {
        if (command.place == Place::running) return reach.open("", patience_usual);
        return remote ? open_remote(*remote, *args, world.environment) : world.open(*args);
    });
    Context context{command, *args, terminal, world.clock, client, reach};
    if (auto error = command.run(context)) return *std::move(error);
    return context.exit;
}

Result<Exit> run_no_command(const Line& line, Terminal& terminal) {
    if (auto error = explain_line(line, terminal)) return *std::move(error);
    return Exit::done;
}

const Command* named_by(Line& line) {
    if (line.names.empty() && asks_for(line.rest, "--version")) {
        line.names.emplace_back("version");
        std::erase(line.rest, "--version");
    }
    if (line.names.empty()) return nullptr;
    return find_command(line.names[0], line.names.size() > 1 ? line.names[1] : "");
}

}  // namespace

Exit run(std::span<const std::string> words, Terminal& terminal, const World& world) {
    try {
        Line line = divide_words(words);
        const Command* command = named_by(line);
        const auto done = command != nullptr ? run_command(*command, line, terminal, world)
                                             : run_no_command(line, terminal);
        if (!done) return fail(terminal, done.error(), command);
        terminal.out.flush();
        if (terminal.out) return *done;
        return fail(terminal,
                    {Code::unreachable, "the output cannot be written, is the disk full?"},
                    nullptr);
    } catch (const std::exception& error) {
        return fail(terminal, {Code::unreachable, error.what()}, nullptr);
    }
}

}  // namespace cronmon
