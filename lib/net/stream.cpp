#include "net/stream.h"

#include <sys/socket.h>
#include <sys/uio.h>

#include <cerrno>

namespace cronmon::net {
namespace {

Io failed() {
    if (errno == EAGAIN || errno == EWOULDBLOCK) return {0, Io::Then::wait};
    return {0, Io::Then::over};
}

// Fewer bytes than asked for: the kernel has no more (epoll(7), question 9). That saves the call
// that would only say EAGAIN.
Io moved(ssize_t count, std::size_t asked) {
    const auto bytes = static_cast<std::size_t>(count);
    return {bytes, bytes < asked ? Io::Then::wait : Io::Then::again};
}

Io write_tls(TlsSession& tls, std::string_view bytes, std::string_view behind) {
    const Io first = tls.write(bytes);
    if (first.bytes < bytes.size() || behind.empty()) return first;
    const Io second = tls.write(behind);
    return {first.bytes + second.bytes, second.then};
}

iovec piece(std::string_view bytes) { return {const_cast<char*>(bytes.data()), bytes.size()}; }

}  // namespace

Shake Stream::shake_hands(const Credentials& credentials, Millis now) {
    if (!tls_) {
        auto context = credentials.current();
        if (!context) return Shake::over;
        tls_ = TlsSession::begin(std::move(context), descriptor(), now);
        if (!tls_) return Shake::over;
    }
    return tls_->shake_hands();
}

Io Stream::read(std::span<char> into) {
    if (tls_) return tls_->read(into);
    ssize_t count;
    do count = recv(descriptor(), into.data(), into.size(), 0);
    while (count < 0 && errno == EINTR);
    if (count == 0) return {0, Io::Then::over};
    return count < 0 ? failed() : moved(count, into.size());
}

Io Stream::write(std::string_view bytes, std::string_view behind) {
    if (tls_) return write_tls(*tls_, bytes, behind);
    iovec parts[] = {piece(bytes), piece(behind)};
    msghdr message{};
    message.msg_iov = parts;
    message.msg_iovlen = behind.empty() ? 1 : 2;
    ssize_t count;
    do count = sendmsg(descriptor(), &message, MSG_NOSIGNAL);
    while (count < 0 && errno == EINTR);
    return count < 0 ? failed() : moved(count, bytes.size() + behind.size());
}

void Stream::finish_sending() {
    part();
    shutdown(descriptor(), SHUT_WR);
}

void Stream::part() {
    if (tls_) tls_->finish_sending();
}

}  // namespace cronmon::net
