// How a dialogue ends when its reactor does: every connection is closed, or left to somebody else.
#include "net/dialogue.h"

namespace cronmon::net {

// Whoever speaks its TLS waits to end.
bool Dialogue::is_last_answer(const Connection& c) const {
    return draining_ || c.peer.is_interpreted;
}

bool Dialogue::rests(const Connection& c) const {
    if (!retiring_) return false;
    return c.state == State::handshake || (c.is_listening() && c.framer.is_between());
}

bool Dialogue::is_to_close(const Connection& c) const {
    return draining_ && !c.awaited && (c.state == State::idle || !c.has_begun());
}

void Dialogue::begin_drain() {
    draining_ = true;
    for (std::uint32_t slot = 0; slot < connections_.slots(); ++slot) {
        Connection& c = connections_.at(slot);
        if (c.state == State::handshake) await_handshake(c);
        if (c.state == State::idle || !c.has_begun()) look_again(c);
    }
}

bool Dialogue::all_rest() const {
    for (std::uint32_t slot = 0; slot < connections_.slots(); ++slot) {
        const Connection& c = connections_.at(slot);
        if (c.state != State::vacant && !rests(c)) return false;
    }
    return true;
}

std::vector<InheritedConnection> Dialogue::leave_resting() {
    std::vector<InheritedConnection> left;
    for (std::uint32_t slot = 0; slot < connections_.slots(); ++slot) {
        Connection& c = connections_.at(slot);
        if (c.state == State::vacant || !rests(c)) continue;
        left.push_back({std::move(c.stream), c.peer, std::move(c.carried), {}});
        close(c);
    }
    return left;
}

}  // namespace cronmon::net
