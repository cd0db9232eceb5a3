#include "engine/meters.h"

namespace cronmon {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using Micros = Histogram::Micros;

// A flush takes half a millisecond on a good disk; one that takes seconds hangs.
constexpr std::array<Micros, 11> commit_bounds{
    Micros{500},      milliseconds{1},  milliseconds{2},   milliseconds{5},
    milliseconds{10}, milliseconds{25}, milliseconds{100}, milliseconds{250},
    seconds{1},       seconds{5},       seconds{15}};
// A round comes at least every second. Beyond that nobody was there.
constexpr std::array<Micros, 8> lag_bounds{milliseconds{10},  milliseconds{50}, milliseconds{100},
                                           milliseconds{500}, seconds{1},       seconds{5},
                                           seconds{60},       seconds{600}};
static_assert(commit_bounds.size() <= Histogram::bounds_max);
static_assert(lag_bounds.size() <= Histogram::bounds_max);

}  // namespace

std::string_view word(PingOutcome outcome) {
    switch (outcome) {
        case PingOutcome::recorded: return "recorded";
        case PingOutcome::created: return "created";
        case PingOutcome::unknown: return "unknown";
        case PingOutcome::ambiguous: return "ambiguous";
        case PingOutcome::bad_exit_status: return "bad_exit_status";
        case PingOutcome::bad_run_id: return "bad_run_id";
        case PingOutcome::failed: return "failed";
        case PingOutcome::count_: break;
    }
    return "";
}

Meters::Meters() : commits_(commit_bounds), lags_(lag_bounds) {}

void Meters::begin() {
    round_kinds_.fill(0);
    round_lags_.clear();
}

void Meters::committed(Micros took) {
    commits_.observe(took);
    for (std::size_t kind = 0; kind < ping_kind_count; ++kind) kinds_[kind].add(round_kinds_[kind]);
    for (const Millis lag : round_lags_) lags_.observe(lag);
    begin();
}

}  // namespace cronmon
