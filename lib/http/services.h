// What the routes work with: the engine to ask for changes, the store to read from.
//
// Thread-safety: immutable after it is built; what it refers to may be used from any worker.
#pragma once

#include "engine/backup_watch.h"
#include "engine/engine.h"
#include "http/ask.h"
#include "http/finding.h"
#include "http/option_view.h"
#include "http/upgrader.h"
#include "net/certificate.h"
#include "net/stats.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace cronmon {

class Doorkeeper;

struct Services {
    Engine& engine;
    Store& store;
    const Clock& clock;
    Doorkeeper& doorkeeper;

    // Where a ping reaches this server when site.url says nothing: http://127.0.0.1:8000
    std::string listen_url;

    std::vector<OptionView> options;

    // Sends a letter to the address at once; nothing when it was taken, else why not, in the
    // server's own words. Takes seconds.
    std::function<std::optional<std::string>(const std::string& address)> send_test_letter;

    // Looks at all that this server depends on (app/doctor). Takes up to half a minute.
    std::function<std::vector<Finding>()> examine = [] { return std::vector<Finding>{}; };

    // What the sockets did, if there are any.
    std::function<net::Stats()> network = [] { return net::Stats{}; };

    // How it stands with the backups that are made by themselves.
    std::function<BackupFacts()> backup_facts = [] { return BackupFacts{}; };

    // What is shown under TLS at this moment; empty where TLS is not spoken.
    std::function<std::vector<net::CertificateView>()> certificates = [] {
        return std::vector<net::CertificateView>{};
    };

    // Pings since the start that were refused because they were too many.
    std::function<std::uint64_t()> pings_limited = [] { return std::uint64_t{0}; };

    // Null where no server runs, or none that could be replaced.
    Upgrader* upgrader = nullptr;
};

// Submits and waits for the receipt. Not on the engine's thread or a reactor's. Code::busy when
// the inbox is full, the disk failed or the engine has stopped.
Result<Done> await(Engine& engine, Change change, By by = {});

// The same, as whoever asks.
Result<Done> await(const Services& services, const Ask& ask, Change change);

// The database as it is now, with the standings that were saved lazily.
std::unique_ptr<Snapshot> present(const Services& services);

// The address in front of /api/monlink.
std::string ping_base(const Services& services);

}  // namespace cronmon
