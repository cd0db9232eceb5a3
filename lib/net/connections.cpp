#include "net/connections.h"

#include <algorithm>

namespace cronmon::net {

Connections::Connections(const Options& options) {
    lanes_[index_of(State::handshake)].limit = options.handshake_within;
    lanes_[index_of(State::head)].limit = options.head_within;
    lanes_[index_of(State::idle)].limit = options.idle_within;
    lanes_[index_of(State::body)].limit = options.body_within;
    lanes_[index_of(State::writing)].limit = options.write_within;
    lanes_[index_of(State::lingering)].limit = options.linger_within;
}

Connection& Connections::open(Stream stream, const Peer& peer) {
    Connection& connection = vacant_slot();
    connection.stream = std::move(stream);
    connection.peer = peer;
    ++open_count_;
    const bool greets = peer.by_tls && !peer.is_interpreted && !connection.stream.is_secure();
    enter(connection, greets ? State::handshake : State::head);
    return connection;
}

Connection& Connections::vacant_slot() {
    if (vacant_.empty()) {
        if (slots_ % block_slots == 0)
            blocks_.push_back(std::make_unique<Connection[]>(block_slots));
        at(slots_).slot = slots_;
        return at(slots_++);
    }
    Connection& connection = at(vacant_.back());
    vacant_.pop_back();
    return connection;
}

void Connections::close(Connection& connection) {
    enter(connection, State::vacant);
    --open_count_;
    const std::uint32_t slot = connection.slot;
    const std::uint32_t generation = connection.generation + connection.generation % 2;
    connection = Connection{};
    connection.slot = slot;
    connection.generation = generation;
    vacant_.push_back(slot);
}

void Connections::enter(Connection& connection, State state) {
    Lane& from = lanes_[index_of(connection.state)];
    if (from.has_deadline()) remove(from, connection);
    connection.state = state;
    Lane& to = lanes_[index_of(state)];
    if (to.has_deadline()) append(to, connection);
}

void Connections::append(Lane& lane, Connection& connection) {
    connection.deadline = now_ + lane.limit;
    connection.before = lane.last;
    connection.behind = nullptr;
    (lane.last ? lane.last->behind : lane.first) = &connection;
    lane.last = &connection;
}

void Connections::remove(Lane& lane, Connection& connection) {
    (connection.before ? connection.before->behind : lane.first) = connection.behind;
    (connection.behind ? connection.behind->before : lane.last) = connection.before;
}

Connection* Connections::find(Ticket ticket) {
    if (ticket.slot >= slots_ || ticket.generation % 2 == 0) return nullptr;
    Connection& connection = at(ticket.slot);
    return connection.generation == ticket.generation ? &connection : nullptr;
}

Connection* Connections::next_expired() {
    for (const Lane& lane : lanes_)
        if (lane.first && lane.first->deadline <= now_) return lane.first;
    return nullptr;
}

Millis Connections::until_next_deadline(Millis at_most) const {
    Millis next = now_ + at_most;
    for (const Lane& lane : lanes_)
        if (lane.first) next = std::min(next, lane.first->deadline);
    return std::max(next - now_, Millis{0});
}

}  // namespace cronmon::net
