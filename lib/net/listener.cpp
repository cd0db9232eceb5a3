#include "net/listener.h"

#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>

#include <cerrno>
#include <cstring>
#include <optional>
#include <system_error>

namespace cronmon::net {
namespace {

// An address as the kernel wants it: one of three families, and how long it is.
struct SocketAddress {
    union {
        sockaddr any;
        sockaddr_in v4;
        sockaddr_in6 v6;
        sockaddr_un local;
    };
    socklen_t bytes;

    SocketAddress() : bytes(sizeof(sockaddr_un)) { std::memset(&local, 0, sizeof local); }
};

SocketAddress to_kernel(const Endpoint& endpoint) {
    SocketAddress address;
    if (endpoint.is_unix()) {
        address.local.sun_family = AF_UNIX;
        endpoint.unix_path.copy(address.local.sun_path, sizeof address.local.sun_path - 1);
        address.bytes = sizeof address.local;
    } else if (endpoint.ip.is_v4()) {
        address.v4.sin_family = AF_INET;
        address.v4.sin_port = htons(endpoint.port);
        std::memcpy(&address.v4.sin_addr, endpoint.ip.bytes.data() + 12, 4);
        address.bytes = sizeof address.v4;
    } else {
        address.v6.sin6_family = AF_INET6;
        address.v6.sin6_port = htons(endpoint.port);
        std::memcpy(&address.v6.sin6_addr, endpoint.ip.bytes.data(), 16);
        address.bytes = sizeof address.v6;
    }
    return address;
}

void from_kernel(const SocketAddress& address, Arrival& arrival) {
    if (address.any.sa_family == AF_INET) {
        std::array<std::uint8_t, 4> octets;
        std::memcpy(octets.data(), &address.v4.sin_addr, octets.size());
        arrival.ip = Ip::from_v4(octets);
        arrival.port = ntohs(address.v4.sin_port);
    } else if (address.any.sa_family == AF_INET6) {
        std::memcpy(arrival.ip.bytes.data(), &address.v6.sin6_addr, 16);
        arrival.port = ntohs(address.v6.sin6_port);
    }
}

Code code_of(int problem) { return problem == EADDRINUSE ? Code::conflict : Code::invalid; }

std::string advice(int problem, const Endpoint& endpoint) {
    switch (problem) {
        case EADDRINUSE:
            return endpoint.is_unix()
                       ? "somebody listens there already; stop it or choose another path"
                       : "the port is taken; stop who holds it or choose another port";
        case EACCES:
        case EPERM:
            return endpoint.is_unix()
                       ? "permission denied; the directory must be writable for this user"
                       : "permission denied; ports below 1024 need CAP_NET_BIND_SERVICE, or choose "
                         "a higher port";
        case EADDRNOTAVAIL: return "no interface of this machine has that address";
        case EAFNOSUPPORT: return "this machine does not speak that address family";
        case ENOENT: return "the directory does not exist";
        case EEXIST: return "there is a file that is not a socket; move it or choose another path";
        default: return std::generic_category().message(problem);
    }
}

Error cannot_listen(int problem, const Endpoint& endpoint) {
    return {code_of(problem), "listen: " + endpoint.to_text() + ": " + advice(problem, endpoint)};
}

Descriptor new_socket(int family) {
    return Descriptor{socket(family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0)};
}

void set(int descriptor, int level, int option, int value) {
    setsockopt(descriptor, level, option, &value, sizeof value);
}

constexpr int kernel_keeps_bytes = 64 * 1024;

// What is set on a listener, its connections inherit (on Linux): no system call for each of them.
void set_up_tcp(int descriptor, bool is_v6, const Options& options) {
    set(descriptor, SOL_SOCKET, SO_REUSEADDR, 1);
    if (options.share_ports) set(descriptor, SOL_SOCKET, SO_REUSEPORT, 1);
    if (is_v6) set(descriptor, IPPROTO_IPV6, IPV6_V6ONLY, 0);
    set(descriptor, IPPROTO_TCP, TCP_NODELAY, 1);
    // What a client has not taken waits with us. The kernel would take in up to 4 MB for each, and
    // what it has for all of them is soon used up by a few hundred that read nothing.
    set(descriptor, IPPROTO_TCP, TCP_NOTSENT_LOWAT, kernel_keeps_bytes);
}

// 0 when the path is free now, else the errno that says why not.
int make_room(const Endpoint& endpoint, const SocketAddress& address) {
    struct stat file {};
    if (lstat(endpoint.unix_path.c_str(), &file) != 0) return errno == ENOENT ? 0 : errno;
    if (!S_ISSOCK(file.st_mode)) return EEXIST;
    const Descriptor probe = new_socket(AF_UNIX);
    if (connect(probe.number(), &address.any, address.bytes) == 0) return EADDRINUSE;
    if (errno != ECONNREFUSED) return errno == EAGAIN ? EADDRINUSE : errno;
    return unlink(endpoint.unix_path.c_str()) == 0 ? 0 : errno;
}

// The mode is set before listen(2), so there is no moment in which others could connect.
int bind_and_listen(int descriptor, const SocketAddress& address, const Endpoint& endpoint,
                    const Options& options) {
    if (bind(descriptor, &address.any, address.bytes) != 0) return errno;
    if (endpoint.is_unix() && chmod(endpoint.unix_path.c_str(), options.unix_mode) != 0)
        return errno;
    constexpr int backlog = 65535;  // The kernel cuts it to net.core.somaxconn.
    return listen(descriptor, backlog) == 0 ? 0 : errno;
}

Error no_listener(int number, const std::string& why) {
    return {Code::invalid, "socket: descriptor " + std::to_string(number) + " " + why};
}

Endpoint endpoint_of(const SocketAddress& address) {
    Endpoint endpoint;
    if (address.any.sa_family == AF_UNIX) {
        endpoint.unix_path = address.local.sun_path;
        return endpoint;
    }
    Arrival self;
    from_kernel(address, self);
    endpoint.ip = self.ip;
    endpoint.port = self.port;
    return endpoint;
}

}  // namespace

Result<Listener> Listener::open(const Endpoint& endpoint, const Options& options) {
    const SocketAddress address = to_kernel(endpoint);
    Descriptor descriptor = new_socket(address.any.sa_family);
    if (!descriptor) {
        // ":8000" on a machine without IPv6 means its IPv4 addresses.
        if (errno == EAFNOSUPPORT && endpoint.ip == Ip{})
            return open({Ip::from_v4({0, 0, 0, 0}), endpoint.port, {}, endpoint.wire}, options);
        return cannot_listen(errno, endpoint);
    }
    if (endpoint.is_unix()) {
        if (const int problem = make_room(endpoint, address))
            return cannot_listen(problem, endpoint);
    } else {
        set_up_tcp(descriptor.number(), !endpoint.ip.is_v4(), options);
    }
    if (const int problem = bind_and_listen(descriptor.number(), address, endpoint, options))
        return cannot_listen(problem, endpoint);
    Listener listener(std::move(descriptor), endpoint);
    listener.own_file();
    return listener;
}

Listener Listener::inherit(InheritedListener inherited, Wire wire) {
    Listener listener(std::move(inherited.descriptor), inherited.endpoint);
    listener.endpoint_.wire = wire;
    listener.is_given_ = inherited.is_given;
    return listener;
}

InheritedListener Listener::leave() && { return {std::move(descriptor_), endpoint_, is_given_}; }

void Listener::own_file() {
    struct stat file {};
    if (!is_unix() || is_given_ || lstat(endpoint_.unix_path.c_str(), &file) != 0) return;
    device_ = file.st_dev;
    inode_ = file.st_ino;
}

Listener::~Listener() {
    struct stat file {};
    if (!descriptor_ || !is_unix() || lstat(endpoint_.unix_path.c_str(), &file) != 0) return;
    if (file.st_dev == device_ && file.st_ino == inode_) unlink(endpoint_.unix_path.c_str());
}

Result<InheritedListener> take_listening_socket(int number) {
    int is_listening = 0;
    socklen_t bytes = sizeof is_listening;
    if (getsockopt(number, SOL_SOCKET, SO_ACCEPTCONN, &is_listening, &bytes) != 0)
        return no_listener(number, "is no socket");
    if (is_listening == 0) return no_listener(number, "is no socket that listens");
    SocketAddress address;
    if (getsockname(number, &address.any, &address.bytes) != 0 ||
        (address.any.sa_family != AF_INET && address.any.sa_family != AF_INET6 &&
         address.any.sa_family != AF_UNIX))
        return no_listener(number, "must be of TCP or a Unix stream socket");
    fcntl(number, F_SETFD, FD_CLOEXEC);
    fcntl(number, F_SETFL, fcntl(number, F_GETFL) | O_NONBLOCK);
    if (address.any.sa_family != AF_UNIX) {
        set(number, IPPROTO_TCP, TCP_NODELAY, 1);
        set(number, IPPROTO_TCP, TCP_NOTSENT_LOWAT, kernel_keeps_bytes);
    }
    return InheritedListener{Descriptor{number}, endpoint_of(address), true};
}

Arrival Listener::accept() const {
    Arrival arrival;
    SocketAddress address;
    const int number =
        accept4(descriptor(), &address.any, &address.bytes, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (number < 0) {
        arrival.problem = errno;
        return arrival;
    }
    arrival.descriptor = Descriptor{number};
    from_kernel(address, arrival);
    return arrival;
}

std::uint16_t Listener::port() const {
    if (is_unix()) return 0;
    SocketAddress address;
    getsockname(descriptor(), &address.any, &address.bytes);
    Arrival self;
    from_kernel(address, self);
    return self.port;
}

}  // namespace cronmon::net
