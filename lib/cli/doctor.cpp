// What is wrong with this server, and what to do about it.
#include "cli/commands.h"
#include "cli/context.h"
#include "cli/table.h"

#include <algorithm>

namespace cronmon {
namespace {

// The mail server is given ten seconds to answer, the database five.
constexpr Millis patience_for_doctor = std::chrono::seconds{60};

Colour colour_of(std::string_view grade) {
    if (grade == "fault") return Colour::red;
    return grade == "warning" ? Colour::yellow : Colour::green;
}

// `free_space` as people write it.
std::string in_words(std::string name) {
    std::ranges::replace(name, '_', ' ');
    return name;
}

void print_findings(Context& context, const Json& findings) {
    Table table({{""}, {"", Column::Side::left}, {""}});
    for (const Json& finding : findings) {
        const std::string grade = text_of(finding, "grade");
        table.add({{grade, colour_of(grade)},
                   in_words(text_of(finding, "about")),
                   text_of(finding, "says")});
    }
    table.print(context.terminal);
}

// Whole sentences stand below the table, where they have room.
void print_advice(Context& context, const Json& findings) {
    for (const Json& finding : findings) {
        const std::string advice = text_of(finding, "advice");
        if (!advice.empty())
            context.out() << '\n' << in_words(text_of(finding, "about")) << ": " << advice;
    }
    context.out() << '\n';
}

Outcome examine(Context& context) {
    const auto answer = context.client.get("/doctor", patience_for_doctor);
    if (!answer) return answer.error();
    if (context.json()) {
        context.out() << dump(*answer) << '\n';
    } else {
        print_findings(context, array_of(*answer, "findings"));
        print_advice(context, array_of(*answer, "findings"));
    }
    if (text_of(*answer, "grade") == "fault") context.exit = Exit::refused;
    return std::nullopt;
}

}  // namespace

std::vector<Command> doctor_commands() {
    Command command{"doctor",
                    "",
                    "looks at the disk, the clock, the database, the mail server and more",
                    {},
                    {json_flag},
                    {"cronmon doctor", "cronmon doctor --json"},
                    "Each line is ok, a warning or a fault, and what to do stands below. Nothing "
                    "is changed, and "
                    "no\nletter is sent: the mail server is only asked to let cronmon in.",
                    examine};
    command.exit_codes = {{"0", "no fault; there may be warnings"},
                          {"1", "a fault"},
                          {"2", "usage: an unknown command or flag, or a missing argument"},
                          {"3", "no answer, or the data are locked or cannot be read"}};
    return {command};
}

}  // namespace cronmon
