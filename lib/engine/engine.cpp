#include "engine/engine.h"

#include "base/log.h"
#include "engine/apply.h"

#include <algorithm>

namespace cronmon {

namespace {

// Who pinged while one server took over from another has waited, and is not late for it.
std::string_view reason_of(const Pulse& pulse, Ended before) {
    if (pulse.restored) return "restore";
    if (!pulse.stopped) return "crash";
    return before == Ended::handed_over ? "upgrade" : "stop";
}

}  // namespace

Engine::Engine(Store& store, const Clock& clock, Duty duty, EngineListeners listeners, Ended before)
    : store_(store),
      clock_(clock),
      duty_(duty),
      listeners_(std::move(listeners)),
      started_(clock.now()),
      versions_(started_),
      blindness_(clock),
      last_good_(clock.now()) {
    ledger_.load(store_);
    keeper_.load(store_.buckets());
    stored_settings_ = store_.settings();
    settings_ = Settings(stored_settings_);
    next_blind_id_ = store_.highest_ids().blind + 1;
    tasks_ = ledger_.roster().size();
    last_tick_ = clock_.steady() - tick_every;
    round_ended_ms_ = clock_.steady().count();

    const auto pulse = store_.pulse();
    if (!pulse || duty_ == Duty::edit_only) return;
    const Instant newest_ping = from_ms(raw(ledger_.newest_ping()) / ping_ids_per_ms);
    const Instant last_seen = std::max(pulse->tick, std::min(newest_ping, clock_.now()));
    absence_ = Absence{{last_seen, clock_.now()}, reason_of(*pulse, before)};
}

Settings Engine::settings() const {
    const std::lock_guard lock(settings_mutex_);
    return settings_;
}

Engine::Health Engine::health() const {
    const Millis steady = clock_.steady();
    return {.writing = writing_,
            .since_round = steady - Millis{round_ended_ms_.load()},
            .inbox_depth = inbox_.depth(),
            .tasks = tasks_,
            .started = started_,
            .pings_last_minute = ping_rate_.last_minute(steady)};
}

void Engine::setting_saved(const SaveSetting& saved) {
    Settings now_in_force;
    {
        const std::lock_guard lock(settings_mutex_);
        std::erase_if(stored_settings_, [&](const auto& pair) { return pair.first == saved.name; });
        if (saved.value) stored_settings_.emplace_back(saved.name, *saved.value);
        now_in_force = settings_ = Settings(stored_settings_);
    }
    listeners_.settings_changed(now_in_force);
}

void Engine::start() {
    if (duty_ == Duty::watch) listeners_.owed(store_.owed_alerts());
    thread_ = std::jthread([this](std::stop_token stop) { run(stop); });
}

void Engine::stop() {
    if (!thread_.joinable()) return;
    thread_.request_stop();
    inbox_.wake();
    thread_.join();
}

void Engine::run(std::stop_token stop) {
    while (!stop.stop_requested()) {
        round();
        inbox_.wait(longest_sleep());
    }
    stopping_ = true;
    round();
}

Millis Engine::longest_sleep() const {
    Millis sleep = round_every;
    if (duty_ == Duty::edit_only) return sleep;
    if (const auto next = ledger_.roster().deadlines().next())
        sleep = std::min(sleep, *next - clock_.now());
    if (retry_at_) sleep = std::min(sleep, *retry_at_ - clock_.steady());
    if (pause_until_) sleep = std::min(sleep, *pause_until_ - clock_.steady());
    // Never zero: a deadline that waits for an open door must not make the engine spin.
    return std::max(sleep, Millis{1});
}

// The clock is read before the inbox is taken: Inbox::horizon says why.
void Engine::round() {
    const Instant now = clock_.now();
    const Instant horizon = inbox_.horizon(now);
    inbox_.take(pings_, changes_);
    if (duty_ == Duty::watch) notice_absence();
    if (is_resting() && !stopping_) {
        answer(pings_.pings(), PingOutcome::failed);
        give_answers();
    } else {
        write_groups(now, horizon);
    }
    apply_changes(now);
    upkeep(now);
    if (!retry_at_) last_good_ = now;
    round_ended_ms_ = clock_.steady().count();
}

void Engine::notice_absence() {
    const auto absence = blindness_.look(last_good_);
    if (!absence) return;
    log::warning("blind", {{"reason", absence->reason},
                           {"from_ms", to_ms(absence->time.from)},
                           {"to_ms", to_ms(absence->time.to)}});
    if (absence_ && absence_->time.from < absence_->time.to)
        absence_->time.to = std::max(absence_->time.to, absence->time.to);
    else absence_ = absence;
}

namespace {

// Thrown to undo a transaction whose outcome is known and not wanted.
struct Undone {};

// A document is done as a whole or not at all, and a dry run not in the end.
bool is_to_be_undone(const Change& change, const Result<Done>& result) {
    const auto* document = std::get_if<Configure>(&change);
    return document != nullptr && (!result || document->dry_run);
}

bool needs_its_own(const PendingChange& pending) {
    return std::holds_alternative<Configure>(pending.change);
}

}  // namespace

// Changes share a transaction too: a thousand outcomes of letters cost one flush. If it fails each
// gets one of its own, so that one operator's failure is nobody else's.
void Engine::apply_changes(Instant now) {
    std::span<PendingChange> left = changes_;
    while (!left.empty()) {
        const auto group = left.first(std::min(left.size(), change_group_max));
        left = left.subspan(group.size());
        if (apply_together(group, now)) continue;
        for (PendingChange& pending : group) apply_alone(pending, now);
    }
    changes_.clear();
}

bool Engine::apply_together(std::span<PendingChange> group, Instant now) {
    if (group.size() < 2 || is_resting() || std::ranges::any_of(group, needs_its_own)) return false;
    std::vector<Result<Done>> results;
    try {
        transact([&](Batch& batch) {
            for (PendingChange& pending : group) results.push_back(carry_out(pending, batch, now));
        });
    } catch (const StoreError&) {
        ledger_.rolled_back();
        return false;
    }
    committed(now);
    for (std::size_t i = 0; i < group.size(); ++i) group[i].receipt(std::move(results[i]));
    return true;
}

void Engine::apply_alone(PendingChange& pending, Instant now) {
    Result<Done> result = Done{};
    try {
        transact([&](Batch& batch) {
            result = carry_out(pending, batch, now);
            if (is_to_be_undone(pending.change, result)) throw Undone{};
        });
        committed(now);
    } catch (const Undone&) {
        ledger_.rolled_back();
    } catch (const StoreError& error) {
        failed(error.what(), now);
        result = Error{Code::busy, std::string("store: ") + error.what()};
    }
    pending.receipt(std::move(result));
}

Result<Done> Engine::carry_out(const PendingChange& pending, Batch& batch, Instant now) {
    ChangeContext context{ledger_,
                          batch,
                          now,
                          pending.by,
                          [this](const SaveSetting& saved) { setting_saved(saved); },
                          [this](OwedAlert owed) { postponed_.push_back(owed); }};
    return cronmon::carry_out(pending.change, context);
}

void Engine::write_groups(Instant now, Instant horizon) {
    std::span<const PingBatch::Ping> left = pings_.pings();
    do {
        const auto pings = left.first(std::min(left.size(), group_max));
        left = left.subspan(pings.size());
        const Group group{pings, now, horizon, left.empty()};
        if (has_work(group)) write(group);
    } while (!left.empty());
}

bool Engine::has_work(const Group& group) const {
    if (!group.pings.empty()) return true;
    if (duty_ == Duty::edit_only) return false;
    const bool quiet = clock_.steady() - last_pings_ >= round_every;
    return absence_ || stopping_ || ledger_.roster().deadlines().due(group.horizon) ||
           clock_.steady() - last_tick_ >= tick_every || (quiet && !ledger_.saver().idle()) ||
           !keeper_.missing(group.now).empty();
}

void Engine::write(const Group& group) {
    try {
        transact([&](Batch& batch) { judge(batch, group); });
        committed(group.now);
        ping_rate_.add(clock_.steady(),
                       std::ranges::count(answers_, PingOutcome::recorded, &PingAnswer::outcome));
    } catch (const StoreError& error) {
        failed(error.what(), group.now);
        answer(group.pings, PingOutcome::failed);
    }
    give_answers();
}

void Engine::transact(const std::function<void(Batch&)>& write) {
    ledger_.begin();
    opened_days_.clear();
    postponed_.clear();
    answers_.clear();
    meters_.begin();
    const auto begun = std::chrono::steady_clock::now();
    store_.commit(write);
    meters_.committed(
        std::chrono::duration_cast<Histogram::Micros>(std::chrono::steady_clock::now() - begun));
}

void Engine::committed(Instant now) {
    versions_.raise(ledger_.touched());
    ledger_.committed();
    for (const std::int64_t day : opened_days_) keeper_.opened(day);
    if (retry_at_) log::info("store recovered");
    retry_at_.reset();
    writing_ = true;
    last_good_ = now;
    tasks_ = ledger_.roster().size();
    if (!ledger_.newly_owed().empty()) listeners_.owed(ledger_.newly_owed());
    if (!postponed_.empty()) listeners_.owed(postponed_);
}

void Engine::failed(const std::string& why, Instant now) {
    ledger_.rolled_back();
    answers_.clear();
    meters_.failed();
    if (!retry_at_) log::error("store failed", {{"why", why}});
    if (!absence_) absence_ = Absence{{last_good_, now}, "store"};
    retry_at_ = clock_.steady() + commit_retry_after;
    writing_ = false;
}

void Engine::answer(std::span<const PingBatch::Ping> pings, PingOutcome outcome) {
    answers_.clear();
    for (const PingBatch::Ping& ping : pings)
        answers_.push_back({ping.ticket, outcome, ping.family});
}

void Engine::give_answers() {
    if (answers_.empty()) return;
    for (const PingAnswer& answer : answers_) meters_.answered(answer.outcome);
    listeners_.answered(answers_);
}

}  // namespace cronmon
