// The life of a server process: from its command line to the signal that ends it.
//
//     SIGTERM, SIGINT   stop accepting, answer what is in flight, save everything, leave
//     SIGHUP            reopen the log; read again what may change at run time, and certificates
//     SIGUSR2           hand over to the file that this process was started from, as it is now
//     SIGPIPE           ignored: a client that hangs up is no reason to die
//
// Signals are blocked in every thread and waited for in one, so no handler runs anywhere. A
// supervisor is told when it serves, reloads, stops or is replaced, and that its writer is alive
// (app/supervisor); sockets that it opened for us are taken (app/activation).
//
// An upgrade (app/upgrade) is two such lives that overlap: see app/upgrade/successor.h.
//
// Thread-safety: called on the main thread, before there is another one.
#pragma once

#include "app/config.h"
#include "app/first_admin.h"

#include <functional>

namespace cronmon {

// From the signal to the end of the process; past it the process ends as if it had crashed,
// which loses nothing that was answered.
constexpr Millis stop_within{4800};

// Comes back when the server has been told to stop, has been replaced, or could not be started.
// `welcome` is told of the first administrator, if one had to be made.
std::optional<Error> serve(const ConfigSources& sources,
                           const std::function<void(const FirstAdmin&)>& welcome);

}  // namespace cronmon
