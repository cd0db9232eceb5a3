// The one thread that changes the world.
//
// Pings and deadlines meet here. Everyone else submits (a batch of pings, a Change) and is told
// when it is true. A round takes what has arrived, reads the clock once, puts the pings and the
// deadlines that have passed in order of time, asks the rules (core/verdict) about each, and
// commits the lot as one transaction: ping rows, flips, and one alert row for each channel that is
// to be told. Only then are receipts given. If the commit fails nobody hears `OK`, and memory is
// as it was before the round.
//
// After a plain ping the task's standing is saved lazily: the log row is what makes the ping
// durable, and a start reads the rows after Pulse::replay_from again (engine/lazy_saver). So pings
// to a million tasks cost what pings to one task cost.
//
// Thread-safety: submit, settings, versions, health and meters from any thread; start and stop from
// the thread that owns the engine; everything else is confined to the engine's thread (or to a
// test, which calls round() instead of start()).
#pragma once

#include "base/clock.h"
#include "core/settings.h"
#include "engine/blindness.h"
#include "engine/inbox.h"
#include "engine/keeper.h"
#include "engine/ledger.h"
#include "engine/meters.h"
#include "engine/ping_outcome.h"
#include "engine/ping_rate.h"
#include "engine/versions.h"
#include "store/store.h"

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <span>
#include <thread>
#include <vector>

namespace cronmon {

struct PingAnswer {
    std::uint64_t ticket = 0;
    PingOutcome outcome = PingOutcome::recorded;
    PingFamily family = PingFamily::original;
};

// Who wants to hear of pings and alerts. Called on the engine's thread; must not block.
struct EngineListeners {
    std::function<void(std::span<const PingAnswer>)> answered = [](auto) {};
    std::function<void(std::span<const OwedAlert>)> owed = [](auto) {};
    std::function<void(const Settings&)> settings_changed = [](const Settings&) {};
};

// What an engine does beside answering. A command that works alone on a stopped server's folder
// judges no deadline, sends nothing and leaves no sign of life.
enum class Duty { watch, edit_only };

// How the server before this one ended, if it ended well.
enum class Ended { stopped, handed_over };

// A sign of life is on disk at least this often, also when nothing happens.
constexpr Millis tick_every{5000};
// The longest time between two rounds: a stepped clock or a suspended machine is noticed then.
constexpr Millis round_every{1000};
// After a failed commit the disk is left alone for this long; pings are refused meanwhile.
constexpr Millis commit_retry_after{200};
// Pings and deadlines in one transaction; the rest waits for the next, so that no group waits long.
constexpr std::size_t group_max = 8192;
// Slugs of one business up to which pings make new tasks (`create=1`).
constexpr std::size_t provided_tasks_max = 10'000;
// Changes in one transaction.
constexpr std::size_t change_group_max = 512;

class Engine {
public:
    // Loads every task. Throws StoreError.
    Engine(Store& store, const Clock& clock, Duty duty, EngineListeners listeners,
           Ended before = Ended::stopped);

    Inbox& inbox() { return inbox_; }

    // False if the inbox is full; the receipt is not called then.
    bool submit(Change change, Receipt receipt, By by = {}) {
        return inbox_.put(std::move(change), std::move(receipt), std::move(by));
    }

    const Versions& versions() const { return versions_; }

    Settings settings() const;

    struct Health {
        bool writing = true;   // the last commit succeeded
        Millis since_round{};  // steady time since the last round ended
        std::size_t inbox_depth = 0;
        std::size_t tasks = 0;
        Instant started;
        std::int64_t pings_last_minute = 0;  // that were written down
    };
    Health health() const;

    const Meters& meters() const { return meters_; }

    void start();
    // Answers what has been submitted, saves everything and leaves a clean sign of life.
    void stop();

    // Does everything that is due and returns at once.
    void round();

private:
    // A part of the pings that were taken, and how far deadlines may be judged with it.
    struct Group {
        std::span<const PingBatch::Ping> pings;
        Instant now;
        Instant horizon;
        bool last;
    };

    void run(std::stop_token stop);
    Millis longest_sleep() const;

