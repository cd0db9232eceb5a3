// The page for man(1): man(7) source, made from the table of commands and that of options.
#include "app/config.h"
#include "base/version.h"
#include "cli/commands.h"
#include "cli/context.h"
#include "cli/help.h"

namespace cronmon {
namespace {

// As text, and nothing else to troff: a hyphen stays one that can be copied into a shell, and a
// full stop at the start of a line is no request.
struct Plain {
    std::string_view text;
};

std::ostream& operator<<(std::ostream& out, Plain plain) {
    if (plain.text.starts_with('.')) out << "\\&";
    for (const char c : plain.text) {
        switch (c) {
            case '\\': out << "\\e"; break;
            case '-': out << "\\-"; break;
            case '\'': out << "\\(aq"; break;
            case '^': out << "\\(ha"; break;
            case '~': out << "\\(ti"; break;
            case '`': out << "\\(ga"; break;
            default: out << c;
        }
    }
    return out;
}

constexpr std::string_view tag = ".TP\n", bold = "\\fB", italic = "\\fI", roman = "\\fR";

void item(std::ostream& out, std::string_view font, std::string_view name, std::string_view help) {
    out << tag << font << Plain{name} << roman << '\n' << Plain{help} << '\n';
}

void item(std::ostream& out, const Flag& flag) {
    out << tag << bold << "\\-\\-" << Plain{flag.name} << roman;
    if (!flag.is_switch()) out << ' ' << italic << Plain{flag.value} << roman;
    out << '\n' << Plain{flag.help} << '\n';
}

void items(std::ostream& out, std::span<const ExitCode> codes) {
    for (const auto& [code, why] : codes) item(out, bold, code, why);
}

// Where help breaks its lines means nothing: man fills them anew.
void paragraph(std::ostream& out, std::string_view text) {
    out << ".PP\n";
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        out << Plain{text.substr(0, end)} << '\n';
        text.remove_prefix(std::min(end + 1, text.size()));
    }
}

void part(std::ostream& out, const Command& command) {
    constexpr std::string_view program = "cronmon ";
    out << ".SS \"" << Plain{usage_of(command).substr(program.size())} << "\"\n"
        << Plain{command.help} << '\n';
    for (const Argument& argument : command.arguments)
        item(out, italic, argument.name, argument.help);
    for (const Flag& flag : command.flags) item(out, flag);
    if (!command.notes.empty()) paragraph(out, command.notes);
    if (!command.exit_codes.empty()) paragraph(out, "What it answers to the shell:");
    items(out, command.exit_codes);
    out << ".PP\n.RS 4\n.nf\n";
    for (const std::string_view example : command.examples) out << Plain{example} << '\n';
    out << ".fi\n.RE\n";
}

constexpr std::string_view opening = R"(.SH NAME
cronmon \- tells when a scheduled job did not run
.SH SYNOPSIS
.B cronmon
.I COMMAND
.RI [ ARGUMENTS ]
.RI [ FLAGS ]
.SH DESCRIPTION
Each job calls an address of its own when it is done. When a call does not come in time, the
people of that job\(aqs business get a letter, and another one when it is back.
.PP
A command speaks to the running server through the socket in its data folder, or works on the
folder itself when no server runs, or asks a server elsewhere.
.SH COMMANDS
)";

Outcome run(Context& context) {
    std::ostream& out = context.out();
    out << ".TH CRONMON 1 \"\" \"cronmon " << version << "\" \"User Commands\"\n.nh\n" << opening;
    for (const Command& command : commands()) part(out, command);
    out << ".SH FLAGS OF EVERY COMMAND\nThey stand before or after it.\n";
    for (const Flag& flag : flags_everywhere) item(out, flag);
    out << ".SH ENVIRONMENT\nThe options of a server, where no flag says otherwise:\n";
    for (const OptionRule& rule : option_rules())
        item(out, bold, rule.environment_name(), rule.help);
    out << ".SH EXIT STATUS\n";
    items(out, usual_exit_codes());
    out << ".SH SEE ALSO\n.BR crontab (5),\n.BR systemd.time (7)\n";
    return std::nullopt;
}

}  // namespace

std::vector<Command> manual_commands() {
    return {{"manual",
             "",
             "prints the page for man(1)",
             {},
             {},
             {"cronmon manual | man -l -", "cronmon manual > /usr/local/share/man/man1/cronmon.1"},
             "It says what --help says, of all commands.",
             run}};
}

}  // namespace cronmon
