// Delivers the alerts that are owed, and reports what became of each.
//
// An alert is owed from the commit that held its flip until an outcome is on disk: an error, a
// crash or a stop in between means that it is tried again. So a letter may come twice (with the
// same Message-ID), never not at all.
//
//     owe() -> waiting -> (due) gather material -> compose -> relay -> report -> (engine) on disk
//                 ^                                                       |
//                 '------ the next try of what was not delivered, --------'
//                         what could not be read or not be reported
//
// An outcome that could not be written down is reported again without sending the letter again: a
// full disk must not become a flood of mail.
//
// The letter about a recovery waits until the one about its alarm is delivered or given up: in the
// other order it would leave its reader with an alarm.
//
// Due times are kept on the steady clock, so that a wall clock set back delays nothing. When the
// wall clock gets ahead of the steady one (a suspended machine wakes) everything is due at once.
//
// Thread-safety: synchronised; start and stop from the thread that owns it.
#pragma once

#include "alert/relay.h"
#include "base/clock.h"
#include "core/settings.h"
#include "engine/alert_outcome.h"
#include "store/store.h"

#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <span>
#include <stop_token>
#include <thread>
#include <utility>
#include <vector>

namespace cronmon {

constexpr std::size_t courier_threads = 2;
constexpr std::size_t letters_per_connection_max = 50;
// After the store could not be read or an outcome not be written.
constexpr Millis courier_retry_after{10'000};
// The longest sleep while an alert waits: a wall clock that was moved is noticed then.
constexpr Millis courier_look_every{1'000};
// A wall clock that got ahead of the steady clock by more than this was not merely corrected.
constexpr Millis courier_jump{5'000};

class Courier {
public:
    // Called on a courier's thread, once for every try. The receiver writes the outcome down, and
    // throws, or calls not_recorded() later, if that fails. It need not owe the next try again,
    // but may.
    using Report = std::function<void(AlertOutcome)>;
    using CurrentSettings = std::function<Settings()>;

    Courier(Store& store, const Clock& clock, Relay& relay, CurrentSettings settings,
            Report report);
    ~Courier();

    // Any thread.
    void owe(std::span<const OwedAlert> alerts);
    void not_recorded(AlertOutcome outcome);  // to be reported again, in 10 s
    // Everything is due if what a letter needs to get through differs from the last time.
    void rely_on(const MailSettings& mail);

    void start();
    // Returns within a second or two; a letter under way is broken off and stays owed.
    void stop();

    // Delivers everything that is due on the calling thread and returns how many were tried.
    std::size_t step();

private:
    // Under the mutex.
    void file(AlertId alert, Millis due);
    bool is_open(AlertId alert) const;
    void notice_jump();
    std::vector<AlertId> take_due();
    void wait(std::unique_lock<std::mutex>& lock, const std::stop_token& stop);

    struct Draft {
        int attempts = 0;  // before this one
        Instant owed_since;
        Letter letter;
        AlertId alert{};
    };

    void run(std::stop_token stop);
    void try_alerts(const std::vector<AlertId>& alerts, const std::stop_token& stop);
    std::vector<AlertId> report_unrecorded(const std::vector<AlertId>& alerts);
    void try_batch(const std::vector<AlertId>& alerts, const std::stop_token& stop);
    std::vector<Draft> gather(const std::vector<AlertId>& alerts, const MailSettings& settings);
    std::optional<Draft> draft(Snapshot& snapshot, AlertId alert, const MailSettings& settings);
    std::vector<Delivery> deliver(const std::vector<Draft>& drafts, const MailSettings& settings,
                                  const std::stop_token& stop);
    void settle(const Draft& draft, const Delivery& delivery);
    void report(AlertOutcome outcome);
    void postpone(AlertId alert, Millis delay);
    bool postpone_behind(AlertId alert, AlertId first);
    void forget(AlertId alert);

    // Fixed after construction.
    Store& store_;
    const Clock& clock_;
    Relay& relay_;
    const CurrentSettings settings_;
    const Report report_;

    std::mutex mutex_;
    std::condition_variable_any changed_;

    // Guarded by mutex_.
    std::set<std::pair<Millis, AlertId>> queue_;  // by due time on the steady clock
    std::map<AlertId, Millis> waiting_;           // the same, by alert
    std::set<AlertId> trying_;
    std::map<AlertId, AlertOutcome> unrecorded_;
    Millis wall_ahead_;        // of the steady clock, when last looked at
    std::uint64_t filed_ = 0;  // counts what is filed: wakes the threads
    std::optional<MailSettings> mail_;

    std::vector<std::jthread> threads_;
};

}  // namespace cronmon
