// Makes backups by itself, as the settings backup.every, backup.keep and backup.dir say, and is
// not silent when that fails.
//
//     (due) -> copy (store, on this thread) -> remove what is older than backup.keep
//       ^                  |
//       '- 10 minutes -- failed: log, facts(), a letter to each administrator once a day
//
// One is due when the newest in the folder is backup.every old. What is wrong with the folder (a
// disk that is gone, a share that hangs) holds up nobody but this thread: facts() say when a backup
// should have been there, whatever keeps it away.
//
// Thread-safety: synchronised; start, stop and step from the thread that owns it, and step not
// between start and stop.
#pragma once

#include "alert/relay.h"
#include "base/clock.h"
#include "core/settings.h"
#include "store/store.h"

#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>

namespace cronmon {

constexpr Millis backup_look_every = std::chrono::minutes{1};
constexpr Millis backup_retry_after = std::chrono::minutes{10};
constexpr Millis backup_tell_every = std::chrono::hours{24};
// A backup may be this late before it is called overdue: so long one may take.
constexpr Millis backup_slack = std::chrono::hours{1};

struct BackupFacts {
    BackupPlan plan;
    std::optional<Instant> last = {};  // when the newest was made
    std::int64_t last_bytes = 0;
    std::int64_t count = 0;              // that are in the folder
    std::optional<Instant> due = {};     // when the next is
    std::string error = {};              // why the last try failed; empty: it did not
    std::optional<Instant> failed = {};  // since when

    bool overdue(Instant now) const { return due && now > *due + backup_slack; }
};

// What the folder says; that it cannot be read is the facts' error.
BackupFacts look_at_backups(const BackupPlan& plan, Instant now);

class BackupWatch {
public:
    using CurrentSettings = std::function<Settings()>;

    BackupWatch(Store& store, const Clock& clock, Relay& relay, CurrentSettings settings);
    ~BackupWatch();

    void start();
    // Returns within a second or two; a copy under way is broken off, and made anew after a start.
    void stop();

    // Looks at once: other settings are in force.
    void wake();

    // Looks, and makes what is due, on the calling thread.
    void step();

    // As of the last look.
    BackupFacts facts() const;

private:
    void run(std::stop_token stop);
    void look(const std::stop_token& stop);
    void make(const BackupPlan& plan, Instant now, const std::stop_token& stop);
    void failed(const BackupPlan& plan, std::string error, const std::stop_token& stop);
    void tell(const BackupFacts& facts, const std::stop_token& stop);

    // Fixed after construction.
    Store& store_;
    const Clock& clock_;
    Relay& relay_;
    const CurrentSettings settings_;

    // Confined to the watch's thread.
    std::optional<Millis> retry_at_;  // steady
    std::optional<Millis> told_at_;   // steady
    std::string tried_;               // where the failing try was made

    mutable std::mutex mutex_;
    std::condition_variable_any changed_;
    bool woken_ = false;  // guarded by mutex_
    BackupFacts facts_;   // likewise

    std::jthread thread_;
};

}  // namespace cronmon
