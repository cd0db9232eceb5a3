// Looks at everything that a monitor depends on, and says what is wrong before it goes wrong.
//
//     the folder     writable and ours, free space, how long a flush takes, the file system's clock
//     the machine    the clock and who sets it, time zones, open files
//     the service    where it listens, the writer, the database, the log's tables, backups
//     the people     the mail server, letters that nobody got, businesses that tell nobody
//
// Each look is a function of its own that answers with one Finding, and none changes anything but
// a file of its own in the data folder, which it removes. The mail server is asked for a log-in;
// no letter is sent. All together takes less than half a minute, if nothing answers.
//
// Thread-safety: examine() from any thread but the engine's and a reactor's.
#pragma once

#include "alert/relay.h"
#include "http/finding.h"
#include "http/services.h"
#include "net/address.h"
#include "net/certificate.h"

#include <span>
#include <string>
#include <vector>

namespace cronmon {

// Who is examined.
struct Patient {
    const Services& services;
    Relay& relay;
    std::string folder;                      // of the data
    std::span<const net::Endpoint> listens;  // where it serves, or would
    bool is_serving = false;
    std::vector<net::CertificateView> certificates = {};  // that it shows, or would
    std::string certificate_problem = {};                 // why it could show none
};

// In the order in which they are shown. What cannot be looked at is a fault that says why.
std::vector<Finding> examine(const Patient& patient);

}  // namespace cronmon
