// What a ping is worth: whose it is, what it says, and what follows from that.
#include "core/listening.h"
#include "engine/apply.h"
#include "engine/engine.h"

namespace cronmon {
namespace {

// As Healthchecks makes one of a slug; like every task of its clients it owes nothing before its
// first ping, and comes when it says.
AddTask task_of_slug(BusinessId business, std::string_view slug) {
    AddTask add{.business = business,
                .name = {},
                .schedule = *Schedule::every(std::chrono::days{1}),
                .grace = std::chrono::hours{1},
                .tolerance = Millis{0},
                .quiet_until_first_ping = true};
    add.labels.slug = add.labels.check_name.emplace(slug);
    return add;
}

std::optional<PingOutcome> outcome_of(PingDefect defect) {
    switch (defect) {
        case PingDefect::none: return std::nullopt;
        case PingDefect::exit_status: return PingOutcome::bad_exit_status;
        case PingDefect::run_id: return PingOutcome::bad_run_id;
    }
    return std::nullopt;
}

}  // namespace

void Engine::judge_ping(Batch& batch, const PingBatch::Ping& ping, Instant now) {
    answers_.push_back({ping.ticket, hear(batch, ping, now), ping.family});
}

PingOutcome Engine::hear(Batch& batch, const PingBatch::Ping& ping, Instant now) {
    PingOutcome outcome = PingOutcome::recorded;
    const Seat seat = task_meant(batch, ping, now, outcome);
    if (seat == no_seat) return outcome;
    if (const auto refused = outcome_of(ping.defect)) return *refused;
    ledger_.touch(Topic::pings);
    judge_deadline(batch, seat, ping.at, now);
    write_down(batch, seat, ping, signal_of(batch, ping, ledger_.roster()[seat]), now);
    return outcome;
}

// no_seat, and why, if there is not one task that is meant.
Seat Engine::task_meant(Batch& batch, const PingBatch::Ping& ping, Instant now,
                        PingOutcome& outcome) {
    const Roster& roster = ledger_.roster();
    outcome = PingOutcome::unknown;
    Seat seat = no_seat;
    if (ping.key_bytes == 0) {
        seat = roster.find(ping.uuid);
        if (seat != no_seat) outcome = PingOutcome::recorded;
        return seat;
    }
    const auto business = roster.slugs().business_with(pings_.key(ping));
    if (!business) return no_seat;
    const auto seats = roster.slugs().find(*business, pings_.slug(ping));
    if (seats.size() > 1) outcome = PingOutcome::ambiguous;
    if (seats.size() == 1) outcome = PingOutcome::recorded;
    if (!seats.empty()) return seats.size() == 1 ? seats.front() : no_seat;
    seat = provide_task(batch, ping, *business, now);
    if (seat != no_seat) outcome = PingOutcome::created;
    return seat;
}

Seat Engine::provide_task(Batch& batch, const PingBatch::Ping& ping, BusinessId business,
                          Instant now) {
    const Roster& roster = ledger_.roster();
    if (ping.provision == Provision::refuse ||
        roster.slugs().slugs_of(business) >= provided_tasks_max)
        return no_seat;
    const By by{{}, "ping with create=1", std::string(pings_.client_ip(ping))};
    ChangeContext context{ledger_, batch, now, by, [](const SaveSetting&) {}, [](OwedAlert) {}};
    const auto added = apply_change(task_of_slug(business, pings_.slug(ping)), context);
    return added ? roster.find(TaskId{added->id}) : no_seat;
}

// A ping of the check family wakes a paused task, but not against an operator who has said that
// only people do, or who has disabled its business.
Signal Engine::signal_of(Batch& batch, const PingBatch::Ping& ping, const Watch& watch) const {
    Signal signal{ping.kind, ping.at, {}, ping.family == PingFamily::check};
    if (ping.has_run) signal.run = ping.run;
    if (watch.manners)
        signal.kind = heard(watch.manners->listening, ping.kind, ping.method == PingMethod::post,
                            pings_.body(ping));
    if (!signal.wakes || watch.standing.state != State::paused) return signal;
    if (watch.manners && watch.manners->listening.manual_resume) signal.kind = PingKind::ignored;
    const auto business = batch.business(watch.business);
    signal.wakes = business && business->enabled;
    return signal;
}

void Engine::write_down(Batch& batch, Seat seat, const PingBatch::Ping& ping, const Signal& signal,
                        Instant now) {
    const Watch& watch = ledger_.roster()[seat];
    const Verdict verdict = on_signal(watch.terms, watch.standing, signal);
    PingRow row;
    row.id = ledger_.fresh_ping(ping.at);
    row.task = watch.id;
    row.at = ping.at;
    row.kind = signal.kind;
    row.method = word(ping.method);
    row.client_ip = pings_.client_ip(ping);
    row.user_agent = pings_.user_agent(ping);
    row.body = pings_.body(ping);
    if (ping.exit_status >= 0) row.exit_status = ping.exit_status;
    row.duration = verdict.duration;
    row.previous = watch.last_ping;
    row.run = signal.run;
    row.wire = {.by_https = ping.by_https, .wakes = signal.wakes};
    open_bucket(batch, day_of(row.id));
    batch.add(row);
    meters_.heard(row.kind);
    ledger_.set_last_ping(seat, row.id);
    ledger_.counter().count(day_of(row.id), watch.business);
    ledger_.settle(batch, seat, verdict, now);
}

}  // namespace cronmon
