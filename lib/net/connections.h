// All connections of a reactor: where they are in their exchange, and until when.
//
// They live in slots that are reused and never move. Each state has one fixed time limit, so the
// connections in it stand in the order of their deadlines: entering a state is an append to its
// list, and looking for what has expired looks at the head of each list. Fifteen thousand idle
// connections cost a round nothing, and the one that has been idle longest is at hand.
//
// Thread-safety: confined to the reactor's thread.
#pragma once

#include "net/framing.h"
#include "net/handler.h"
#include "net/options.h"
#include "net/outgoing.h"
#include "net/peer.h"
#include "net/stream.h"

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace cronmon::net {

// The states of a connection. What leads from one to the next is in net/dialogue.h.
enum class State : std::uint8_t {
    vacant,     // No connection in this slot.
    handshake,  // Of TLS.
    head,       // The head of a request is owed: just accepted, or some of it is here.
    idle,       // Between two requests, with not a byte of the next.
    body,       // The head is here, the body is not.
    asked,      // The handler has the request, and owes the answer. No deadline: it promised.
    writing,    // The socket is full; `after_writing` follows.
    closing,    // Answered for the last time: to be closed as soon as all is written.
    lingering,  // Nothing more will be sent; waiting for the client to have read it.
};
inline constexpr std::size_t states = 9;

struct Connection {
    Stream stream;
    Peer peer;
    Framer framer;
    std::string carried;  // Read, and not yet understood: part of a head, or more requests.
    Outgoing unsent;      // While writing: what the socket did not take.

    State after_writing = State::idle;
    bool unread = false;      // There may be something to read.
    bool hung_up = false;     // It ends with what is unread.
    bool watched = false;     // The Poller knows of it.
    bool keep_alive = false;  // What the request in hand wants.
    bool head_only = false;   // It was HEAD.
    bool refused = false;     // It will be closed with bytes unread.
    bool in_line = false;     // For the next step of its handshake.
    bool awaited = false;     // Shook hands while we drain: its first request is waited for.

    // Kept by Connections.
    State state = State::vacant;
    std::uint32_t slot = 0;
    std::uint32_t generation = 0;  // Of the exchange; odd while an answer is owed.
    Millis deadline{};
    Connection* before = nullptr;
    Connection* behind = nullptr;

    // Whether what it sends next is for the framer.
    bool is_listening() const {
        return state == State::idle || state == State::head || state == State::body;
    }
    bool has_begun() const { return state != State::head || !carried.empty(); }
};

class Connections {
public:
    explicit Connections(const Options& options);

    // A connection in State::head, or handshake.
    Connection& open(Stream stream, const Peer& peer);
    void close(Connection& connection);

    void enter(Connection& connection, State state);

    // The exchange gets a name; and then nothing is known under that name any more.
    Ticket begin_exchange(Connection& c) { return {c.slot, ++c.generation}; }
    void end_exchange(Connection& c) { ++c.generation; }

    Connection* find(Ticket ticket);  // nullptr when the exchange is over.
    Connection& at(std::uint32_t slot) { return blocks_[slot / block_slots][slot % block_slots]; }
    const Connection& at(std::uint32_t slot) const {
        return blocks_[slot / block_slots][slot % block_slots];
    }
    std::uint32_t slots() const { return slots_; }
    std::size_t open_count() const { return open_count_; }

    Connection* idle_longest() { return lanes_[index_of(State::idle)].first; }

    // Time as the lists see it, on the steady clock; set once a round.
    void set_now(Millis now) { now_ = now; }
    Connection* next_expired();  // nullptr when nothing has.
    Millis until_next_deadline(Millis at_most) const;

private:
    static constexpr std::uint32_t block_slots = 256;

    struct Lane {
        Millis limit{Millis::max()};  // max: nothing ever expires, and there is no list.
        Connection* first = nullptr;
        Connection* last = nullptr;

        bool has_deadline() const { return limit != Millis::max(); }
    };

    static constexpr std::size_t index_of(State state) { return static_cast<std::size_t>(state); }
    void append(Lane& lane, Connection& connection);
    void remove(Lane& lane, Connection& connection);
    Connection& vacant_slot();

    std::array<Lane, states> lanes_;
    std::vector<std::unique_ptr<Connection[]>> blocks_;
    std::vector<std::uint32_t> vacant_;  // The one used last is on top: its memory is warm.
    std::uint32_t slots_ = 0;
    std::size_t open_count_ = 0;
    Millis now_{};
};

}  // namespace cronmon::net
