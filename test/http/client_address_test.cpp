#include "http/client_address.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace cronmon;

namespace {

TrustedProxies trusted(const std::vector<std::string>& networks, bool unix_sockets = false) {
    TrustedProxies result;
    for (const auto& network : networks) result.networks.push_back(*net::Network::parse(network));
    result.unix_sockets = unix_sockets;
    return result;
}

struct From {
    std::string peer;
    std::vector<std::string> forwarded;
    bool unix_socket = false;
};

std::string client(const From& from, TrustedProxies proxies) {
    std::vector<net::Field> fields{{"Host", "x"}};
    for (const auto& list : from.forwarded) fields.push_back({"x-Forwarded-For", list});
    net::Request request;
    request.fields = fields;
    if (!from.unix_socket) request.peer = *net::Ip::parse(from.peer);
    request.from_unix_socket = from.unix_socket;
    ClientAddress::Buffer buffer;
    return std::string(ClientAddress(std::move(proxies)).of(request, buffer));
}

}  // namespace

TEST_CASE("X-Forwarded-For is believed from a trusted proxy only") {
    CHECK(client({"10.0.0.1", {"1.2.3.4"}}, trusted({})) == "10.0.0.1");
    CHECK(client({"10.0.0.1", {"1.2.3.4"}}, trusted({"192.168.0.0/16"})) == "10.0.0.1");
    CHECK(client({"10.0.0.1", {"1.2.3.4"}}, trusted({"10.0.0.0/8"})) == "1.2.3.4");
    CHECK(client({"10.0.0.1", {}}, trusted({"10.0.0.0/8"})) == "10.0.0.1");
}

TEST_CASE("the last address that is no proxy of ours is the client") {
    const auto ours = trusted({"10.0.0.0/8", "::1"});
    CHECK(client({"::1", {"6.6.6.6, 1.2.3.4, 10.0.0.7"}}, ours) == "1.2.3.4");
    CHECK(client({"::1", {"6.6.6.6", "1.2.3.4", " 10.0.0.7 "}}, ours) == "1.2.3.4");
    CHECK(client({"::1", {"10.0.0.5, 10.0.0.6"}}, ours) == "10.0.0.5");
}

TEST_CASE("a list with nonsense is believed up to the nonsense") {
    const auto ours = trusted({"10.0.0.0/8"});
    CHECK(client({"10.0.0.1", {"1.2.3.4, unknown, 10.0.0.7"}}, ours) == "10.0.0.7");
    CHECK(client({"10.0.0.1", {"1.2.3.4,"}}, ours) == "10.0.0.1");
    CHECK(client({"10.0.0.1", {"' or 1=1"}}, ours) == "10.0.0.1");
    CHECK(client({"10.0.0.1", {"["}}, ours) == "10.0.0.1");
}

TEST_CASE("IPv4 within IPv6 and ports are no part of an address") {
    const auto ours = trusted({"10.0.0.0/8"});
    CHECK(client({"::ffff:10.0.0.1", {"::ffff:1.2.3.4"}}, ours) == "1.2.3.4");
    CHECK(client({"10.0.0.1", {"1.2.3.4:5000"}}, ours) == "1.2.3.4");
    CHECK(client({"10.0.0.1", {"[2001:db8::1]:5000"}}, ours) == "2001:db8::1");
    CHECK(client({"10.0.0.1", {"2001:db8::1"}}, ours) == "2001:db8::1");
}

TEST_CASE("a Unix socket is a proxy only where that is configured") {
    CHECK(client({"", {"1.2.3.4"}, true}, trusted({"0.0.0.0/0", "::/0"})) == "unix");
    CHECK(client({"", {"1.2.3.4"}, true}, trusted({}, true)) == "1.2.3.4");
    CHECK(client({"", {}, true}, trusted({}, true)) == "unix");
}

TEST_CASE("what is trusted can be changed while requests come in") {
    ClientAddress address(trusted({}));
    std::vector<net::Field> fields{{"X-Forwarded-For", "1.2.3.4"}};
    net::Request request;
    request.fields = fields;
    request.peer = *net::Ip::parse("10.0.0.1");
    ClientAddress::Buffer buffer;
    CHECK(address.of(request, buffer) == "10.0.0.1");
    address.trust(trusted({"10.0.0.1"}));
    CHECK(address.of(request, buffer) == "1.2.3.4");
}
