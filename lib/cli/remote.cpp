#include "cli/remote.h"

#include "base/quote.h"

#include <cerrno>
#include <fstream>
#include <system_error>

namespace cronmon {
namespace {

Error usage(std::string_view what) { return {Code::usage, std::string(what)}; }

// What was written by hand or by `echo` ends in a line end.
std::string first_line(std::string text) {
    text.erase(std::min(text.find('\n'), text.size()));
    if (text.ends_with('\r')) text.pop_back();
    return text;
}

Result<std::string> token_in_file(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    std::string line;
    if (std::getline(file, line)) return first_line(std::move(line));
    const std::string why = file.is_open() ? "is empty" : std::generic_category().message(errno);
    return Error{Code::invalid, "token-file: " + quote(path) + ": " + why};
}

}  // namespace

Result<std::string> token_of(const Args& args, Terminal& terminal,
                             const ConfigSources::Environment& environment) {
    const auto token = args.value(token_flag.name);
    const auto file = args.value(token_file_flag.name);
    if (token && file) return usage("takes only one of --token and --token-file");
    if (file) return token_in_file(*file);
    if (!token) return environment ? environment("CRONMON_TOKEN").value_or("") : std::string{};
    if (*token != "-") return *token;
    const auto line = read_secret(terminal, "token");
    if (line) return *line;
    return Error{Code::invalid, "token: there is no line on the standard input"};
}

Result<std::optional<Remote>> remote_of(const Args& args, Terminal& terminal,
                                        const ConfigSources::Environment& environment) {
    const auto flag = args.value(server_flag.name);
    if (flag && args.has(data_flag.name))
        return usage("takes only one of --server and --data: a server elsewhere, or a folder here");
    const auto variable = environment ? environment("CRONMON_SERVER") : std::nullopt;
    const auto url = flag ? flag : args.has(data_flag.name) ? std::nullopt : variable;
    if (!url) {
        for (const Flag& given : {token_flag, token_file_flag, insecure_flag})
            if (args.has(given.name))
                return usage("--" + std::string(given.name) + " needs --server URL");
        return std::optional<Remote>{};
    }
    auto token = token_of(args, terminal, environment);
    if (!token) return token.error();
    return std::optional(Remote{*url, *std::move(token), args.has(insecure_flag.name)});
}

}  // namespace cronmon
