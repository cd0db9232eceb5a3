#include "net/acceptor.h"

#include "net/file_limit.h"

#include <sys/eventfd.h>

#include <algorithm>
#include <array>
#include <cerrno>

namespace cronmon::net {
namespace {

constexpr std::size_t connections_least = 16;  // However few descriptors there are.

std::size_t room(const Options& options) {
    if (options.connections_max != 0) return options.connections_max;
    const std::size_t files = file_limit();
    return std::max(connections_least, files - std::min(files, options.files_reserved));
}

bool means_no_means(int problem) {
    return problem == EMFILE || problem == ENFILE || problem == ENOBUFS || problem == ENOMEM;
}

}  // namespace

Acceptor::Acceptor(const Options& options, Poller& poller, Connections& connections,
                   Dialogue& dialogue, Counters& counters)
    : options_(options),
      poller_(poller),
      connections_(connections),
      dialogue_(dialogue),
      counters_(counters),
      connections_max_(room(options)) {
    restock();
}

Result<std::vector<std::uint16_t>> Acceptor::listen(std::span<const Endpoint> endpoints,
                                                    Inheritance inherited) {
    auto listeners = opened(endpoints, inherited);
    if (!listeners) return listeners.error();
    std::vector<std::uint16_t> ports;
    for (Listener& listener : *listeners) {
        ports.push_back(listener.port());
        poller_.watch_listener(listener.descriptor(),
                               static_cast<std::uint32_t>(listeners_.size()));
        listeners_.push_back(std::move(listener));
    }
    return ports;
}

// All or none. Connections are numbered by their listeners, which may have another number now.
Result<std::vector<Listener>> Acceptor::opened(std::span<const Endpoint> endpoints,
                                               Inheritance& inherited) {
    std::vector<Listener> listeners;
    std::vector<int> new_number(inherited.listeners.size(), -1);
    for (const Endpoint& endpoint : endpoints) {
        const auto known = std::ranges::find_if(inherited.listeners, [&](const auto& left) {
            return left.descriptor && left.endpoint.is_same_place(endpoint);
        });
        if (known == inherited.listeners.end()) {
            Result<Listener> listener = Listener::open(endpoint, options_);
            if (!listener) return listener.error();
            listeners.push_back(*std::move(listener));
            continue;
        }
        new_number[static_cast<std::size_t>(known - inherited.listeners.begin())] =
            static_cast<int>(listeners.size());
        listeners.push_back(Listener::inherit(std::move(*known), endpoint.wire));
    }
    for (InheritedConnection& connection : inherited.connections) {
        int& number = connection.peer.listener;
        number = new_number.at(static_cast<std::size_t>(number));
        if (number < 0) continue;
        const Listener& listener = listeners[static_cast<std::size_t>(number)];
        if (listener.speaks_tls() == connection.peer.by_tls)
            to_readmit_.push_back(std::move(connection));
    }
    return listeners;
}

// Between two requests they have more time than before the first.
void Acceptor::settle_in() {
    for (Listener& listener : listeners_) listener.own_file();
    for (InheritedConnection& left : to_readmit_) {
        Connection& connection = connections_.open(std::move(left.stream), left.peer);
        connection.carried = std::move(left.carried);
        if (connection.state == State::head && connection.carried.empty())
            connections_.enter(connection, State::idle);
        dialogue_.welcome(connection);
    }
    to_readmit_.clear();
}

void Acceptor::on_event(std::uint32_t number, Millis now) {
    if (resumes_at_ || number >= listeners_.size()) return;
    for (int turn = 0; turn < arrivals_per_turn; ++turn) {
        switch (let_one_in(number)) {
            case Outcome::let_in: break;
            case Outcome::nobody: return;
            case Outcome::no_means: return pause(now);
        }
    }
}

// Without a descriptor accept(2) fails even if nobody waits: only with the one in reserve can it
// tell. A connection that was gone before it was accepted, or that a firewall forbade, is nobody's
// problem (accept(2)): the next one may be well.
Acceptor::Outcome Acceptor::let_one_in(std::uint32_t number) {
    const Listener& listener = listeners_[number];
    Arrival arrival = listener.accept();
    const bool is_crowded = arrival.problem == EMFILE;
    if (is_crowded && reserve_) {
        reserve_.reset();
        arrival = listener.accept();
    }
    const int problem = arrival.problem;
    if (problem == 0) receive(std::move(arrival), number, is_crowded);
    if (is_crowded) restock();
    if (problem == EAGAIN) return Outcome::nobody;
    return means_no_means(problem) ? Outcome::no_means : Outcome::let_in;
}

void Acceptor::receive(Arrival arrival, std::uint32_t number, bool is_crowded) {
    ++counters_.accepted;
    if (is_crowded || connections_.open_count() >= connections_max_) {
        if (!make_room()) return turn_away(std::move(arrival), number);
    }
    const Listener& listener = listeners_[number];
    const Peer peer{arrival.ip, arrival.port, static_cast<int>(number), listener.is_unix(),
                    listener.speaks_tls()};
    dialogue_.welcome(connections_.open(Stream{std::move(arrival.descriptor)}, peer));
}

void Acceptor::restock() {
    if (!reserve_) reserve_ = Descriptor{eventfd(0, EFD_CLOEXEC)};
}

bool Acceptor::make_room() {
    Connection* const idle = connections_.idle_longest();
    if (!idle) return false;
    ++counters_.evicted;
    dialogue_.close(*idle);
    return true;
}

// What has been sent is read first, as far as it is there: closing with bytes unread would reset
// the connection and take the answer along. Under TLS there is nothing that could be said.
void Acceptor::turn_away(Arrival arrival, std::uint32_t number) {
    ++counters_.turned_away;
    if (listeners_[number].speaks_tls()) return;
    Stream stream{std::move(arrival.descriptor)};
    std::array<char, 4096> unread;
    stream.read(unread);
    stream.write(dialogue_.no_room());
    stream.finish_sending();
}

void Acceptor::pause(Millis now) {
    ++counters_.accept_pauses;
    resumes_at_ = now + options_.accept_pause;
    for (const Listener& listener : listeners_) poller_.forget(listener.descriptor());
}

void Acceptor::resume(Millis now) {
    if (!resumes_at_ || now < *resumes_at_) return;
    resumes_at_.reset();
    restock();
    for (std::uint32_t i = 0; i < listeners_.size(); ++i)
        poller_.watch_listener(listeners_[i].descriptor(), i);
}

void Acceptor::close(Millis now) {
    for (std::uint32_t i = 0; i < listeners_.size(); ++i) on_event(i, now);
    listeners_.clear();
    resumes_at_.reset();
}

void Acceptor::rest() {
    for (const Listener& listener : listeners_) poller_.forget(listener.descriptor());
    resumes_at_.reset();
}

std::vector<InheritedListener> Acceptor::leave() {
    std::vector<InheritedListener> left;
    for (Listener& listener : listeners_) left.push_back(std::move(listener).leave());
    listeners_.clear();
    return left;
}

}  // namespace cronmon::net
