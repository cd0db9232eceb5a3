// What the engine has done since it was started, in numbers.
//
// A round counts what it has heard while it judges, in memory of its own, and tells it here when it
// is committed: a ping costs an increment, and what is taken back was never counted.
//
// Thread-safety: written on the engine's thread, read from any.
#pragma once

#include "core/model.h"
#include "engine/histogram.h"
#include "engine/ping_outcome.h"

#include <array>
#include <vector>

namespace cronmon {

constexpr std::size_t ping_kind_count = static_cast<std::size_t>(PingKind::ignored) + 1;
constexpr std::size_t ping_outcome_count = static_cast<std::size_t>(PingOutcome::count_);

class Meters {
public:
    Meters();

    std::uint64_t pings(PingKind kind) const { return kinds_[index(kind)].read(); }
    std::uint64_t answers(PingOutcome outcome) const { return outcomes_[index(outcome)].read(); }
    std::uint64_t commits_failed() const { return commits_failed_.read(); }
    // From the first word of a transaction to the disk.
    const Histogram& commits() const { return commits_; }
    // From a deadline to the round that judged it.
    const Histogram& lags() const { return lags_; }

    // The round at hand. `begin` forgets what was told since the last `committed`.
    void begin();
    void heard(PingKind kind) { ++round_kinds_[index(kind)]; }
    void judged(Millis lag) { round_lags_.push_back(lag); }
    void committed(Histogram::Micros took);
    void failed() { ++commits_failed_; }
    void answered(PingOutcome outcome) { ++outcomes_[index(outcome)]; }

private:
    template <class Word>
    static std::size_t index(Word word) {
        return static_cast<std::size_t>(word);
    }

    std::array<Counter, ping_kind_count> kinds_;
    std::array<Counter, ping_outcome_count> outcomes_;
    Counter commits_failed_;
    Histogram commits_;
    Histogram lags_;

    // The engine's thread.
    std::array<std::uint64_t, ping_kind_count> round_kinds_{};
    std::vector<Millis> round_lags_;
};

}  // namespace cronmon
