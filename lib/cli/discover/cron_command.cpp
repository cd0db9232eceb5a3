#include "cli/discover/cron_command.h"

#include "base/quote.h"
#include "cli/shell_text.h"

#include <algorithm>
#include <array>

namespace cronmon {
namespace {

bool is_harmless(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view(" \t-._/:@+,=").find(c) != std::string_view::npos;
}

// A path and words in which no shell sees anything. Without a slash it may be a builtin; zsh takes
// =word for a path.
bool is_plain(std::string_view command) {
    const std::string_view program = command.substr(0, command.find_first_of(" \t"));
    return std::ranges::all_of(command, is_harmless) && program.find('/') != program.npos &&
           program.find('=') == program.npos && command.find(" =") == command.npos &&
           command.find("\t=") == command.npos;
}

bool quotes_as_posix_says(std::string_view shell) {
    constexpr std::array<std::string_view, 8> known{"sh",  "bash", "dash", "ash",
                                                    "ksh", "mksh", "zsh",  "ksh93"};
    return std::ranges::find(known, shell.substr(shell.rfind('/') + 1)) != known.end();
}

// The command is still in cron's hands, so that \% stays.
std::string in_quotes(std::string_view in_line) {
    std::string quoted = "'";
    for (const char c : in_line) {
        if (c == '\'') quoted += "'\\''";
        else quoted += c;
    }
    return quoted + "'";
}

std::string words_of(std::string_view command, const Wrapping& wrapping) {
    if (is_plain(command)) return std::string(command);
    return crontab_escaped(shell_word(wrapping.shell)) + " -c " + in_quotes(command);
}

}  // namespace

CronCommand cron_command(std::string_view in_line) {
    CronCommand command{{}, in_line.size()};
    bool escaped = false;
    for (std::size_t i = 0; i < in_line.size(); ++i) {
        const char c = in_line[i];
        if (c == '%' && !escaped) {
            command.end_at = i;
            break;
        }
        if (c == '%') command.text.back() = c;
        else command.text += c;
        escaped = c == '\\' && !escaped;
    }
    return command;
}

Result<std::string> under_exec(std::string_view in_line, const Wrapping& wrapping) {
    const std::string_view command = in_line.substr(0, cron_command(in_line).end_at);
    if (!is_plain(command) && !quotes_as_posix_says(wrapping.shell))
        return Error{Code::invalid,
                     "SHELL: " + quote(wrapping.shell) + " is no shell whose quotes are known"};
    std::string result = crontab_escaped(shell_word(wrapping.exec)) + " exec " +
                         crontab_escaped(shell_word(wrapping.url)) + " -- " +
                         words_of(command, wrapping);
    result.append(in_line.substr(command.size()));
    if (result.size() <= cron_command_bytes_max) return result;
    return Error{Code::invalid, "the new command would have " + std::to_string(result.size()) +
                                    " bytes, and cron takes at most " +
                                    std::to_string(cron_command_bytes_max)};
}

}  // namespace cronmon
