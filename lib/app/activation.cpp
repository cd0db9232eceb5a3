#include "app/activation.h"

#include "app/upgrade/environment.h"
#include "net/listener.h"

#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <string>

namespace cronmon {
namespace {

constexpr int first_given = 3;  // SD_LISTEN_FDS_START
constexpr std::string_view plain_name = "http";

// One for each descriptor, with colons between.
std::vector<std::string> take_names() {
    std::vector<std::string> names;
    const char* const text = std::getenv("LISTEN_FDNAMES");  // NOLINT(concurrency-mt-unsafe)
    std::string_view left = text ? text : "";
    while (!left.empty()) {
        const auto colon = std::min(left.find(':'), left.size());
        names.emplace_back(left.substr(0, colon));
        left.remove_prefix(std::min(colon + 1, left.size()));
    }
    unsetenv("LISTEN_FDNAMES");  // NOLINT(concurrency-mt-unsafe): one thread
    return names;
}

}  // namespace

Result<std::vector<net::InheritedListener>> take_given_sockets() {
    std::vector<net::InheritedListener> given;
    const auto process = take_number("LISTEN_PID");
    const int count = take_number("LISTEN_FDS").value_or(0);
    const auto names = take_names();
    if (!process || *process != getpid()) return given;
    for (int i = 0; i < count; ++i) {
        auto socket = net::take_listening_socket(first_given + i);
        if (!socket) return socket.error();
        const auto number = static_cast<std::size_t>(i);
        if (number < names.size() && names[number] == plain_name)
            socket->endpoint.wire = net::Wire::plain;
        given.push_back(*std::move(socket));
    }
    return given;
}

std::vector<net::Endpoint> places_to_listen(const Config& config,
                                            const std::vector<net::InheritedListener>& known) {
    const bool has_certificate = !config.certificates().empty();
    std::vector<net::Endpoint> given;
    for (const net::InheritedListener& listener : known) {
        if (!listener.is_given) continue;
        net::Endpoint place = listener.endpoint;
        const bool is_plain = place.is_unix() || place.wire == net::Wire::plain;
        if (!is_plain) place.wire = has_certificate ? net::Wire::tls : net::Wire::as_usual;
        given.push_back(std::move(place));
    }
    std::vector<net::Endpoint> places;
    if (given.empty() || !config.listens_as_standard()) places = config.listen();
    for (net::Endpoint& place : given) {
        const auto is_here = [&](const net::Endpoint& other) { return other.is_same_place(place); };
        if (std::ranges::none_of(places, is_here)) places.push_back(std::move(place));
    }
    return places;
}

}  // namespace cronmon
