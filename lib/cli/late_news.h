// Late news: an event of the spool, told to the management API with the time at which it happened.
//
//     POST /pings {"target": ..., "kind": ..., "at_ms": ..., "event": ..., ...}
//
// Not a ping: a ping is dated when it arrives, and a start of last night must not look like one of
// now. The id of the event goes along, so a server that has it already says 409, which is as good
// as delivered: after a crash between its answer and our removing the file it is told again.
//
// Thread-safety: pure but for what the Api does.
#pragma once

#include "cli/api.h"
#include "client/event.h"

#include <cstdint>
#include <string>

namespace cronmon {

struct LateAnswer {
    enum class Verdict : std::uint8_t {
        delivered,
        never,    // too old, in the future, of an unknown task: no server will ever take it
        not_now,  // not reached, not allowed, not understood: the event stays
    };
    Verdict verdict = Verdict::not_now;
    Error why{Code::unreachable, {}};  // if it was not delivered
};

// The server that a target is told to: empty for a task's name, which any way leads to.
std::string late_server(const Event& event);

Json late_body(const Event& event);

LateAnswer tell_late(Api& api, const Event& event, Millis patience);

}  // namespace cronmon
