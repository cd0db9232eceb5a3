#include "core/suspicion.h"

#include "core/slots.h"
#include "core/suspicion_hosts.h"

#include <algorithm>
#include <functional>

namespace cronmon {
namespace {

using Found = std::optional<Suspicion>;

bool is_end(const Heard& heard) {
    return heard.kind == PingKind::success || heard.kind == PingKind::fail;
}

// What had been kept on its way stands where it was told, not where it happened. Few are out of
// place.
void put_in_order(std::vector<Heard>& log) {
    const auto newer = [](const Heard& a, const Heard& b) { return a.at > b.at; };
    for (auto each = log.begin(); each != log.end(); ++each)
        std::rotate(std::upper_bound(log.begin(), each, *each, newer), each, each + 1);
}

// When a run began, as far as is known: of one that only tells its end, that.
struct Beginning {
    Instant at;
    bool exact;
};

std::vector<Beginning> newest_beginnings(const std::vector<Heard>& log) {
    std::vector<Beginning> runs;
    for (const Heard& heard : log) {
        if (runs.size() == suspected_runs_max) break;
        if (heard.kind == PingKind::start) runs.push_back({heard.at, true});
        else if (is_end(heard) && !heard.duration) runs.push_back({heard.at, false});
    }
    return runs;
}

// The newest end was judged by this schedule. After an edit, what came before it says nothing: the
// job may have been moved, too.
bool was_judged_by(const Terms& terms, const Standing& standing) {
    if (!standing.last_ping || !standing.offset) return false;
    const Instant at = *standing.last_ping;
    return terms.schedule.previous(at + tolerance_at(terms, at)) == at - *standing.offset;
}

// `at` is within `margin` behind a slot.
bool is_behind_slot(const Terms& terms, Instant at, Millis margin) {
    const auto slot = terms.schedule.previous(at + clocks_apart);
    return slot && at - *slot <= margin;
}

// An end that comes within the grace tells nothing: the run may take that long.
bool is_in_time(const Terms& terms, const Beginning& run) {
    const Millis margin = run.exact ? start_within : std::max(start_within, terms.grace);
    return is_behind_slot(terms, run.at, margin);
}

// Those for which `shows` is true, if they are as many as it takes and the newest are among them.
std::vector<Instant> showing(const std::vector<Beginning>& runs,
                             const std::function<bool(const Beginning&)>& shows) {
    std::vector<Instant> seen;
    for (std::size_t i = 0; i < runs.size(); ++i) {
        if (shows(runs[i])) seen.push_back(runs[i].at);
        else if (i < suspected_newest) return {};
    }
    return are_enough(seen.size(), runs.size()) ? seen : std::vector<Instant>{};
}

Suspicion off_schedule(Suspicion::Kind kind, const std::vector<Instant>& seen, std::size_t of,
                       Millis offset) {
    return {.kind = kind, .seen = seen.size(), .of = of, .since = seen.back(), .offset = offset};
}

// Of all hours those that explain the most runs, and of these the fewest.
Found wrong_zone(const Terms& terms, const std::vector<Beginning>& runs) {
    const auto off = [&](const Beginning& run) { return !is_in_time(terms, run); };
    if (showing(runs, off).empty()) return std::nullopt;
    Found found;
    for (int hours = 1; hours <= zone_hours_max; ++hours)
        for (const Millis offset : {-std::chrono::hours{hours}, std::chrono::hours{hours}}) {
            const auto seen = showing(runs, [&](const Beginning& run) {
                return off(run) && is_behind_slot(terms, run.at - offset, start_within);
            });
            if (seen.size() > (found ? found->seen : 0))
                found = off_schedule(Suspicion::Kind::zone, seen, runs.size(), offset);
        }
    return found;
}

// How far before a slot it is that it was meant for and does not answer.
std::optional<Millis> too_early(const Terms& terms, Instant at) {
    const auto before = terms.schedule.previous(at);
    const auto after = terms.schedule.next(at);
    if (!before || !after || at - *before <= terms.grace) return std::nullopt;
    const Millis early = *after - at;
    const bool meant = early <= (*after - *before) / early_share_of_gap;
    return meant && early > tolerance_at(terms, at) ? std::optional{early} : std::nullopt;
}

Found always_early(const Terms& terms, const std::vector<Beginning>& runs) {
    std::vector<Millis> early;
    const auto seen = showing(runs, [&](const Beginning& run) {
        const auto length = too_early(terms, run.at);
        if (length) early.push_back(*length);
        return length.has_value();
    });
    if (seen.empty()) return std::nullopt;
    std::ranges::sort(early);
    return off_schedule(Suspicion::Kind::early, seen, runs.size(), -early[early.size() / 2]);
}

struct Timed {
    Instant at;
    Millis duration;
};

// What nine of ten took at least, and what half of them did.
struct Usual {
    Millis least;
    Millis median;
};

Usual usual_of(const std::vector<Timed>& runs, std::size_t skipped) {
    std::vector<Millis> lengths;
    for (std::size_t i = skipped; i < runs.size(); ++i) lengths.push_back(runs[i].duration);
    std::ranges::sort(lengths);
    return {lengths[lengths.size() / 10], lengths[lengths.size() / 2]};
}

// The newest runs take much less than those before them. Whoever has said what is too fast is told
// by the verdict.
Found too_fast(const Terms& terms, const std::vector<Heard>& log) {
    if (terms.runs.min_run) return std::nullopt;
    std::vector<Timed> runs;
    for (const Heard& heard : log)
        if (heard.kind == PingKind::success && heard.duration)
            runs.push_back({heard.at, *heard.duration});
    Millis longest{};
    for (std::size_t quick = 1; quick + usual_runs_min <= runs.size(); ++quick) {
        longest = std::max(longest, runs[quick - 1].duration);
        if (quick < quick_runs_min) continue;
        const Usual usual = usual_of(runs, quick);
        if (usual.median >= usual_run_min && longest * quick_share < usual.least)
            return Suspicion{.kind = Suspicion::Kind::fast,
                             .seen = quick,
                             .of = runs.size(),
                             .since = runs[quick - 1].at,
                             .usual = usual.median,
                             .taken = longest};
    }
    return std::nullopt;
}

}  // namespace

std::string_view word(Suspicion::Kind kind) {
    switch (kind) {
        case Suspicion::Kind::zone: return "zone";
        case Suspicion::Kind::early: return "early";
        case Suspicion::Kind::fast: return "fast";
        case Suspicion::Kind::new_address: return "new_address";
        case Suspicion::Kind::two_hosts: return "two_hosts";
    }
    return "";
}

std::vector<Suspicion> suspicions(const Terms& terms, const Standing& standing,
                                  std::vector<Heard> log) {
    std::vector<Suspicion> all;
    const auto take = [&all](Found found) {
        if (found) all.push_back(*std::move(found));
        return found.has_value();
    };
    put_in_order(log);
    if (!slots::is_interval(terms) && was_judged_by(terms, standing)) {
        const auto runs = newest_beginnings(log);
        if (!take(wrong_zone(terms, runs))) take(always_early(terms, runs));
    }
    take(too_fast(terms, log));
    std::erase_if(log, [](const Heard& heard) { return !is_end(heard) || heard.address.empty(); });
    if (!take(two_hosts(terms, log))) take(new_address(log));
    return all;
}

}  // namespace cronmon
