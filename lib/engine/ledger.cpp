#include "engine/ledger.h"

#include <algorithm>

namespace cronmon {
namespace {

// Who has to hear of it: that a task went down, and that it came back from there.
bool is_news(const Flip& flip) {
    return flip.to == State::down || (flip.from == State::down && flip.to == State::up);
}

// As it was judged when it came.
Standing judged_again(const Watch& watch, const LoggedPing& ping) {
    if (!ping.late) return on_signal(watch.terms, watch.standing, ping.signal).standing;
    const Instant came = from_ms(static_cast<std::int64_t>(ping.id) / ping_ids_per_ms);
    return on_late_signal(watch.terms, watch.standing, ping.signal, came).verdict.standing;
}

}  // namespace

void Ledger::load(Store& store) {
    store.for_each_task(
        [this](TaskRow row) { roster_.add(watch_of(row.task, row.standing, row.last_ping)); });
    for (const Business& business : store.businesses())
        roster_.slugs().set_key(business.id, business.ping_key);
    ids_ = store.highest_ids();
    replay(store);
}

// A ping that caused a passage had its standing saved with it, so none of these can cause one:
// only the times move on.
void Ledger::replay(Store& store) {
    const auto pulse = store.pulse();
    const PingId from = pulse ? pulse->replay_from : PingId{};
    const PingId counted_to = pulse ? pulse->counted_to : PingId{};
    saver_.start_from(from);
    counter_.start_from(counted_to);
    const auto visit = [&](const LoggedPing& ping) {
        const Seat seat = roster_.find(ping.task);
        if (seat == no_seat) return;
        Watch& watch = roster_[seat];
        if (ping.id > counted_to) counter_.count(day_of(ping.id), watch.business);
        if (ping.id <= from || ping.id <= watch.last_ping) return;
        watch.last_ping = ping.id;
        roster_.place(seat, judged_again(watch, ping));
        saver_.note(seat);
    };
    store.for_each_ping_after(std::min(from, counted_to), visit);
    counter_.committed();
}

void Ledger::remember(Seat seat) {
    before_.push_back({seat, roster_[seat].standing, roster_[seat].last_ping});
}

void Ledger::set_last_ping(Seat seat, PingId ping) {
    remember(seat);
    roster_[seat].last_ping = ping;
    saver_.note(seat);  // also where the standing stays as it is: the log's chain begins here
}

void Ledger::settle(Batch& batch, Seat seat, const Verdict& verdict, Instant now) {
    for (const MissedSlot& missed : verdict.missed) batch.add(roster_[seat].id, missed);
    if (!verdict.flip) {
        remember(seat);
        roster_.place(seat, verdict.standing);
        saver_.note(seat);
        return;
    }
    record(batch, roster_[seat], *verdict.flip, now);
    save(batch, seat, verdict.standing);
}

void Ledger::save(Batch& batch, Seat seat, const Standing& standing) {
    remember(seat);
    roster_.place(seat, standing);
    batch.save(roster_[seat].id, standing, roster_[seat].last_ping);
}

void Ledger::record(Batch& batch, const Watch& watch, const Flip& flip, Instant now) {
    const auto id = fresh<FlipId>(&HighestIds::flip);
    touch(Topic::tasks);
    batch.add(FlipRow{id, watch.id, flip, watch.last_ping});
    if (!is_news(flip)) return;
    for (const ChannelId channel : batch.channels_to_tell(watch.id)) {
        const auto alert = fresh<AlertId>(&HighestIds::alert);
        batch.owe(alert, id, channel, now);
        newly_owed_.push_back({alert, now});
        touch(Topic::alerts);
    }
}

void Ledger::add(Batch& batch, const Task& task, const Standing& standing) {
    batch.save(task);
    batch.save(task.id, standing, PingId{});
    const Seat seat = roster_.add(watch_of(task, standing, PingId{}));
    undo_.push_back([this, seat] { roster_.remove(seat); });
}

void Ledger::change(Seat seat, const Task& task) {
    const Watch& watch = roster_[seat];
    undo_.push_back([this, seat, before = watch.terms, owner = watch.business,
                     manners = watch.manners] { roster_.change(seat, before, owner, manners); });
    Watch after = watch_of(task, watch.standing, watch.last_ping);
    roster_.change(seat, std::move(after.terms), after.business, std::move(after.manners));
}

void Ledger::set_ping_key(BusinessId business, const std::string& key, const std::string& before) {
    undo_.push_back([this, business, before] { roster_.slugs().set_key(business, before); });
    roster_.slugs().set_key(business, key);
}

void Ledger::save_counts(Batch& batch) {
    if (counter_.counted_to() == ids_.ping) return;
    counter_.save(batch, ids_.ping);
    batch.save_counted_to(ids_.ping);
}

void Ledger::remove_when_committed(Seat seat) {
    when_committed([this, seat] { roster_.remove(seat); });
}

void Ledger::committed() {
    saver_.committed();
    counter_.committed();
    before_.clear();
    undo_.clear();
    for (const auto& then : then_) then();
    then_.clear();
}

void Ledger::rolled_back() {
    for (; !before_.empty(); before_.pop_back()) {
        roster_.place(before_.back().seat, before_.back().standing);
        roster_[before_.back().seat].last_ping = before_.back().last_ping;
    }
    for (; !undo_.empty(); undo_.pop_back()) undo_.back()();
    saver_.rolled_back();
    counter_.rolled_back();
    then_.clear();
    newly_owed_.clear();
    ids_ = ids_before_;
}

}  // namespace cronmon
