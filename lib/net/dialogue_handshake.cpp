// How a dialogue over TLS begins.
#include "net/dialogue.h"

#include <utility>

namespace cronmon::net {
namespace {

constexpr Refusal is_https{400, "This port speaks HTTPS: the address begins with https://."};

}  // namespace

void Dialogue::await_handshake(Connection& c) {
    if (!std::exchange(c.in_line, true)) handshakes_.push_back(c.slot);
}

void Dialogue::shake_next_hands() {
    for (int steps = 0; steps < handshakes_per_round && !handshakes_.empty(); ++steps) {
        Connection& c = connections_.at(handshakes_.front());
        handshakes_.pop_front();
        if (c.state == State::handshake && !rests(c)) shake_hands(c);
    }
}

void Dialogue::shake_hands(Connection& c) {
    c.in_line = false;
    switch (c.stream.shake_hands(credentials_, clock_.steady())) {
        case Shake::done: return begin(c);
        case Shake::plain_http: return say_it_is_https(c);
        case Shake::over: ++counters_.handshakes_failed; return close(c);
        case Shake::wait: break;
    }
    if (draining_ && !c.stream.has_heard()) return close(c);
    if (c.stream.waits_to_write()) watch_until_writable(c);
}

// The first request may have come with the last of the handshake.
void Dialogue::begin(Connection& c) {
    ++counters_.handshakes;
    c.awaited = draining_;
    c.unread = true;
    connections_.enter(c, State::head);
    proceed(c);
}

void Dialogue::say_it_is_https(Connection& c) {
    ++counters_.handshakes_failed;
    c.stream.forget_tls();
    c.unread = true;
    connections_.enter(c, State::head);
    refuse(c, is_https);
    if (flush(c)) settle(c);
}

}  // namespace cronmon::net
