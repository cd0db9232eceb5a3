// The tasks in memory and the transaction on its way to the disk, kept in step.
//
// A verdict goes through here: into the batch (standing, flip, and one alert for each channel that
// is to be told) and into the roster. If the batch is not committed, everything is put back as it
// was, ids included; if it is, what had to wait for that (alerts to deliver, tasks to forget) is
// done. Nobody else writes standings.
//
// Thread-safety: confined to the engine's thread.
#pragma once

#include "engine/lazy_saver.h"
#include "engine/ping_counter.h"
#include "engine/roster.h"
#include "engine/versions.h"
#include "store/store.h"

#include <functional>
#include <span>
#include <vector>

namespace cronmon {

class Ledger {
public:
    Ledger() : saver_(roster_) {}

    // Everything the store knows, and what the log says beyond it.
    void load(Store& store);

    Roster& roster() { return roster_; }
    const Roster& roster() const { return roster_; }
    LazySaver& saver() { return saver_; }
    const LazySaver& saver() const { return saver_; }
    PingCounter& counter() { return counter_; }

    // Fresh ids. What a batch that fails has used is used again.
    template <class Id>
    Id fresh(std::int64_t HighestIds::*kind) {
        return Id{++(ids_.*kind)};
    }
    PingId fresh_ping(Instant at) { return ids_.ping = next_ping_id(ids_.ping, at); }
    PingId newest_ping() const { return ids_.ping; }
    PingId fresh_audit(Instant at) { return ids_.audit = next_ping_id(ids_.audit, at); }
    PingId fresh_api_request(Instant at) {
        return ids_.api_request = next_ping_id(ids_.api_request, at);
    }

    // What this batch changes, for those who look at lists.
    void touch(Topic topic) { mark(touched_, topic); }
    const Topics& touched() const { return touched_; }

    // Brings a verdict to the batch and to memory, with the slots that had no run. A passage is
    // written at once, with its alerts and the standing; a standing without one is saved lazily.
    void settle(Batch& batch, Seat seat, const Verdict& verdict, Instant now);

    // Brings a standing to the batch and to memory at once.
    void save(Batch& batch, Seat seat, const Standing& standing);

    // The newest row of the task in the log.
    void set_last_ping(Seat seat, PingId ping);

    void add(Batch& batch, const Task& task, const Standing& standing);
    // What was decided about a task is now this.
    void change(Seat seat, const Task& task);
    void set_ping_key(BusinessId business, const std::string& key, const std::string& before);
    void remove_when_committed(Seat seat);

    // Writes the counts of pings down while its tasks are still what they were counted for.
    void save_counts(Batch& batch);

    // Done when the batch is committed.
    void when_committed(std::function<void()> then) { then_.push_back(std::move(then)); }

    // Ends the batch. The alerts it owes are then in newly_owed() until the next one begins.
    void committed();
    void rolled_back();
    std::span<const OwedAlert> newly_owed() const { return newly_owed_; }
    void begin() {
        newly_owed_.clear();
        touched_.reset();
        ids_before_ = ids_;
    }

private:
    struct Before {
        Seat seat;
        Standing standing;
        PingId last_ping;
    };

    void replay(Store& store);
    void remember(Seat seat);
    void record(Batch& batch, const Watch& watch, const Flip& flip, Instant now);

    Roster roster_;
    LazySaver saver_;
    PingCounter counter_;
    Topics touched_;
    HighestIds ids_;
    HighestIds ids_before_;
    std::vector<Before> before_;  // in the order in which it changed
    std::vector<std::function<void()>> undo_;
    std::vector<std::function<void()>> then_;
    std::vector<OwedAlert> newly_owed_;
};

}  // namespace cronmon
