// The engine's judgement: what goes into the transaction of a round, and in which order.
#include "engine/engine.h"

namespace cronmon {

// First our own absence, since it decides what may be held against a task; then the pings, each
// after a deadline of its task that had passed before it; then every deadline that has passed.
void Engine::judge(Batch& batch, const Group& group) {
    if (duty_ == Duty::watch) {
        for (const std::int64_t day : keeper_.missing(group.now)) open_bucket(batch, day);
        if (absence_) judge_absence(batch, group.now);
    }
    for (const PingBatch::Ping& ping : group.pings) judge_ping(batch, ping, group.now);
    if (duty_ == Duty::edit_only) return;
    if (group.last) judge_deadlines(batch, group.horizon, group.now);
    leave_sign_of_life(batch, group);
}

void Engine::judge_absence(Batch& batch, Instant now) {
    const bool set_back = absence_->time.from > absence_->time.to;
    if (retry_at_ && !set_back) absence_->time.to = now;  // the disk was failing until now
    const BlindTime time = absence_->time;
    batch.add(BlindRow{next_blind_id_, set_back ? BlindTime{time.to, time.from} : time,
                       std::string(absence_->reason)});
    Roster& roster = ledger_.roster();
    for (Seat seat = 0; seat < roster.end(); ++seat) {
        if (!roster[seat].seated) continue;
        const Watch& watch = roster[seat];
        const Verdict verdict =
            set_back ? Verdict{on_clock_set_back(watch.terms, watch.standing, time.to), {}}
                     : on_blind(watch.terms, watch.standing, time);
        if (verdict.standing == watch.standing) continue;
        for (const MissedSlot& missed : verdict.missed) batch.add(watch.id, missed);
        ledger_.save(batch, seat, verdict.standing);
    }
    ledger_.touch(Topic::blind);
    ledger_.touch(Topic::tasks);
    ledger_.when_committed([this] {
        absence_.reset();
        ++next_blind_id_;
    });
}

void Engine::judge_deadline(Batch& batch, Seat seat, Instant until, Instant now) {
    for (;;) {
        const Watch& watch = ledger_.roster()[seat];
        const auto look = next_look(watch.standing);
        if (!look || *look > until) return;
        meters_.judged(now - *look);
        ledger_.settle(batch, seat, on_deadline(watch.terms, watch.standing, until), now);
    }
}

void Engine::judge_deadlines(Batch& batch, Instant until, Instant now) {
    const Deadlines& deadlines = ledger_.roster().deadlines();
    for (std::size_t judged = 0; judged < group_max; ++judged) {
        const auto seat = deadlines.due(until);
        if (!seat) return;
        judge_deadline(batch, *seat, until, now);
        CHECK(deadlines.due(until) != seat);  // else the queue would never move on
    }
    inbox_.wake();
}

void Engine::open_bucket(Batch& batch, std::int64_t day) {
    if (keeper_.has(day)) return;
    for (const std::int64_t opened : opened_days_)
        if (opened == day) return;
    batch.open_bucket(day);
    opened_days_.push_back(day);
}

// The pings of a round are a sign of life themselves; so the tick is written when it is due, with
// the last slice of a saving cycle, and at the end.
void Engine::leave_sign_of_life(Batch& batch, const Group& group) {
    if (!group.last) return;
    const Millis steady = clock_.steady();
    const bool busy = steady - last_pings_ < round_every || !group.pings.empty();
    if (!group.pings.empty()) last_pings_ = steady;
    const auto pace = stopping_ ? LazySaver::Pace::at_once
                      : busy    ? LazySaver::Pace::busy
                                : LazySaver::Pace::idle;
    LazySaver& saver = ledger_.saver();
    const PingId replay_from = saver.save(batch, pace, steady, ledger_.newest_ping());
    const bool due = stopping_ || steady - last_tick_ >= tick_every;
    if (!due && replay_from == saver.replay_from()) return;
    PingCounter& counter = ledger_.counter();
    if (due) counter.save(batch, ledger_.newest_ping());
    batch.save(Pulse{group.now, stopping_, replay_from, counter.counted_to()});
    ledger_.when_committed([this, steady] { last_tick_ = steady; });
}

}  // namespace cronmon
