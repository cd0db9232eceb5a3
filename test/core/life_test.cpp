// Whatever happens to a task, and in whatever order: what must hold all the same.
#include "base/time_text.h"
#include "core/slots.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <map>
#include <random>
#include <set>

using namespace cronmon;
using namespace std::chrono_literals;

namespace {

constexpr std::size_t no_id = 4;
constexpr std::array<std::uint8_t, no_id> ids{1, 2, 3, 4};

// A task and a random life. The clock goes forward; late news come from the past.
class Life {
public:
    explicit Life(std::uint64_t seed) : random_(seed), terms_(some_terms()) {
        standing_ = on_add(terms_, now_);
    }

    void live(int steps) {
        for (; steps > 0; --steps) {
            pass(some_time());
            do_something();
        }
    }

    std::size_t ended() const { return ended_.size(); }
    std::size_t flips() const { return flips_; }

private:
    std::uint64_t below(std::uint64_t limit) { return random_() % limit; }
    bool one_in(std::uint64_t n) { return below(n) == 0; }

    // Mostly moments, sometimes hours.
    Millis some_time() {
        if (one_in(10)) return Millis{static_cast<std::int64_t>(below(6 * 3'600'000))};
        return Millis{static_cast<std::int64_t>(below(one_in(2) ? 10'000 : 900'000))};
    }

    Terms some_terms() {
        const auto utc = *Zone::find("UTC");
        const auto berlin = *Zone::find("Europe/Berlin");  // its clock changes on the way
        const std::array schedules{
            *Schedule::cron("0 * * * *", utc),
            *Schedule::cron("*/7 9-17 * * 1-5", berlin),
            *Schedule::cron("30 2 * * *", berlin),
            *Schedule::every(20min),
            *Schedule::every(5s),
        };
        Terms terms{
            schedules[below(schedules.size())], Millis{1s} * (1 + below(3600)), {}, one_in(4)};
        if (one_in(2)) terms.tolerance = Millis{1s} * below(1200);
        if (one_in(2)) terms.runs.max_run = Millis{1s} * (1 + below(3600));
        if (one_in(3)) terms.runs.min_run = Millis{1s} * (1 + below(60));
        terms.runs.alert_after = static_cast<std::uint8_t>(1 + below(3));
        terms.runs.recover_after = static_cast<std::uint8_t>(1 + below(3));
        return terms;
    }

