#include "engine/blindness.h"

namespace cronmon {

Blindness::Blindness(const Clock& clock)
    : clock_(clock), wall_(clock.now()), steady_(clock.steady()), boot_(clock.boot()) {}

std::optional<Absence> Blindness::look(Instant last_good) {
    const Instant wall = clock_.now();
    const Millis by_wall = wall - wall_;
    const Millis by_steady = clock_.steady() - steady_;
    const Millis by_boot = clock_.boot() - boot_;
    const Instant expected = wall_ + by_boot;
    wall_ = wall;
    steady_ += by_steady;
    boot_ += by_boot;

    if (by_boot - by_wall > clocks_differ_by) return Absence{{expected, wall}, "clock"};
    if (by_boot - by_steady > clocks_differ_by) return Absence{{last_good, wall}, "suspend"};
    if (by_wall - by_boot > clocks_differ_by) return Absence{{last_good, wall}, "clock"};
    if (by_steady > stalled_after) return Absence{{last_good, wall}, "stall"};
    return std::nullopt;
}

}  // namespace cronmon
