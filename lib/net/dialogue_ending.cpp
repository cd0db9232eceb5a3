// How a dialogue ends when its reactor does: every connection is closed, or left to somebody else.
#include "net/dialogue.h"

namespace cronmon::net {

// Nobody else could go on with its TLS.
bool Dialogue::is_last_answer(const Connection& c) const {
    return draining_ || ((thinning_ || retiring_) && c.peer.by_tls);
}

// Under TLS only who has not said a word can still be left to somebody else.
bool Dialogue::rests(const Connection& c) const {
    if (!retiring_) return false;
    if (c.peer.by_tls) return c.state == State::handshake && !c.stream.has_heard();
    return c.is_listening() && c.framer.is_between();
}

bool Dialogue::is_to_close(const Connection& c) const {
    const bool is_ending = draining_ || (retiring_ && c.peer.by_tls);
    return is_ending && !c.awaited && (c.state == State::idle || !c.has_begun());
}

void Dialogue::begin_drain() {
    draining_ = true;
    for (std::uint32_t slot = 0; slot < connections_.slots(); ++slot) {
        Connection& c = connections_.at(slot);
        if (c.state == State::handshake) await_handshake(c);
        if (c.state == State::idle || !c.has_begun()) look_again(c);
    }
}

void Dialogue::begin_retirement() {
    retiring_ = true;
    for (std::uint32_t slot = 0; slot < connections_.slots(); ++slot) {
        Connection& c = connections_.at(slot);
        if (!c.peer.by_tls || c.state == State::vacant || rests(c)) continue;
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
        left.push_back({c.stream.release(), c.peer, std::move(c.carried)});
        close(c);
    }
    return left;
}

}  // namespace cronmon::net
