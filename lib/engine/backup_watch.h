// Makes backups by itself, as the settings backup.every, backup.keep and backup.dir say.
//
//     (due) -> copy (store, on this thread) -> remove what is older than backup.keep
//       ^                  |
//       '- 10 minutes -- failed: log, facts()
//
// One is due when the newest in the folder is backup.every old. What is wrong with the folder (a
// disk that is gone, a share that hangs) holds up nobody but this thread: facts() say when a backup
// should have been there, whatever keeps it away. Who is told of that: engine/backup_teller.h.
//
// Thread-safety: synchronised; start, stop and step from the thread that owns it, and step not
// between start and stop.
#pragma once

#include "engine/backup_facts.h"
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

class BackupWatch {
public:
    using CurrentSettings = std::function<Settings()>;

    BackupWatch(Store& store, const Clock& clock, CurrentSettings settings);
    ~BackupWatch();

    void start();
    // Returns within a second or two, unless a folder hangs: see break_off(). A copy under way is
    // broken off, and made anew after a start.
    void stop();

    // Breaks off what is under way, begins nothing new, and answers when that is so. False: it was
    // not within that time, because a folder hangs; then all goes on. From any thread.
    bool break_off(Millis within);

    // Looks at once: other settings are in force.
    void wake();

    // Looks, and makes what is due, on the calling thread.
    void step();

    // As of the last look.
    BackupFacts facts() const;

private:
    void run(const std::stop_token& stop);
    std::stop_source begin_look();
    void end_look();
    void look(const std::stop_token& stop);
    void expect(const BackupPlan& plan, Instant now);
    void found(BackupFacts facts, bool is_due);
    void make(const BackupPlan& plan, Instant now, const std::stop_token& stop);
    void failed(const BackupPlan& plan, std::string error, const std::stop_token& stop);

    // Fixed after construction.
    Store& store_;
    const Clock& clock_;
    const CurrentSettings settings_;

    // Confined to the watch's thread.
    std::optional<Millis> retry_at_;  // steady

    mutable std::mutex mutex_;
    std::condition_variable_any changed_;
    bool woken_ = false;                       // guarded by mutex_, and so are these:
    bool held_ = false;                        // no look is begun
    std::optional<std::stop_source> looking_;  // one is under way, and can be broken off
    BackupFacts facts_;

    std::jthread thread_;
};

}  // namespace cronmon
