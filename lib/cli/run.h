// A command line, from its words to its exit code.
//
// Thread-safety: confined to the calling thread.
#pragma once

#include "app/config.h"
#include "base/clock.h"
#include "cli/api.h"
#include "cli/args.h"
#include "cli/exit_code.h"
#include "cli/terminal.h"

#include <functional>
#include <span>
#include <string>

namespace cronmon {

// What lies outside of a command.
struct World {
    const Clock& clock;
    // Opens what a command asks on this machine, by its --data and --config.
    std::function<Result<std::unique_ptr<Api>>(const Args& args)> open;
    // Where a server elsewhere and the token for it may be named. Empty: nowhere.
    ConfigSources::Environment environment = process_environment();
    // Opens a server that is running on this machine, and nothing else. Null: none is.
    std::function<Result<std::unique_ptr<Api>>(const Args& args, Millis patience)> running = {};
};

// Runs the command that the words name. Whatever goes wrong, exceptions too, is one sentence on
// `err` and a code.
Exit run(std::span<const std::string> words, Terminal& terminal, const World& world);

}  // namespace cronmon
