#include "app/upgrade/legacy.h"

#include "base/quote.h"
#include "net/interpreter.h"

#include <array>
#include <charconv>
#include <optional>
#include <sstream>

namespace cronmon {
namespace {

std::string line_of(const net::InheritedListener& listener) {
    return "listener " + std::to_string(listener.is_given) + " " + listener.endpoint.to_text();
}

std::string line_of(const net::InheritedConnection& connection) {
    const net::Peer& peer = connection.peer;
    std::ostringstream line;
    line << "connection " << peer.listener << ' ' << peer.ip.to_text() << ' ' << peer.port << ' '
         << peer.on_unix_socket << ' ' << peer.by_tls << ' '
         << (peer.is_interpreted || connection.plain_end) << ' ' << connection.carried.size()
         << '\n'
         << connection.carried;
    return std::move(line).str();
}

// Without a descriptor for a plain end it stays behind, and is closed with us.
bool send_connection(net::Channel& channel, net::InheritedConnection& connection) {
    if (!connection.stream.has_heard())
        return channel.send(line_of(connection), connection.stream.descriptor());
    auto [ours, theirs] = net::make_plain_pair();
    connection.plain_end = std::move(ours);
    return !theirs || channel.send(line_of(connection), theirs.number());
}

bool read_listener(std::istringstream& line, net::InheritedListener& listener) {
    std::string place;
    line >> listener.is_given >> std::ws;
    std::getline(line, place);
    const auto endpoint = net::Endpoint::parse(place);
    if (!line || !endpoint) return false;
    listener.endpoint = *endpoint;
    return true;
}

bool read_connection(std::istringstream& line, std::size_t listeners,
                     net::InheritedConnection& connection) {
    net::Peer& peer = connection.peer;
    std::string ip;
    std::size_t bytes = 0;
    line >> peer.listener >> ip >> peer.port >> peer.on_unix_socket >> peer.by_tls >>
        peer.is_interpreted >> bytes;
    if (line.get() != '\n' || bytes > net::channel_message_bytes_max) return false;
    connection.carried.resize(bytes);
    line.read(connection.carried.data(), static_cast<std::streamsize>(bytes));
    const auto address = net::Ip::parse(ip);
    if (!line || !address) return false;
    peer.ip = *address;
    return peer.listener >= 0 && static_cast<std::size_t>(peer.listener) < listeners;
}

}  // namespace

bool send_legacy(net::Channel& channel, Legacy& legacy) {
    if (!channel.send("lock", legacy.lock.number())) return false;
    for (const auto& listener : legacy.sockets.listeners)
        if (!channel.send(line_of(listener), listener.descriptor.number())) return false;
    for (auto& connection : legacy.sockets.connections)
        if (!send_connection(channel, connection)) return false;
    return true;
}

std::optional<Error> add_to_legacy(Legacy& legacy, net::Channel::Message message) {
    std::istringstream line(message.text);
    std::string kind;
    line >> kind;
    bool is_understood = static_cast<bool>(message.descriptor);
    net::Inheritance& sockets = legacy.sockets;
    if (kind == "lock") {
        legacy.lock = std::move(message.descriptor);
    } else if (kind == "listener") {
        net::InheritedListener listener{std::move(message.descriptor), {}};
        is_understood = is_understood && read_listener(line, listener);
        sockets.listeners.push_back(std::move(listener));
    } else if (kind == "connection") {
        net::InheritedConnection connection{net::Stream{std::move(message.descriptor)}, {}, {}, {}};
        is_understood =
            is_understood && read_connection(line, sockets.listeners.size(), connection);
        sockets.connections.push_back(std::move(connection));
    } else {
        is_understood = false;
    }
    if (is_understood) return std::nullopt;
    return Error{Code::invalid, "upgrade: the old server sent what this one does not understand: " +
                                    quote(message.text.substr(0, message.text.find('\n')))};
}

}  // namespace cronmon
