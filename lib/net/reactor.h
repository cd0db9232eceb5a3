// One thread, one epoll, every socket.
//
// It accepts, reads, frames and writes, and never blocks; only a whole, checked request reaches
// the Handler. So ten thousand idle, slow or hostile connections cost a few hundred bytes each
// and no thread, and an answer that has to wait for a commit holds up nobody else.
//
// A round: sleep, then hand out the answers that other threads gave, then read whatever can be
// read, then expire what took too long. The steady state of a kept connection is one read and one
// write a request. Who does what: Poller waits, Acceptor lets in, Dialogue speaks with one
// connection, Connections knows them all and their deadlines, Inbox takes answers from elsewhere.
//
// Thread-safety: answer(), present(), stop_accepting(), retire() and stats() from any thread;
// listen() before run(), take_left() after it; everything else on the thread that is in run().
#pragma once

#include "base/error.h"
#include "net/acceptor.h"
#include "net/connections.h"
#include "net/dialogue.h"
#include "net/handler.h"
#include "net/inbox.h"
#include "net/options.h"
#include "net/poller.h"
#include "net/stats.h"
#include "net/tls_context.h"

#include <atomic>
#include <cstdint>
#include <memory>
#include <span>
#include <stop_token>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace cronmon::net {

class Reactor {
public:
    // Handler and clock must outlive the reactor.
    Reactor(const Options& options, Handler& handler, const Clock& clock);
    ~Reactor();

    // Opens all endpoints or none, or takes over what listens there already. Comes back with the
    // port of each, 0 for a Unix socket.
    Result<std::vector<std::uint16_t>> listen(std::span<const Endpoint> endpoints,
                                              Inheritance inherited = {});

    // What is shown at the endpoints of Wire::tls, to connections from now on.
    void present(std::shared_ptr<TlsContext> context) { credentials_.present(std::move(context)); }

    // Serves until a stop is requested, then drains: takes in what the kernel has completed,
    // finishes and answers what has begun, closes the rest, and returns within `drain_within`.
    // Whoever owes answers must live on until then. To be called once.
    void run(std::stop_token stop);

    // The coming stop leaves the sockets to somebody else: run() answers what has begun and comes
    // back within `retire_within`; what it left is then to be taken.
    void retire() { retiring_ = true; }
    Inheritance take_left() { return std::exchange(left_, {}); }

    // An answer rendered as a Canned, which must outlive the reactor. A group costs one lock and
    // at most one system call. Inside on_request, and for its ticket, it goes out at once.
    void answer(std::span<const Ticket> tickets, const Canned& canned);
    void answer(Ticket ticket, const Canned& canned);
    void answer(Ticket, Canned&&) = delete;
    void answer(std::span<const Ticket>, Canned&&) = delete;

    // An answer rendered by someone else: the whole response, as it goes over the wire.
    void answer(Ticket ticket, std::string response, KeepOpen keep);

    // Closes the listeners and nothing else; connections live on.
    void stop_accepting();

    Stats stats() const { return counters_.read(); }

private:
    bool on_own_thread() const { return thread_.load() == std::this_thread::get_id(); }
    void round(Millis sleep_at_most);
    void dispatch(const Event& event);
    void hand_out_answers();
    void expire();
    void drain();
    void end_within(Millis limit, bool (Reactor::*is_done)() const);
    bool all_closed() const { return connections_.open_count() == 0; }
    bool all_rest() const { return dialogue_.all_rest(); }
    Millis time_to_sleep(Millis at_most);

    // Any thread.
    std::atomic<std::thread::id> thread_;
    std::atomic<bool> accepting_ = true;
    std::atomic<bool> retiring_ = false;
    Counters counters_;
    Poller poller_;
    Inbox inbox_;
    Credentials credentials_;

    // The thread in run().
    const Options options_;
    Handler& handler_;
    const Clock& clock_;
    Connections connections_;
    Dialogue dialogue_;
    Acceptor acceptor_;
    Inbox::Mail mail_;
    Inheritance left_;
};

}  // namespace cronmon::net
