// A job from its start to its end, with us beside it.
//
// One loop waits for whatever comes: output, a signal to pass on, the end of the job, the end of
// our patience with it. It ends when the job's first process has ended and what that has written is
// read. A daemon that it leaves behind may keep the pipe open for ever; it is waited for no longer
// than pipe_patience.
//
// Thread-safety: confined to one thread.
#pragma once

#include "base/clock.h"
#include "client/child.h"
#include "client/ending.h"
#include "client/passage.h"
#include "client/signals.h"
#include "client/tail.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace cronmon {

constexpr Millis pipe_patience{500};
constexpr Millis kill_after_usual = std::chrono::seconds{10};

struct Order {
    std::vector<std::string> words{};
    std::optional<Millis> timeout{};
    Millis kill_after = kill_after_usual;  // from SIGTERM to SIGKILL
    Output output = Output::caught;
    Through through = Through::yes;  // what is caught goes to our own output too
};

struct Attended {
    Ending ending;
    bool told_to_stop = false;  // TERM, INT, HUP or QUIT was passed on
};

// `started` is called once the job runs. Precondition: `order.words` is not empty.
Attended attend(const Order& order, Signals& signals, Tail& tail, const Clock& clock,
                const std::function<void()>& started);

// Waits between two tries. False: somebody told us to stop meanwhile.
bool rest(Millis length, Signals& signals, const Clock& clock);

}  // namespace cronmon
