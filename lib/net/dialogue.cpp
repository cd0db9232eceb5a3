#include "net/dialogue.h"

#include <cstring>

namespace cronmon::net {
namespace {

constexpr std::string_view continue_response = "HTTP/1.1 100 Continue\r\n\r\n";
constexpr Refusal too_slow{408, "The request took too long to arrive."};

Canned apology(const Refusal& refusal) {
    return Canned(refusal.status, "text/plain; charset=utf-8", std::string(refusal.reason) + "\n");
}

}  // namespace

Dialogue::Dialogue(Handler& handler, const Clock& clock, const Credentials& credentials,
                   Connections& connections, Poller& poller, Counters& counters)
    : handler_(handler),
      clock_(clock),
      credentials_(credentials),
      connections_(connections),
      poller_(poller),
      counters_(counters),
      busy_(503, "text/plain; charset=utf-8", "There are too many connections.\n",
            {{"Retry-After", "1"}}) {}

// ---- Events -------------------------------------------------------------------------------

void Dialogue::welcome(Connection& c) {
    ++counters_.connections_open;
    if (c.state == State::handshake)
        return c.stream.waits_to_write() ? watch_until_writable(c) : watch(c);
    c.unread = true;
    proceed(c);
}

void Dialogue::on_event(Connection& c, const Event& event) {
    if (event.hung_up) c.hung_up = true;
    if (c.state == State::handshake) {
        if (!rests(c)) await_handshake(c);
    } else if (c.state == State::writing) {
        if (event.readable) c.unread = true;
        if (event.writable) write_rest(c);
    } else if (event.readable || c.stream.waits_to_write()) {
        look_again(c);
    }
}

void Dialogue::look_again(Connection& c) {
    if (rests(c)) return;
    c.unread = true;
    if (c.state == State::lingering) listen_to_the_end(c);
    if (c.is_listening()) proceed(c);
}

void Dialogue::answer(Connection& c, const Canned& canned) {
    give(c, canned);
    if (flush(c)) proceed(c);
}

void Dialogue::answer(Connection& c, std::string response, KeepOpen keep) {
    give(c, response, keep);
    if (flush(c)) proceed(c);
}

bool Dialogue::answer_in_hand(Ticket ticket, const Canned& canned) {
    if (!in_hand_ || connections_.find(ticket) != in_hand_) return false;
    give(*in_hand_, canned);
    return true;
}

bool Dialogue::answer_in_hand(Ticket ticket, std::string& response, KeepOpen keep) {
    if (!in_hand_ || connections_.find(ticket) != in_hand_) return false;
    give(*in_hand_, response, keep);
    return true;
}

// Who never began a request is owed no answer. Whose next step is ours to take is not late.
void Dialogue::expire(Connection& c) {
    if (c.in_line) return connections_.enter(c, State::handshake);
    const bool in_request = c.state == State::body || (c.state == State::head && c.has_begun());
    if (in_request || c.state == State::writing || c.state == State::handshake)
        ++counters_.timed_out;
    if (!in_request) return close(c);
    refuse(c, too_slow);
    if (flush(c)) settle(c);
}

void Dialogue::close(Connection& c) {
    c.stream.part();
    connections_.close(c);
    --counters_.connections_open;
}

void Dialogue::serve_postponed() {
    std::swap(postponed_, turn_);
    for (const std::uint32_t slot : turn_) look_again(connections_.at(slot));
    turn_.clear();
    shake_next_hands();
}

std::string_view Dialogue::no_room() {
    busy_bytes_.clear();
    busy_.append_to(busy_bytes_, Canned::Then::close, Canned::Part::whole, date_.at(clock_.now()));
    return busy_bytes_;
}

// ---- Reading ------------------------------------------------------------------------------

// Serves the connection as far as its bytes, or its turn, go.
void Dialogue::proceed(Connection& c) {
    std::string_view bytes = recall(c);
    for (int reads = 0; c.is_listening() && !rests(c);) {
        const bool is_hungry = consume(c, bytes);
        if (!flush(c)) break;
        if (!is_hungry) continue;
        if (!c.unread || reads++ == reads_per_turn) break;
        if (!read(c, bytes)) break;
    }
    if (c.state == State::vacant) return;
    carry(c, bytes);
    settle(c);
}

// Takes whole requests from the front of `bytes` and has them answered. True if it needs more
// bytes to go on; false if it has to wait for an answer, or has enough to write.
bool Dialogue::consume(Connection& c, std::string_view& bytes) {
    while (c.is_listening() && !rests(c) && out_.lent.empty() && out_.size() < out_bytes_enough) {
        switch (c.framer.next(bytes, incoming_)) {
            case Found::nothing: await_more(c, !bytes.empty()); return true;
            case Found::head: admit(c, !bytes.empty()); break;
            case Found::request: ask(c); break;
            case Found::refusal: refuse(c, incoming_.refusal); break;
        }
    }
    return false;
}

// A deadline runs from the first byte and is not moved by the ones that follow.
void Dialogue::await_more(Connection& c, bool has_bytes) {
    const State state = c.framer.in_body() ? State::body : has_bytes ? State::head : c.state;
    if (state != c.state) connections_.enter(c, state);
}

// Reads behind `bytes`, which an incomplete head leaves at most half of the scratch. False if the
// connection is over.
bool Dialogue::read(Connection& c, std::string_view& bytes) {
    if (!bytes.empty() && bytes.data() != scratch_.data())
        std::memmove(scratch_.data(), bytes.data(), bytes.size());
    const Io io = read_into(c, std::span(scratch_).subspan(bytes.size()));
    bytes = {scratch_.data(), bytes.size() + io.bytes};
    if (io.then == Io::Then::over) close(c);
    return io.then != Io::Then::over;
}

// After a hang-up no further event tells that the end is near: read on until it is reached. (The
// alarm may have been meant for another connection; then nothing is there, and that is that.)
Io Dialogue::read_into(Connection& c, std::span<char> space) {
    const Io io = c.stream.read(space);
    c.unread = io.then == Io::Then::again || (c.hung_up && io.bytes > 0);
    if (c.stream.waits_to_write()) watch_until_writable(c);
    return io;
}

std::string_view Dialogue::recall(Connection& c) {
    c.carried.copy(scratch_.data(), scratch_.size());
    return {scratch_.data(), c.carried.size()};
}

void Dialogue::carry(Connection& c, std::string_view bytes) {
    if (!bytes.empty()) c.carried.assign(bytes);
    else if (!c.carried.empty()) c.carried = std::string{};
}

// ---- Asking and answering -----------------------------------------------------------------

void Dialogue::admit(Connection& c, bool is_body_here) {
    const BodyPolicy policy = handler_.on_head(incoming_, c.peer.listener);
    if (const auto refusal = c.framer.admit(incoming_, policy)) return refuse(c, *refusal);
    if (incoming_.expects_continue && !is_body_here) out_.own.append(continue_response);
}

void Dialogue::ask(Connection& c) {
    now_ = clock_.now();
    const Head& head = incoming_;
    const bool keep_alive = incoming_.keep_alive && !is_last_answer(c);
    const Request request{head,        incoming_.body,  incoming_.body_bytes,  c.peer.ip,
                          c.peer.port, c.peer.listener, c.peer.on_unix_socket, keep_alive,
                          now_,        c.peer.by_tls};

    ++counters_.requests;
    c.awaited = false;
    c.keep_alive = incoming_.keep_alive;
    c.head_only = incoming_.method == "HEAD";
    connections_.enter(c, State::asked);
    in_hand_ = &c;
    handler_.on_request(request, connections_.begin_exchange(c));
    in_hand_ = nullptr;
    c.framer.release();
}

void Dialogue::give(Connection& c, const Canned& canned) {
    const bool keep = c.keep_alive && !is_last_answer(c);
    const auto part = c.head_only ? Canned::Part::head_only : Canned::Part::whole;
    Outgoing& out = outgoing(c);
    canned.append_to(out.own, keep ? Canned::Then::keep : Canned::Then::close, part,
                     date_.at(now_));
    out.lent = canned.lent(part);
    given(c, keep);
}

void Dialogue::give(Connection& c, std::string& response, KeepOpen keep) {
    std::string& out = outgoing(c).own;
    if (out.empty()) out.swap(response);
    else out.append(response);
    given(c, keep == KeepOpen::yes && c.keep_alive && !is_last_answer(c));
}

void Dialogue::given(Connection& c, bool keep) {
    connections_.end_exchange(c);
    const State next = keep ? State::idle : State::closing;
    if (c.state == State::writing) c.after_writing = next;
    else connections_.enter(c, next);
}

void Dialogue::refuse(Connection& c, const Refusal& refusal) {
    ++counters_.refused;
    c.refused = true;
    c.keep_alive = false;
    c.head_only = false;
    now_ = clock_.now();
    give(c, apology(refusal));
}

// ---- Writing ------------------------------------------------------------------------------

// Where the next bytes for this connection go: behind those that the socket did not take.
Outgoing& Dialogue::outgoing(Connection& c) { return c.state == State::writing ? c.unsent : out_; }

// The memory stays for the next, unless it is much.
void Dialogue::forget_outgoing() {
    if (out_.own.capacity() > out_bytes_max) out_.own = std::string{};
    out_.own.clear();
    out_.lent = {};
}

// Writes what was gathered. False if the connection has to wait for its socket, or is gone.
bool Dialogue::flush(Connection& c) {
    if (out_.empty()) return c.state != State::writing;
    const Io io = c.stream.write(out_.own, out_.lent);
    if (io.bytes == out_.size()) {
        forget_outgoing();
        return true;
    }
    if (io.then == Io::Then::over) {
        forget_outgoing();
        close(c);
        return false;
    }
    c.unsent = std::exchange(out_, {});
    c.unsent.sent = io.bytes;
    c.after_writing = c.state;
    connections_.enter(c, State::writing);
    watch_until_writable(c);
    return false;
}

// The deadline is for a client that takes nothing: whoever takes some gets more time.
void Dialogue::write_rest(Connection& c) {
    const Io io = c.stream.write(c.unsent.unsent_own(), c.unsent.unsent_lent());
    if (io.then == Io::Then::over) return close(c);
    c.unsent.sent += io.bytes;
    if (c.unsent.sent < c.unsent.size()) {
        if (io.bytes > 0) connections_.enter(c, State::writing);
        return;
    }
    c.unsent = {};
    connections_.enter(c, c.after_writing);
    proceed(c);
}

// ---- Resting and leaving ------------------------------------------------------------------

// Nothing more can be done for it now.
void Dialogue::settle(Connection& c) {
    if (c.state == State::closing) return finish(c);
    if (rests(c)) return;
    if (is_to_close(c)) return close(c);
    if (c.state != State::asked) watch(c);
    if (c.is_listening() && c.unread) postponed_.push_back(c.slot);
}

// close(2) with bytes unread resets the connection, and the client might never see the answer.
void Dialogue::finish(Connection& c) {
    if (!c.refused && !c.unread && c.carried.empty()) return close(c);
    c.carried = std::string{};
    c.stream.finish_sending();
    connections_.enter(c, State::lingering);
    watch(c);
    listen_to_the_end(c);
}

void Dialogue::watch(Connection& c) {
    if (!std::exchange(c.watched, true)) poller_.watch(c.stream.descriptor(), c.slot);
}

// From now on: it is not taken back.
void Dialogue::watch_until_writable(Connection& c) {
    poller_.watch_until_writable(c.stream.descriptor(), c.slot, std::exchange(c.watched, true));
}

void Dialogue::listen_to_the_end(Connection& c) {
    for (int reads = 0; reads < reads_per_turn; ++reads) {
        if (read_into(c, scratch_).then == Io::Then::over) return close(c);
        if (!c.unread) return;
    }
    postponed_.push_back(c.slot);
}

}  // namespace cronmon::net
