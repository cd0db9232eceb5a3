#include "net/interpreter.h"

#include <poll.h>
#include <sys/socket.h>

namespace cronmon::net {
namespace {

// Whether nobody has the other end any more, or both have said all. It is not enough that there is
// nothing more to read: the server may wait until the client has read a refusal.
bool is_gone(const Stream& server) {
    pollfd looked_at{server.descriptor(), 0, 0};
    return poll(&looked_at, 1, 0) == 1 && (looked_at.revents & (POLLHUP | POLLERR)) != 0;
}

}  // namespace

std::pair<Descriptor, Descriptor> make_plain_pair() {
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, ends) != 0) return {};
    return {Descriptor{ends[0]}, Descriptor{ends[1]}};
}

Interpreter::Interpreter(std::vector<InheritedConnection> connections) {
    for (InheritedConnection& left : connections) {
        if (!left.plain_end) continue;
        const auto number = static_cast<std::uint32_t>(talks_.size());
        const Talk& talk = *talks_.emplace_back(
            Talk{std::move(left.stream), Stream{std::move(left.plain_end)}, {}, {}});
        ++count_;
        poller_.watch_until_writable(talk.client.descriptor(), number, false);
        poller_.watch_until_writable(talk.server.descriptor(), number, false);
    }
}

// An event may be meant for the other end of a talk that is over.
void Interpreter::round(Millis sleep_at_most) {
    for (const Event& event : poller_.wait(sleep_at_most)) {
        std::optional<Talk>& talk = talks_[event.index];
        if (!talk || goes_on(*talk)) continue;
        talk->client.part();
        talk.reset();
        --count_;
    }
}

bool Interpreter::goes_on(Talk& talk) {
    if (!talk.client.is_secure()) {
        const Shake shake = talk.client.shake_hands(nobody_, {});
        if (shake != Shake::done) return shake == Shake::wait;
    }
    if (!carry(talk.client, talk.server, talk.to_server)) return false;
    if (!talk.client.is_secure() || !carry(talk.server, talk.client, talk.to_client)) return false;
    return !talk.to_client.is_over || !talk.to_client.waiting.empty() || !is_gone(talk.server);
}

// The sockets tell of changes only: reads until nothing is there, or the other side is full.
// False: that one takes nothing any more.
bool Interpreter::carry(Stream& from, Stream& to, Way& way) {
    for (;;) {
        if (!way.waiting.empty()) {
            const Io io = to.write(way.waiting);
            if (io.then == Io::Then::over) return false;
            way.waiting.erase(0, io.bytes);
            if (!way.waiting.empty()) return true;
        }
        if (way.is_over) return true;
        const Io io = from.read(scratch_);
        way.is_over = io.then == Io::Then::over;
        if (way.is_over) to.finish_sending();
        if (io.bytes == 0) return true;
        way.waiting.assign(scratch_.data(), io.bytes);
    }
}

}  // namespace cronmon::net
