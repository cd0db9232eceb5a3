#include "net/notice.h"

#include "base/descriptor.h"

#include <sys/socket.h>
#include <sys/un.h>

#include <cstddef>

namespace cronmon::net {

bool send_notice(std::string_view socket, std::string_view words) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const bool is_name = socket.starts_with('@') || socket.starts_with('/');
    if (!is_name || socket.size() >= sizeof address.sun_path) return false;
    socket.copy(address.sun_path, socket.size());
    if (socket[0] == '@') address.sun_path[0] = '\0';
    const Descriptor sender{::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0)};
    if (!sender) return false;
    const auto bytes = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + socket.size());
    const ssize_t sent = sendto(sender.number(), words.data(), words.size(), MSG_NOSIGNAL,
                                reinterpret_cast<const sockaddr*>(&address), bytes);
    return sent == static_cast<ssize_t>(words.size());
}

}  // namespace cronmon::net
