#include "net/channel.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/uio.h>

#include <cerrno>
#include <cstring>
#include <system_error>

namespace cronmon::net {
namespace {

// Room for one descriptor beside a message, aligned as cmsg(3) asks for.
union Luggage {
    cmsghdr head;
    char bytes[CMSG_SPACE(sizeof(int))];
};

Descriptor descriptor_in(msghdr& message) {
    const cmsghdr* const head = CMSG_FIRSTHDR(&message);
    if (head == nullptr || head->cmsg_level != SOL_SOCKET || head->cmsg_type != SCM_RIGHTS)
        return {};
    int number = -1;
    std::memcpy(&number, CMSG_DATA(head), sizeof number);
    return Descriptor{number};
}

bool has_something(int descriptor, Millis within) {
    pollfd waited{descriptor, POLLIN, 0};
    int ready;
    do ready = poll(&waited, 1, static_cast<int>(within.count()));
    while (ready < 0 && errno == EINTR);
    return ready > 0;
}

}  // namespace

std::pair<Channel, Channel> Channel::make() {
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0)
        throw std::system_error(errno, std::generic_category(), "socketpair");
    return {Channel(Descriptor{ends[0]}), Channel(Descriptor{ends[1]})};
}

Channel::Channel(Descriptor end) : end_(std::move(end)) {
    fcntl(descriptor(), F_SETFD, FD_CLOEXEC);
    const timeval limit{channel_send_within.count() / 1000, 0};
    setsockopt(descriptor(), SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
}

bool Channel::send(std::string_view text, int descriptor) {
    iovec piece{const_cast<char*>(text.data()), text.size()};
    msghdr message{};
    message.msg_iov = &piece;
    message.msg_iovlen = 1;
    Luggage luggage{};
    if (descriptor >= 0) {
        message.msg_control = &luggage;
        message.msg_controllen = sizeof luggage.bytes;
        cmsghdr* const head = CMSG_FIRSTHDR(&message);
        head->cmsg_level = SOL_SOCKET;
        head->cmsg_type = SCM_RIGHTS;
        head->cmsg_len = CMSG_LEN(sizeof(int));
        std::memcpy(CMSG_DATA(head), &descriptor, sizeof descriptor);
    }
    ssize_t sent;
    do sent = sendmsg(end_.number(), &message, MSG_NOSIGNAL);
    while (sent < 0 && errno == EINTR);
    return sent == static_cast<ssize_t>(text.size());
}

Channel::Message Channel::receive(Millis within) {
    if (!has_something(end_.number(), within)) return {Message::Kind::nothing_yet, {}, {}};
    std::string text(channel_message_bytes_max, '\0');
    iovec piece{text.data(), text.size()};
    msghdr message{};
    message.msg_iov = &piece;
    message.msg_iovlen = 1;
    Luggage luggage{};
    message.msg_control = &luggage;
    message.msg_controllen = sizeof luggage.bytes;
    ssize_t bytes;
    do bytes = recvmsg(end_.number(), &message, MSG_CMSG_CLOEXEC);
    while (bytes < 0 && errno == EINTR);
    if (bytes <= 0) return {Message::Kind::gone, {}, {}};
    text.resize(static_cast<std::size_t>(bytes));
    return {Message::Kind::words, std::move(text), descriptor_in(message)};
}

}  // namespace cronmon::net
