// What may wait until nobody is waiting: the write-ahead log, old rows, room on the disk. All of it
// is done in slices, at most one of each kind a round, so that a ping waits for one at most. While
// pings come there are long pauses between them.
#include "base/log.h"
#include "engine/engine.h"

#include <algorithm>
#include <utility>

namespace cronmon {

void Engine::upkeep(Instant now) {
    if (retry_at_) return;
    came_ += static_cast<std::int64_t>(pings_.pings().size());
    const std::int64_t budget = settings().bytes_max();
    try {
        if (keeper_.checkpoint_due(store_.wal_bytes(), is_busy(), budget))
            store_.checkpoint(Store::Checkpoint::passive);
        if (stopping_) store_.checkpoint(Store::Checkpoint::truncate);
        if (duty_ == Duty::edit_only) return;
        if (!is_pausing()) {
            shrink_months(now);
            if (const auto day = keeper_.outlived(now, settings().task_log_days()))
                return shrink_bucket(now, *day, take_slice());
            came_ = 0;
        }
        hold_budget(now, budget);
    } catch (const StoreError& error) {
        failed(error.what(), now);
    }
}

bool Engine::is_pausing() {
    if (pause_until_ && clock_.steady() >= *pause_until_) pause_until_.reset();
    return pause_until_.has_value();
}

// Rows to delete: more than have come in since, or old ones would pile up under load.
std::int64_t Engine::take_slice() { return shrink_rows + 2 * std::exchange(came_, 0); }

// After a slice, which was begun at that steady time: there is more to do.
void Engine::pause_or_go_on(Millis begun) {
    if (!is_busy()) return inbox_.wake();
    const Millis now = clock_.steady();
    pause_until_ = now + pause_times * (now - begun + Millis{1});
}

// Old months of the audit log and of the log of API requests, in slices, and sessions that are
// over.
void Engine::shrink_months(Instant now) {
    if (clock_.steady() - months_looked_at_ < months_every && months_looked_at_ != Millis{}) return;
    const Settings in_force = settings();
    const auto shrink = [&](Batch& batch, MonthLog log, std::int64_t days) {
        return batch.shrink_months(log, month_of(now - std::chrono::days{days}), shrink_rows);
    };
    const Millis begun = clock_.steady();
    std::int64_t rows = 0;
    transact([&](Batch& batch) {
        rows = shrink(batch, MonthLog::audit, in_force.audit_days());
        if (rows > 0) ledger_.touch(Topic::audit);
        rows += shrink(batch, MonthLog::api_requests, in_force.api_request_log_days());
        const auto failures_from = now - std::chrono::days{in_force.failure_days()};
        rows += batch.shrink_kept(first_ping_id(failures_from), shrink_rows);
        if (batch.remove_expired_sessions(now) > 0) ledger_.touch(Topic::sessions);
    });
    committed(now);
    if (rows == 0) months_looked_at_ = clock_.steady();
    else pause_or_go_on(begun);
}

Failures Engine::failures_of(std::int64_t day, Instant now) const {
    const bool kept_longer = day >= day_of(now) - settings().failure_days();
    return kept_longer ? Failures::keep : Failures::drop;
}

void Engine::shrink_bucket(Instant now, std::int64_t day, std::int64_t rows) {
    const Millis begun = clock_.steady();
    bool dropped = false;
    transact(
        [&](Batch& batch) { dropped = batch.shrink_bucket(day, rows, failures_of(day, now)); });
    committed(now);
    if (dropped) keeper_.dropped(day);
    if (dropped) log::info("bucket dropped", {{"day", day}});
    else pause_or_go_on(begun);
}

// The budget is for what is in use; what was freed is used again, or given back.
void Engine::hold_budget(Instant now, std::int64_t budget) {
    if (budget == 0 && clock_.steady() < room_looked_at_ + room_every) return;
    if (std::exchange(budget_, budget) != budget) store_.limit_log(Keeper::wal_bytes_max(budget));
    if (over_budget_since_ && clock_.steady() < *over_budget_since_ + round_every) return;
    const StoreSize size = store_.size();
    if (Keeper::exceeds(size, budget)) return make_room(now, size, budget);
    over_budget_since_.reset();
    const bool can_wait = !Keeper::fills(size, budget) && is_busy();
    if (can_wait && is_pausing()) return;
    if (const std::int64_t pages = Keeper::to_give_back(size, budget)) {
        const Millis begun = clock_.steady();
        transact([&](Batch& batch) { batch.give_back(pages); });
        committed(now);
        return pause_or_go_on(begun);
    }
    room_looked_at_ = clock_.steady();
}

// More than has just come in is deleted, or the budget would not hold under load.
void Engine::make_room(Instant now, const StoreSize& size, std::int64_t budget) {
    const auto came = static_cast<std::int64_t>(std::min(pings_.pings().size(), group_max));
    const auto oldest = keeper_.oldest();
    if (oldest && *oldest < day_of(now)) {
        if (day_of(ledger_.saver().replay_from()) <= *oldest) {
            transact([&](Batch& batch) { save_all(batch, now); });
            committed(now);
        }
        return shrink_bucket(now, *oldest, shrink_rows + 2 * came);
    }
    const bool far_above = size.used_bytes > 2 * budget;
    const std::int64_t rows = (far_above ? shrink_rows : thin_rows) + 2 * came;
    std::int64_t deleted = 0;
    transact([&](Batch& batch) { deleted = shrink_today(batch, now, rows); });
    committed(now);
    if (keeper_.checkpoint_due(store_.wal_bytes(), true, budget))
        store_.checkpoint(Store::Checkpoint::passive);
    if (deleted > 0) return inbox_.wake();
    if (!over_budget_since_)
        log::warning("budget exceeded", {{"used_bytes", size.used_bytes}, {"max_bytes", budget}});
    over_budget_since_ = clock_.steady();
}

// Rows may still be needed at a start (Pulse::replay_from), so what they mean is saved with it.
std::int64_t Engine::shrink_today(Batch& batch, Instant now, std::int64_t rows) {
    const std::int64_t today = day_of(now);
    const std::int64_t deleted = batch.thin_bucket(today, rows, failures_of(today, now));
    if (deleted > 0) save_all(batch, now);
    if (deleted >= rows) return deleted;
    return deleted + batch.shrink_kept(PingId{INT64_MAX}, rows);
}

void Engine::save_all(Batch& batch, Instant now) {
    const PingId newest = ledger_.newest_ping();
    const PingId replay_from =
        ledger_.saver().save(batch, LazySaver::Pace::at_once, clock_.steady(), newest);
    ledger_.counter().save(batch, newest);
    batch.save(Pulse{now, false, replay_from, ledger_.counter().counted_to()});
    ledger_.when_committed([this, steady = clock_.steady()] { last_tick_ = steady; });
}

}  // namespace cronmon
