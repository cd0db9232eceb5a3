// The way from a job's machine to the management API: for what a ping URL cannot do.
//
//     --server URL or CRONMON_SERVER, with a token     the server that is named
//     a token, and a ping URL                          the server that the URL is of
//     else                                             the one that is running here, by its socket
//
// It never works on a folder alone, as other commands do: a job in a crontab would else make a
// database in the home of its user.
//
// Thread-safety: confined to one thread at a time.
#pragma once

#include "app/config.h"
#include "cli/api.h"
#include "cli/args.h"
#include "cli/remote.h"
#include "cli/terminal.h"

#include <memory>
#include <optional>
#include <string>

namespace cronmon {

struct World;

class Reach {
public:
    // All must outlive it.
    Reach(const Args& args, Terminal& terminal, const World& world)
        : args_(args), terminal_(terminal), world_(world) {}

    // `base` is where the API of a ping URL's server is; empty if there is none. A server elsewhere
    // is not connected to before the first request. Code::unknown_caller: there is no way without a
    // token, and the sentence says so.
    Result<std::unique_ptr<Api>> open(const std::string& base, Millis patience);

    std::optional<std::string> variable(const std::string& name) const;

    // Whom to trust by the options; empty: whom this machine trusts. Options that cannot be read
    // are no reason not to tell what happened.
    std::string ca_file() const;

private:
    Result<std::string> token();
    Result<std::unique_ptr<Api>> open_here(Millis patience) const;

    const Args& args_;
    Terminal& terminal_;
    const World& world_;
    std::optional<std::string> token_;  // once it was read: the standard input has it only once
};

// A server elsewhere, trusted by the options of the file of --config, the environment and this
// machine.
Result<std::unique_ptr<Api>> open_remote(Remote remote, const Args& args,
                                         const ConfigSources::Environment& environment);

}  // namespace cronmon
