#include "cli/context.h"

namespace cronmon {

void say(Context& context, const Json& object, std::string_view sentence) {
    if (context.json()) context.out() << dump(object) << '\n';
    else context.out() << printable(sentence) << '\n';
}

Outcome confirm(Context& context, std::string_view question) {
    if (context.args.has("yes")) return std::nullopt;
    if (!context.terminal.can_ask)
        return context.usage("nobody is here to ask, so add --yes (" + printable(question) + ")");
    if (ask(context.terminal, printable(question))) return std::nullopt;
    return Error{Code::invalid, "not confirmed, nothing was changed"};
}

}  // namespace cronmon