    void pass(Millis time) {
        now_ += time;
        for (int looks = 0;; ++looks) {
            REQUIRE(looks < 20'000);
            const Verdict verdict = on_deadline(terms_, standing_, now_);
            if (verdict.standing == standing_) break;
            take(verdict);
        }
        const auto look = next_look(standing_);
        if (look) REQUIRE(*look > now_);
    }

    void do_something() {
        const auto what = below(100);
        if (what < 70) hear();
        else if (what < 80) hear_late();
        else if (what < 84) edit();
        else if (what < 88) take(on_pause(standing_, now_));
        else if (what < 93)
            take(on_resume(terms_, standing_, now_, one_in(4) ? Memory::forget : Memory::keep));
        else if (what < 97) be_absent();
        else take({on_clock_set_back(terms_, standing_, now_), std::nullopt});
    }

    Signal some_signal(Instant at) {
        id_ = below(no_id + 1);
        Signal signal{static_cast<PingKind>(below(5)), at, {}, one_in(2)};
        if (id_ != no_id) signal.run = Uuid{{ids[id_]}};
        return signal;
    }

    void hear() {
        const Signal signal = some_signal(now_);
        const Verdict verdict = on_signal(terms_, standing_, signal);
        follow_run(signal, verdict);
        take(verdict);
        CHECK(!(signal.kind == PingKind::start && verdict.flip));
    }

    void hear_late() {
        const Signal signal = some_signal(now_ - some_time() - 1ms);
        const LateVerdict late = on_late_signal(terms_, standing_, signal, now_);
        follow_run(signal, late.verdict);
        REQUIRE(late.ran_from.has_value() == late.ran_to.has_value());
        if (late.ran_from) REQUIRE(*late.ran_from <= *late.ran_to);
        take(late.verdict);
        const auto look = next_look(standing_);
        if (look) REQUIRE(*look > now_);
    }

    void edit() {
        const Terms after = one_in(2) ? some_terms() : terms_;
        const State before = standing_.state;
        take({on_edit(terms_, after, standing_, now_), std::nullopt});
        terms_ = after;
        REQUIRE(standing_.state == before);  // it never alarms for the past
    }

    void be_absent() {
        const Instant from = now_;
        now_ += some_time();
        const State before = standing_.state;
        take(on_blind(terms_, standing_, {from, now_}));
        REQUIRE(standing_.state == before);
    }

    // A run has one end, and it has begun before it.
    void follow_run(const Signal& signal, const Verdict& verdict) {
        REQUIRE(verdict.standing.pings == standing_.pings + 1);
        const auto runs = standing_.runs.all();
        const auto open = std::ranges::find(runs, signal.run, &OpenRun::id);
        if (verdict.duration) {
            REQUIRE(open != runs.end());
            REQUIRE(*verdict.duration >= 0ms);
            REQUIRE(*verdict.duration == std::max(signal.at - open->started, 0ms));
            REQUIRE((signal.kind == PingKind::success || signal.kind == PingKind::fail));
            REQUIRE(ended_.insert(serials_.at(id_)).second);
        }
        const auto after = verdict.standing.runs.all();
        const auto now_open = std::ranges::find(after, signal.run, &OpenRun::id);
        if (signal.kind == PingKind::start && now_open != after.end() &&
            now_open->started == signal.at)
            serials_[id_] = ++next_serial_;
        if (verdict.duration) REQUIRE(now_open == after.end());
    }

    void take(const Verdict& verdict) {
        if (verdict.flip) check_flip(*verdict.flip, verdict.standing);
        else REQUIRE(verdict.standing.state == standing_.state);
        REQUIRE(std::ranges::is_sorted(verdict.missed, {}, &MissedSlot::slot));
        REQUIRE(verdict.missed.size() <= missed_slots_noted_max);
        // Who usually comes early may have come while nobody listened.
        for (const MissedSlot& missed : verdict.missed)
            REQUIRE((missed.slot < now_ || missed.why == MissedSlot::Why::blind));
        check_standing(verdict.standing);
        standing_ = verdict.standing;
    }

    void check_flip(const Flip& flip, const Standing& after) {
        ++flips_;
        REQUIRE(flip.from == standing_.state);
        REQUIRE(flip.to == after.state);
        REQUIRE(flip.from != flip.to);
        REQUIRE(flip.at == after.since);
        CAPTURE(word(flip.reason));
        CAPTURE(word(flip.from));
        CAPTURE((flip.at - standing_.since).count());
        CAPTURE((now_ - flip.at).count());
        REQUIRE(flip.at >= standing_.since);
        REQUIRE(flip.at <= now_);
        REQUIRE(flip.slot.has_value() == (flip.reason == Reason::missed));
        REQUIRE(flip.down_since.has_value() == (flip.from == State::down));
        if (flip.slot) REQUIRE(*flip.slot < flip.at);
    }

    void check_standing(const Standing& standing) {
        const bool is_down = standing.state == State::down;
        if (standing.owed && standing.deadline) REQUIRE(*standing.deadline >= *standing.owed);
        if (standing.state == State::paused) REQUIRE((!standing.owed && !standing.deadline));
        if (is_down) REQUIRE(!standing.deadline);
        if (is_down) REQUIRE(!next_look(standing));
        if (!is_down) REQUIRE(standing.deadline.has_value() == standing.owed.has_value());
        REQUIRE((is_down || standing.successes == 0));
        REQUIRE(standing.since <= now_);
        REQUIRE((!standing.last_ping || *standing.last_ping <= now_));
        REQUIRE((!standing.last_duration || *standing.last_duration >= 0ms));
        check_runs(standing.runs.all());
    }

    void check_runs(std::span<const OpenRun> runs) {
        REQUIRE(runs.size() <= ids.size() + 1);
        std::set<std::uint8_t> seen;
        for (const OpenRun& run : runs) {
            REQUIRE(seen.insert(run.id ? run.id->bytes[0] : 0).second);
            REQUIRE(run.deadline > run.started);
            REQUIRE(run.started <= now_);
        }
    }

    std::mt19937_64 random_;
    Instant now_ = *parse_instant("at", "2026-10-20T08:00:00Z");
    Terms terms_;
    Standing standing_;
    std::size_t id_ = no_id;              // of the signal at hand
    std::map<std::size_t, int> serials_;  // of the run that was opened last under an id
    int next_serial_ = 0;
    std::set<int> ended_;
    std::size_t flips_ = 0;
};

void live(std::uint64_t seed, std::size_t& ended, std::size_t& flips) {
    CAPTURE(seed);
    Life life(seed);
    life.live(500);
    ended += life.ended();
    flips += life.flips();
}

}  // namespace

TEST_CASE(
    "whatever happens, no run has two ends, no duration is negative, and what stands is sound") {
    std::size_t ended = 0;
    std::size_t flips = 0;
    for (std::uint64_t seed = 1; seed <= 40; ++seed) live(seed, ended, flips);
    CHECK(ended > 300);
    CHECK(flips > 500);
    for (int more = 0; more < 5; ++more) live(std::random_device{}(), ended, flips);
}
