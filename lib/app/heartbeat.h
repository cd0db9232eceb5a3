// Says every minute that this server is well, by a ping to another monitor: who watches the
// watcher.
//
// Two instances that ping each other notice when one of them is gone. It says so only while the
// writer writes, no alert waits for long to be delivered, the wall clock runs as it should, no
// certificate that is shown has ended, and the backups that it makes by itself are there; when any
// of that is not so it is silent, and the other monitor will ask why.
//
// Thread-safety: confined to its owner; what it asks is asked on a thread of its own.
#pragma once

#include "base/clock.h"
#include "engine/backup_watch.h"
#include "engine/engine.h"
#include "net/certificate.h"
#include "store/store.h"

#include <functional>
#include <span>
#include <string>
#include <thread>

namespace cronmon {

constexpr Millis heartbeat_every = std::chrono::minutes{1};
// A writer that has not moved for so long is not well; it ends a round at least every second.
constexpr Millis heartbeat_round_within{5'000};
// Alerts may be owed for this long: a mail server takes a while to restart.
constexpr Millis heartbeat_owed_within = std::chrono::minutes{10};
// The wall clock may be corrected by as much between two beats.
constexpr Millis heartbeat_step_max{5'000};

// What is not well with these; empty if all is.
std::string complaint_about(const BackupFacts& backups, Instant now);
std::string complaint_about(std::span<const net::CertificateView> certificates, Instant now);

class Heartbeat {
public:
    // All must outlive it. `url`: a ping URL, which is a secret; empty: there is no heartbeat.
    // `others`: what is not well with anything else; empty if all is.
    Heartbeat(const Engine& engine, Store& store, const Clock& clock, std::string url,
              std::string ca_file, std::function<std::string()> others);

    void start();
    void stop();

    // What is not well at the moment; empty if all is.
    std::string complaint();

private:
    void run(const std::stop_token& stop);
    Millis wall_ahead() const { return clock_.now().time_since_epoch() - clock_.boot(); }

    const Engine& engine_;
    Store& store_;
    const Clock& clock_;
    const std::string url_;
    const std::string ca_file_;
    const std::function<std::string()> others_;
    Millis wall_ahead_;  // of the boot clock, when last looked at

    std::jthread thread_;
};

}  // namespace cronmon
