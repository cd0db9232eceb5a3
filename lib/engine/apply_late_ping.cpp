// A ping that was kept on its way.
#include "engine/apply.h"

namespace cronmon {
namespace {

PingRow row_of(const LatePing& late, const Watch& watch, PingId id) {
    PingRow row;
    row.id = id;
    row.task = watch.id;
    row.at = late.at;
    row.kind = late.kind;
    row.method = "POST";
    row.client_ip = late.client_ip;
    row.user_agent = late.user_agent;
    row.body = late.body;
    row.exit_status = late.exit_status;
    row.previous = watch.last_ping;
    row.run = late.run;
    row.wire = {.by_https = late.by_https, .late = true};
    return row;
}

}  // namespace

Result<Done> apply_change(const LatePing& late, ChangeContext& context) {
    Ledger& ledger = context.ledger;
    const Seat seat = ledger.roster().find(late.task);
    if (seat == no_seat) return no_such("task", raw(late.task));
    const Watch& watch = ledger.roster()[seat];
    const LateVerdict judged =
        on_late_signal(watch.terms, watch.standing, {late.kind, late.at, late.run}, context.now);
    PingRow row = row_of(late, watch, ledger.fresh_ping(context.now));
    row.duration = judged.verdict.duration;
    const std::int64_t day = day_of(row.id);
    context.batch.open_bucket(day);
    context.batch.add(row);
    ledger.set_last_ping(seat, row.id);
    ledger.counter().count(day, watch.business);
    ledger.touch(Topic::pings);
    ledger.settle(context.batch, seat, judged.verdict, context.now);
    if (judged.ran_from && judged.ran_to)
        context.batch.remove_missed_slots(late.task, *judged.ran_from, *judged.ran_to);
    return Done{raw(row.id)};
}

}  // namespace cronmon
