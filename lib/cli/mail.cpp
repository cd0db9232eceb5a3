#include "cli/commands.h"
#include "cli/context.h"

namespace cronmon {
namespace {

Outcome test(Context& context) {
    const std::string address = context.args.argument("ADDRESS");
    const auto answer =
        context.client.post("/mail/test", {{"address", address}}, patience_for_mail);
    if (!answer) return answer.error();
    if (!truth_of(*answer, "sent")) return Error{Code::invalid, text_of(*answer, "error")};
    say(context, *answer, "the mail server took a letter to " + address);
    return std::nullopt;
}

}  // namespace

std::vector<Command> mail_commands() {
    return {
        {"mail",
         "test",
         "sends a test letter and tells what the mail server said",
         {{"ADDRESS", "where to"}},
         {json_flag},
         {"cronmon mail test alice@example.com"},
         "The settings smtp.host, smtp.port, smtp.security, smtp.user, smtp.password and "
         "smtp.from\n"
         "say how: cronmon config list.",
         test},
    };
}

}  // namespace cronmon
