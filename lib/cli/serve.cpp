#include "app/serve.h"

#include "app/config.h"
#include "cli/commands.h"
#include "cli/context.h"

namespace cronmon {
namespace {

void welcome(std::ostream& out, const FirstAdmin& admin) {
    out << "The first administrator, shown only now:\n"
        << "  user      " << admin.name << "\n"
        << "  password  " << admin.password << "\n"
        << "  or choose a password at " << admin.link << " within 24 hours\n"
        << std::flush;
}

Outcome run(Context& context) {
    return serve({.flags = context.args.flags(), .environment = process_environment()},
                 [&](const FirstAdmin& admin) { welcome(context.out(), admin); });
}

// `where the log goes (CRONMON_LOG_FILE)`, with the default if there is one.
std::string help_of(const OptionRule& rule) {
    std::string help(rule.help);
    if (!rule.standard.empty()) help.append(" (").append(rule.standard).append(")");
    return help;
}

// The flags of the options, whose texts must live as long as the table of commands.
std::vector<Flag> option_flags() {
    static const std::vector<std::string> helps = [] {
        std::vector<std::string> texts;
        for (const OptionRule& rule : option_rules()) texts.push_back(help_of(rule));
        return texts;
    }();
    std::vector<Flag> flags;
    for (std::size_t i = 0; i < helps.size(); ++i) {
        const OptionRule& rule = option_rules()[i];
        if (rule.name != data_flag.name)  // every command has that one
            flags.push_back({rule.name, rule.value, helps[i], Need::optional, rule.repeatable});
    }
    return flags;
}

}  // namespace

std::vector<Command> serve_commands() {
    return {
        {"serve",
         "",
         "receives pings, watches deadlines, sends alerts",
         {},
         option_flags(),
         {"cronmon serve --data /var/lib/cronmon --listen 0.0.0.0:8000",
          "cronmon serve --listen unix:/run/cronmon.http --trusted-proxy unix",
          "cronmon serve --listen :443 --tls-cert cert.pem --tls-key key.pem",
          "cronmon serve --listen 0.0.0.0:8000 --admin-allow 10.0.0.0/8"},
         "Each flag can also be given in the environment (--log-format as CRONMON_LOG_FORMAT) or\n"
         "in the file of --config (as log_format). Signals: TERM and INT stop it within 5 s, HUP\n"
         "reopens the log and reads the certificates again, USR2 is the same as cronmon upgrade.\n"
         "With a certificate every address speaks TLS, but for sockets and those with http://\n"
         "in front.",
         run}};
}

}  // namespace cronmon