    // The round, step by step.
    void notice_absence();
    void apply_changes(Instant now);
    bool apply_together(std::span<PendingChange> group, Instant now);
    void apply_alone(PendingChange& pending, Instant now);
    Result<Done> carry_out(const PendingChange& pending, Batch& batch, Instant now);
    void write_groups(Instant now, Instant horizon);
    void write(const Group& group);
    bool has_work(const Group& group) const;
    void upkeep(Instant now);

    // What goes into a transaction.
    void judge(Batch& batch, const Group& group);
    void judge_absence(Batch& batch, Instant now);
    void judge_ping(Batch& batch, const PingBatch::Ping& ping, Instant now);
    PingOutcome hear(Batch& batch, const PingBatch::Ping& ping, Instant now);
    Seat task_meant(Batch& batch, const PingBatch::Ping& ping, Instant now, PingOutcome& outcome);
    Seat provide_task(Batch& batch, const PingBatch::Ping& ping, BusinessId business, Instant now);
    Signal signal_of(Batch& batch, const PingBatch::Ping& ping, const Watch& watch) const;
    void write_down(Batch& batch, Seat seat, const PingBatch::Ping& ping, const Signal& signal,
                    Instant now);
    void judge_deadline(Batch& batch, Seat seat, Instant until, Instant now);
    void judge_deadlines(Batch& batch, Instant until, Instant now);
    void open_bucket(Batch& batch, std::int64_t day);
    void leave_sign_of_life(Batch& batch, const Group& group);

    // What goes again (upkeep.cpp).
    bool is_busy() const { return clock_.steady() - last_pings_ < round_every; }
    bool is_pausing();
    std::int64_t take_slice();
    void pause_or_go_on(Millis begun);
    void shrink_months(Instant now);
    void shrink_bucket(Instant now, std::int64_t day, std::int64_t rows);
    void hold_budget(Instant now, std::int64_t budget);
    void make_room(Instant now, const StoreSize& size, std::int64_t budget);
    std::int64_t shrink_today(Batch& batch, Instant now, std::int64_t rows);
    void save_all(Batch& batch, Instant now);
    Failures failures_of(std::int64_t day, Instant now) const;

    // How it ends.
    void transact(const std::function<void(Batch&)>& write);
    void committed(Instant now);
    void failed(const std::string& why, Instant now);
    void answer(std::span<const PingBatch::Ping> pings, PingOutcome outcome);
    void give_answers();
    bool is_resting() const { return retry_at_ && clock_.steady() < *retry_at_; }

    void setting_saved(const SaveSetting& saved);

    // Fixed after construction.
    Store& store_;
    const Clock& clock_;
    const Duty duty_;
    const EngineListeners listeners_;
    const Instant started_;

    Inbox inbox_;
    Versions versions_;

    // Confined to the engine's thread.
    Ledger ledger_;
    Keeper keeper_;
    Blindness blindness_;
    PingBatch pings_;
    std::vector<PendingChange> changes_;
    std::vector<PingAnswer> answers_;
    std::vector<std::int64_t> opened_days_;    // in the transaction at hand
    std::vector<OwedAlert> postponed_;         // by the transaction at hand
    std::optional<Absence> absence_;           // noticed, not yet on disk
    std::optional<Millis> retry_at_;           // steady: set while the disk fails
    Instant last_good_;                        // cronmon was listening and writing at this time
    Millis last_tick_{};                       // steady: of the newest sign of life on disk
    Millis last_pings_{};                      // steady: when a round last had pings
    Millis months_looked_at_{};                // steady: when old months were last looked for
    Millis room_looked_at_{};                  // steady: when there was last nothing to give back
    std::optional<Millis> pause_until_;        // steady: what may wait does until then
    std::int64_t came_ = 0;                    // pings since the last slice of it
    std::int64_t budget_ = 0;                  // that the write-ahead log is limited for
    std::optional<Millis> over_budget_since_;  // steady: set while nothing is left to delete
    std::int64_t next_blind_id_ = 1;
    bool stopping_ = false;

    // Shared.
    mutable std::mutex settings_mutex_;
    Settings::Stored stored_settings_;  // guarded by settings_mutex_
    Settings settings_;                 // guarded by settings_mutex_
    std::atomic<bool> writing_{true};
    std::atomic<std::int64_t> round_ended_ms_{0};  // steady
    std::atomic<std::size_t> tasks_{0};
    PingRate ping_rate_;
    Meters meters_;

    std::jthread thread_;
};

}  // namespace cronmon
