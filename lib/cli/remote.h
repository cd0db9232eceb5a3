// A server elsewhere: how a command is told which, and how it is asked.
//
//     --server URL, else CRONMON_SERVER       --data beside it says: the folder here
//     --token T, --token -, --token-file FILE, else CRONMON_TOKEN
//
// A token is as good as a password, so it goes to nobody but the server that was named: over
// https with a certificate that this machine trusts, or over http within this machine. Redirects
// are not followed, and proxies that the environment names are not asked.
//
// Thread-safety: confined to the command's thread.
#pragma once

#include "app/config.h"
#include "cli/api.h"
#include "cli/args.h"
#include "cli/terminal.h"

#include <memory>
#include <optional>
#include <string>

namespace cronmon {

struct Remote {
    std::string url;
    std::string token;           // empty: none was given
    bool insecure_http = false;  // the token may be sent over http to anybody
    std::string ca_file = {};    // whom to trust; empty: whom this machine trusts
};

// The token that was given; empty: none. Reads it if it comes from a file or the standard input.
Result<std::string> token_of(const Args& args, Terminal& terminal,
                             const ConfigSources::Environment& environment);

// Nothing if the command is about a folder here. Reads the token if it comes from a file or the
// standard input.
Result<std::optional<Remote>> remote_of(const Args& args, Terminal& terminal,
                                        const ConfigSources::Environment& environment);

// Judges the address and the token; a connection is made with the first request. An Error's code is
// usage or unreachable.
Result<std::unique_ptr<Api>> connect_to_remote(const Remote& remote);

}  // namespace cronmon
