// Was cronmon there all the time? Compares the machine's three clocks from round to round.
//
// Between two rounds wall, boot and steady time must have grown alike, and by little: a round
// comes at least once a second. Boot time ahead of steady time: the machine was suspended. Wall
// time ahead of boot time: the clock was set. All of them far on: the process was stopped or
// starved. Whatever it was, pings may have been missed, and nobody is called down for it.
//
// Thread-safety: confined to one thread.
#pragma once

#include "base/clock.h"
#include "core/verdict.h"

#include <optional>
#include <string_view>

namespace cronmon {

// Clocks drift and rounds take time; less than this between two of them means nothing.
constexpr Millis clocks_differ_by{2000};
// A round that comes this late was kept from running.
constexpr Millis stalled_after{5000};

struct Absence {
    BlindTime time;  // from > to: the wall clock was set back
    std::string_view
        reason;  // suspend, clock or stall; of a start: stop, upgrade, crash or restore
};

class Blindness {
public:
    // Begins to watch the clocks.
    explicit Blindness(const Clock& clock);

    // Called once a round: what happened since the last call, if anything did. `last_good` is the
    // newest time at which cronmon is known to have been listening.
    std::optional<Absence> look(Instant last_good);

private:
    const Clock& clock_;
    Instant wall_;
    Millis steady_;
    Millis boot_;
};

}  // namespace cronmon
