#include "net/reactor.h"

#include <algorithm>
#include <utility>

namespace cronmon::net {
namespace {

constexpr Millis sleep_longest{1000};

}  // namespace

Reactor::Reactor(const Options& options, Handler& handler, const Clock& clock)
    : options_(options),
      handler_(handler),
      clock_(clock),
      connections_(options_),
      dialogue_(handler, clock, credentials_, connections_, poller_, counters_),
      acceptor_(options_, poller_, connections_, dialogue_, counters_) {}

Reactor::~Reactor() = default;

Result<std::vector<std::uint16_t>> Reactor::listen(std::span<const Endpoint> endpoints,
                                                   Inheritance inherited) {
    return acceptor_.listen(endpoints, std::move(inherited));
}

void Reactor::run(std::stop_token stop) {
    thread_ = std::this_thread::get_id();
    const std::stop_callback wake(stop, [this] { poller_.wake(); });
    connections_.set_now(clock_.steady());
    handler_.on_round_begin();
    acceptor_.settle_in();
    handler_.on_round_end();
    while (!stop.stop_requested()) round(sleep_longest);
    drain();
    thread_ = std::thread::id{};
}

// ---- Answers ------------------------------------------------------------------------------

void Reactor::answer(Ticket ticket, const Canned& canned) {
    if (on_own_thread() && dialogue_.answer_in_hand(ticket, canned)) return;
    answer(std::span(&ticket, 1), canned);
}

void Reactor::answer(std::span<const Ticket> tickets, const Canned& canned) {
    if (!tickets.empty() && inbox_.put(tickets, canned)) poller_.wake();
}

void Reactor::answer(Ticket ticket, std::string response, KeepOpen keep) {
    if (on_own_thread() && dialogue_.answer_in_hand(ticket, response, keep)) return;
    if (inbox_.put(ticket, std::move(response), keep)) poller_.wake();
}

void Reactor::hand_out_answers() {
    inbox_.take(mail_);
    if (mail_.empty()) return;
    dialogue_.read_clock();
    for (const auto& [ticket, canned] : mail_.ready)
        if (Connection* const c = connections_.find(ticket)) dialogue_.answer(*c, *canned);
    for (auto& [ticket, response, keep] : mail_.rendered)
        if (Connection* const c = connections_.find(ticket))
            dialogue_.answer(*c, std::move(response), keep);
    mail_.clear();
}

void Reactor::stop_accepting() {
    accepting_ = false;
    poller_.wake();
}

// ---- The round ----------------------------------------------------------------------------

void Reactor::round(Millis sleep_at_most) {
    const std::span<const Event> events = poller_.wait(time_to_sleep(sleep_at_most));
    connections_.set_now(clock_.steady());
    handler_.on_round_begin();
    hand_out_answers();
    for (const Event& event : events) dispatch(event);
    dialogue_.serve_postponed();
    expire();
    handler_.on_round_end();
}

Millis Reactor::time_to_sleep(Millis at_most) {
    if (dialogue_.has_postponed() || !inbox_.fall_asleep()) return Millis{0};
    const Millis now = clock_.steady();
    connections_.set_now(now);
    if (const auto at = acceptor_.resumes_at()) at_most = std::clamp(*at - now, Millis{0}, at_most);
    return connections_.until_next_deadline(at_most);
}

// An event may be meant for a connection that was closed earlier in the round, and find its slot
// vacant or taken by another. Then it is a false alarm, and the socket will say so.
void Reactor::dispatch(const Event& event) {
    if (event.source == Event::Source::listener) acceptor_.on_event(event.index, clock_.steady());
    else dialogue_.on_event(connections_.at(event.index), event);
}

void Reactor::expire() {
    while (Connection* const c = connections_.next_expired()) dialogue_.expire(*c);
    const Millis now = clock_.steady();
    acceptor_.resume(now);
    if (!accepting_.load(std::memory_order_relaxed)) acceptor_.close(now);
}

void Reactor::drain() {
    const bool leaves = retiring_.load();
    handler_.on_round_begin();
    if (leaves) {
        acceptor_.rest();
        dialogue_.begin_retirement();
    } else {
        acceptor_.close(clock_.steady());
        dialogue_.begin_drain();
    }
    handler_.on_round_end();
    if (leaves) end_within(options_.retire_within, &Reactor::all_rest);
    else end_within(options_.drain_within, &Reactor::all_closed);
    if (leaves) left_ = {acceptor_.leave(), dialogue_.leave_resting()};
    for (std::uint32_t slot = 0; slot < connections_.slots(); ++slot)
        if (connections_.at(slot).state != State::vacant) dialogue_.close(connections_.at(slot));
}

void Reactor::end_within(Millis limit, bool (Reactor::*is_done)() const) {
    const Millis until = clock_.steady() + limit;
    while (!(this->*is_done)() && clock_.steady() < until)
        round(std::max(until - clock_.steady(), Millis{0}));
}

}  // namespace cronmon::net
