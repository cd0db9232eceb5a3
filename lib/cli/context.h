// What a command is run with.
//
// Thread-safety: confined to the command's thread.
#pragma once

#include "base/clock.h"
#include "cli/api.h"
#include "cli/args.h"
#include "cli/command.h"
#include "cli/exit_code.h"
#include "cli/terminal.h"

#include <string_view>

namespace cronmon {

class Reach;

struct Context {
    const Command& command;
    const Args& args;
    Terminal& terminal;
    const Clock& clock;
    Client& client;
    Reach& reach;            // of a command that is told to a running server
    Exit exit = Exit::done;  // if nothing goes wrong

    bool json() const { return args.has("json"); }
    std::ostream& out() { return terminal.out; }

    // A mistake in how the command was written.
    Error usage(std::string_view what) const {
        return {Code::usage, command.name().append(": ").append(what)};
    }
};

// Prints the object if JSON is wanted, else the sentence.
void say(Context& context, const Json& object, std::string_view sentence);

// Nothing if what is asked is answered with yes, or --yes was given.
Outcome confirm(Context& context, std::string_view question);

}  // namespace cronmon
