#include "cli/secret.h"

namespace cronmon {

Result<std::optional<std::string>> wanted_password(Context& context) {
    using Wanted = std::optional<std::string>;
    const auto flag = context.args.value(password_flag.name);
    if (!flag) return Wanted{};
    if (*flag != "-")
        return context.usage(
            "--password takes only -, for the standard input: ps shows a command line to "
            "everybody");
    Wanted line = read_secret(context.terminal, "password");
    if (!line) return Error{Code::invalid, "password: there is no line on the standard input"};
    if (context.terminal.can_ask && read_secret(context.terminal, "once more") != line)
        return Error{Code::invalid, "password: was not the same twice, nothing was changed"};
    return line;
}

void tell_once(Context& context, const Json& object, std::string_view sentence,
               std::string_view secret) {
    say(context, object, sentence);
    if (!context.json()) context.out() << "  " << printable(secret) << '\n';
}

}  // namespace cronmon
