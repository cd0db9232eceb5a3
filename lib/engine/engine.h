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
// Thread-safety: submit, settings and health from any thread; start and stop from the thread that
// owns the engine; everything else is confined to the engine's thread (or to a test, which calls
// round() instead of start()).
#pragma once

#include "base/clock.h"
#include "core/settings.h"
#include "engine/blindness.h"
#include "engine/inbox.h"
#include "engine/keeper.h"
#include "engine/lazy_saver.h"
#include "engine/roster.h"
#include "store/store.h"

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <span>
#include <thread>
#include <vector>

namespace cronmon {

// What became of a ping: on disk, unknown to us, or lost to a failing disk.
enum class PingOutcome : std::uint8_t { recorded, unknown, failed };

struct PingAnswer {
    std::uint64_t ticket = 0;
    PingOutcome outcome = PingOutcome::recorded;
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

// A sign of life is on disk at least this often, also when nothing happens.
constexpr Millis tick_every{5000};
// The longest time between two rounds: a stepped clock or a suspended machine is noticed then.
constexpr Millis round_every{1000};
// After a failed commit the disk is left alone for this long; pings are refused meanwhile.
constexpr Millis commit_retry_after{200};
// Pings and deadlines in one transaction; the rest waits for the next, so that no group waits long.
constexpr std::size_t group_max = 8192;

class Engine {
public:
    // Loads every task. Throws StoreError.
    Engine(Store& store, const Clock& clock, Duty duty, EngineListeners listeners);
    ~Engine();

    Inbox& inbox() { return inbox_; }

    // False if the inbox is full; the receipt is not called then.
    bool submit(Change change, Receipt receipt) {
        return inbox_.put(std::move(change), std::move(receipt));
    }

    // The settings as they are now.
    std::shared_ptr<const Settings> settings() const;

    struct Health {
        bool writing = true;              // the last commit succeeded
        Millis since_round{};             // steady time since the last round ended
        std::size_t inbox_depth = 0;
        std::size_t tasks = 0;
    };
    Health health() const;

    void start();
    // Judges and answers what has been submitted, saves everything, leaves a clean sign of life.
    void stop();

    // Does everything that is due and returns at once.
    void round();

private:
    friend class ChangeApplier;
    struct Undo;

    void load();
    void replay_log();
    void run(std::stop_token stop);
    Millis longest_sleep() const;

    void notice_absence(Instant now);
    void apply_changes();
    bool write_group(std::size_t from, std::size_t to, Instant now, Instant horizon);
    void judge(Batch& batch, std::size_t from, std::size_t to, Instant now, Instant horizon);
    void judge_deadlines(Batch& batch, Instant until, Instant now);
    void judge_ping(Batch& batch, const PingBatch::Ping& ping, Instant now);
    void judge_blind(Batch& batch, const BlindRow& blind, Instant now);
    void settle(Batch& batch, Slot slot, const Verdict& verdict, PingId ping, Instant now);
    void record_flip(Batch& batch, const Watch& watch, const Flip& flip, Instant now);
    void keep_alive(Batch& batch, Instant now);
    void committed(Instant now);
    void rolled_back(const char* what);
    void answer_all(PingOutcome outcome, std::size_t from, std::size_t to);
    void upkeep(Instant now);
    void publish(Settings settings);

    // Fixed after construction.
    Store& store_;
    const Clock& clock_;
    const Duty duty_;
    const EngineListeners listeners_;

    Inbox inbox_;

    // Confined to the engine's thread.
    Roster roster_;
    LazySaver saver_;
    Keeper keeper_;
    Blindness blindness_;
    HighestIds ids_;
    PingBatch pings_;
    std::vector<PendingChange> changes_;
    std::vector<PingAnswer> answers_;
    std::vector<OwedAlert> newly_owed_;
    std::unique_ptr<Undo> undo_;
    std::optional<BlindRow> absence_;      // noticed, not yet on disk
    std::optional<Millis> retry_at_;       // steady: after a failed commit
    Instant last_good_;                    // of the last commit or tick
    Instant last_tick_;                    // the newest sign of life on disk

    // Shared.
    mutable std::mutex settings_mutex_;
    std::shared_ptr<const Settings> settings_;
    std::atomic<bool> writing_{true};
    std::atomic<std::int64_t> round_ended_ms_{0};  // steady
    std::atomic<std::size_t> tasks_{0};

    std::jthread thread_;
};

}  // namespace cronmon
