// The two things that can answer a command, and the choice between them.
//
// Thread-safety: confined to the command's thread.
#pragma once

#include "app/app.h"
#include "cli/api.h"
#include "cli/args.h"

#include <string>

namespace cronmon {

// Where a command is to work, by its flags, the environment and the file of --config; if none of
// them names a place, where the installed service works, if one is.
Result<Config> config_of(const Args& args);

// The server that is running there or, as long as there is none, an App of this process, which
// needs the folder's lock. Waits for the lock while another command holds it or a server starts.
Result<std::unique_ptr<Api>> open_api(const Config& config, AppSeams seams = {},
                                      Millis wait_for_lock = lock_within);

// The server that listens on this Unix socket. Null: nobody does (there is no socket, or one that
// a killed server left behind). An Error: somebody does, but does not answer.
Result<std::unique_ptr<Api>> connect_to_server(const std::string& socket_path,
                                               Millis patience = patience_usual);

// An App of this process on the folder. Code::unreachable: somebody else has the lock, or the
// folder cannot be used.
Result<std::unique_ptr<Api>> work_alone(const Config& config, AppSeams seams, Millis wait_for_lock);

}  // namespace cronmon
