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

iovec part(std::string_view bytes) { return {const_cast<char*>(bytes.data()), bytes.size()}; }

}  // namespace

Io Stream::read(std::span<char> into) {
    ssize_t count;
    do count = recv(descriptor(), into.data(), into.size(), 0);
    while (count < 0 && errno == EINTR);
    if (count == 0) return {0, Io::Then::over};
    return count < 0 ? failed() : moved(count, into.size());
}

Io Stream::write(std::string_view bytes, std::string_view behind) {
    iovec parts[] = {part(bytes), part(behind)};
    msghdr message{};
    message.msg_iov = parts;
    message.msg_iovlen = behind.empty() ? 1 : 2;
    ssize_t count;
    do count = sendmsg(descriptor(), &message, MSG_NOSIGNAL);
    while (count < 0 && errno == EINTR);
    return count < 0 ? failed() : moved(count, bytes.size() + behind.size());
}

void Stream::finish_sending() { shutdown(descriptor(), SHUT_WR); }

}  // namespace cronmon::net
