// Tells every administrator, once a day, that there are no backups: because they fail, or because
// none comes to an end. It is not the BackupWatch, which may hang in a folder that hangs.
//
// Thread-safety: start, stop and step from the thread that owns it, and step not between start and
// stop. What it was given is called on its thread.
#pragma once

#include "alert/relay.h"
#include "engine/backup_facts.h"
#include "store/store.h"

#include <functional>
#include <optional>
#include <stop_token>
#include <thread>
#include <vector>

namespace cronmon {

constexpr Millis backup_tell_look_every = std::chrono::seconds{10};
constexpr Millis backup_tell_every = std::chrono::hours{24};
constexpr Millis backup_tell_retry_after = std::chrono::minutes{10};  // if nobody could be told

class BackupTeller {
public:
    using CurrentSettings = std::function<Settings()>;
    using CurrentFacts = std::function<BackupFacts()>;

    BackupTeller(Store& store, const Clock& clock, Relay& relay, CurrentSettings settings,
                 CurrentFacts facts);
    ~BackupTeller();

    void start();
    void stop();

    // Looks, and tells what is to be told, on the calling thread.
    void step();

private:
    void run(const std::stop_token& stop);
    void look(const std::stop_token& stop);
    std::vector<Letter> letters(const BackupFacts& facts, const MailSettings& mail) const;

    Store& store_;
    const Clock& clock_;
    Relay& relay_;
    const CurrentSettings settings_;
    const CurrentFacts facts_;
    std::optional<Millis> again_at_;  // steady; confined to its thread
    std::jthread thread_;
};

}  // namespace cronmon
