// The exchange with one connection: the state machine.
//
//              first byte        whole head          whole body           answered, kept
//     idle ───────────▶ head ──────────────▶ body ──────────────▶ asked ─────────────────▶ idle
//                        │                    │                     │
//                        │ refused, too slow  │                     │ answered, not kept
//                        ▼                    ▼                     ▼
//                     closing ◀───────────────────────────────── closing ──▶ vacant (closed)
//                        │ there are bytes that nobody read
//                        ▼
//                     lingering ──▶ vacant, when the client has closed or had its time
//
// Under TLS a connection begins in `handshake`. Its steps are taken in the order in which they fell
// due, a few in each round, because a signature takes as long as dozens of pings: who connects in
// crowds waits for others who do, and no ping does.
//
// A request that is whole when it is read passes head and body in one step. From any state,
// `writing` comes between when the socket is full; while it lasts nothing is read, so a client
// that does not take its answers cannot ask for more. The next request of a connection is looked
// at when the one before it has been answered: pipelined requests keep their order, and what was
// read of them is carried.
//
// Answers given at once are gathered in one buffer for as long as there are whole requests in the
// bytes that were read, then written in one call.
//
// Thread-safety: confined to the reactor's thread.
#pragma once

#include "net/canned.h"
#include "net/connections.h"
#include "net/date.h"
#include "net/handler.h"
#include "net/inheritance.h"
#include "net/poller.h"
#include "net/stats.h"

#include <array>
#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cronmon::net {

class Dialogue {
public:
    Dialogue(Handler& handler, const Clock& clock, const Credentials& credentials,
             Connections& connections, Poller& poller, Counters& counters);

    // Just accepted. Read at once: often the request is already there.
    void welcome(Connection& connection);

    void on_event(Connection& connection, const Event& event);

    // Reads the clock for the Date of what is sent next.
    void read_clock() { now_ = clock_.now(); }

    // The answer to what the connection has asked.
    void answer(Connection& connection, const Canned& canned);
    void answer(Connection& connection, std::string response, KeepOpen keep);

    // The same from inside on_request. False if the ticket names another exchange.
    bool answer_in_hand(Ticket ticket, const Canned& canned);
    bool answer_in_hand(Ticket ticket, std::string& response, KeepOpen keep);

    // Its deadline has passed.
    void expire(Connection& connection);
    void close(Connection& connection);

    // What had more to say than its turn allowed.
    bool has_postponed() const { return !postponed_.empty() || !handshakes_.empty(); }
    void serve_postponed();

    // From now on every answer closes its connection, and idle ones are closed.
    void begin_drain();

    // From now on nothing is begun: between two requests a connection rests, to be left to somebody
    // else.
    void begin_retirement() { retiring_ = true; }
    bool all_rest() const;
    std::vector<InheritedConnection> leave_resting();

    // What is said to somebody for whom there is no room.
    std::string_view no_room();

private:
    static constexpr std::size_t scratch_bytes = 2 * head_bytes_max;
    static constexpr std::size_t out_bytes_enough = 64 * 1024;  // Then it is written;
    static constexpr std::size_t out_bytes_max = 1024 * 1024;   // more is not kept allocated.
    static constexpr int reads_per_turn = 4;                    // Then others have theirs.
    static constexpr int handshakes_per_round = 16;             // The same.

    // Ending.
    bool is_last_answer(const Connection& c) const;
    bool rests(const Connection& c) const;
    bool is_to_close(const Connection& c) const;

    // Shaking hands.
    void await_handshake(Connection& c);
    void shake_hands(Connection& c);
    void say_it_is_https(Connection& c);
    void begin(Connection& c);
    void shake_next_hands();

    // Reading.
    void proceed(Connection& c);
    bool consume(Connection& c, std::string_view& bytes);
    bool read(Connection& c, std::string_view& bytes);
    Io read_into(Connection& c, std::span<char> space);
    std::string_view recall(Connection& c);
    void carry(Connection& c, std::string_view bytes);
    void await_more(Connection& c, bool has_bytes);

    // Asking and answering.
    void admit(Connection& c, bool is_body_here);
    void ask(Connection& c);
    void give(Connection& c, const Canned& canned);
    void give(Connection& c, std::string& response, KeepOpen keep);
    void given(Connection& c, bool keep);
    void refuse(Connection& c, const Refusal& refusal);

    // Writing.
    Outgoing& outgoing(Connection& c);
    void forget_outgoing();
    bool flush(Connection& c);
    void write_rest(Connection& c);

    // Resting and leaving.
    void settle(Connection& c);
    void finish(Connection& c);
    void listen_to_the_end(Connection& c);
    void look_again(Connection& c);
    void watch(Connection& c);
    void watch_until_writable(Connection& c);

    Handler& handler_;
    const Clock& clock_;
    const Credentials& credentials_;
    Connections& connections_;
    Poller& poller_;
    Counters& counters_;

    Incoming incoming_;                        // The request in hand,
    Connection* in_hand_ = nullptr;            // and whose it is, during on_request.
    std::array<char, scratch_bytes> scratch_;  // What was just read.
    Outgoing out_;                             // What is about to be written.
    std::vector<std::uint32_t> postponed_;
    std::vector<std::uint32_t> turn_;
    std::deque<std::uint32_t> handshakes_;  // Slots; who has left since is passed over.
    DateText date_;
    Instant now_;  // When the last request arrived, or a little later.
    bool draining_ = false;
    bool retiring_ = false;
    Canned busy_;
    std::string busy_bytes_;
};

}  // namespace cronmon::net
