#include "net/address.h"

#include <doctest/doctest.h>

namespace cronmon::net {
namespace {

Ip ip(std::string_view text) {
    const auto parsed = Ip::parse(text);
    REQUIRE(parsed);
    return *parsed;
}

Network network(std::string_view text) {
    const auto parsed = Network::parse(text);
    REQUIRE(parsed);
    return *parsed;
}

TEST_CASE("an address is read and written in its usual form") {
    for (const char* text : {"127.0.0.1", "0.0.0.0", "255.255.255.255", "::", "::1", "fe80::1",
                             "2001:db8::8:800:200c:417a"})
        CHECK(ip(text).to_text() == text);
    CHECK(ip("2001:DB8:0:0::1").to_text() == "2001:db8::1");
}

TEST_CASE("IPv4 and its v4-mapped form are the same address") {
    CHECK(ip("::ffff:10.1.2.3") == ip("10.1.2.3"));
    CHECK(ip("::ffff:10.1.2.3").to_text() == "10.1.2.3");
    CHECK(ip("10.1.2.3").is_v4());
    CHECK(!ip("::1").is_v4());
    CHECK(!Ip{}.is_v4());
}

TEST_CASE("what is not a numeric address is none") {
    for (const char* text : {"", "localhost", "1.2.3", "1.2.3.4.5", "256.1.1.1", "01.2.3.4x",
                             ":::1", "fe80::1%eth0", "[::1]", " 1.2.3.4", "1.2.3.4 ",
                             "1111:2222:3333:4444:5555:6666:7777:8888:9999:aaaa:bbbb"})
        CHECK_MESSAGE(!Ip::parse(text), text);
    CHECK(!Ip::parse(std::string_view("1.2.3.4\0", 8)));
}

TEST_CASE("a network contains the addresses that share its prefix, and no others") {
    struct Row {
        const char *network, *ip;
        bool contains;
    };
    for (const Row& row :
         {Row{"10.0.0.0/8", "10.255.0.1", true}, Row{"10.0.0.0/8", "11.0.0.0", false},
          Row{"10.9.9.9/8", "10.1.1.1", true},  // Bits behind the prefix do not matter.
          Row{"192.168.4.0/22", "192.168.7.255", true}, Row{"192.168.4.0/22", "192.168.8.0", false},
          Row{"127.0.0.1", "127.0.0.1", true}, Row{"127.0.0.1", "127.0.0.2", false},
          Row{"0.0.0.0/0", "8.8.8.8", true}, Row{"0.0.0.0/0", "::1", false},
          Row{"::/0", "8.8.8.8", true}, Row{"::/0", "2001:db8::1", true},
          Row{"::1/128", "::1", true}, Row{"::1/128", "::2", false},
          Row{"fe80::/10", "febf::1", true}, Row{"fe80::/10", "fec0::1", false},
          Row{"::ffff:10.0.0.0/8", "10.3.3.3", true}})
        CHECK_MESSAGE(network(row.network).contains(ip(row.ip)) == row.contains,
                      row.network << " " << row.ip);
}

TEST_CASE("a network is written with its prefix") {
    CHECK(network("10.0.0.0/8").to_text() == "10.0.0.0/8");
    CHECK(network("::1").to_text() == "::1/128");
    CHECK(network("1.2.3.4").to_text() == "1.2.3.4/32");
    CHECK(network("fe80::/10").to_text() == "fe80::/10");
}

TEST_CASE("a malformed network is an error that names the field and the value") {
    for (const char* text : {"", "/8", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/+8",
                             "10.0.0.0/8 ", "::1/129", "example.org/8", "10.0.0.0/8/8"})
        CHECK_MESSAGE(!Network::parse(text), text);
    CHECK(Network::parse("10.0.0.0/33", "trusted_proxy").error().message ==
          "trusted_proxy: must be ADDRESS/PREFIX with a prefix of 0 to 32, got '10.0.0.0/33'");
    CHECK(Network::parse("proxy").error().message ==
          "network: must be a numeric address or ADDRESS/PREFIX, got 'proxy'");
}

TEST_CASE("an endpoint is an address and a port, or a path") {
    struct Row {
        const char *text, *meaning;
    };
    for (const Row& row :
         {Row{"127.0.0.1:8000", "127.0.0.1:8000"}, Row{"[::1]:8000", "[::1]:8000"},
          Row{"0.0.0.0:80", "0.0.0.0:80"}, Row{"localhost:8000", "127.0.0.1:8000"},
          Row{":8000", "[::]:8000"}, Row{"127.0.0.1:0", "127.0.0.1:0"},
          Row{"http://:80", "http://[::]:80"}, Row{"https://[::1]:443", "https://[::1]:443"},
          Row{"unix:/run/cronmon.sock", "unix:/run/cronmon.sock"}}) {
        const auto endpoint = Endpoint::parse(row.text);
        REQUIRE_MESSAGE(endpoint, row.text);
        CHECK(endpoint->to_text() == row.meaning);
        CHECK(*Endpoint::parse(endpoint->to_text()) == *endpoint);
    }
}

TEST_CASE("a malformed endpoint is an error that says what is understood") {
    for (const char* text :
         {"", "8000", "foo:80", "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536", "127.0.0.1:-1",
          "127.0.0.1:80x", "::1:80", "[::1]", "[::1]80", "[127.0.0.1]:80", "[]:80", "https://",
          "ftp://:80", "http://unix:a", "unix:", "127.0.0.1: 80"})
        CHECK_MESSAGE(!Endpoint::parse(text), text);
    CHECK(!Endpoint::parse("unix:" + std::string(108, 'x')));
    CHECK(Endpoint::parse("unix:" + std::string(107, 'x')));
    CHECK(Endpoint::parse("foo:80").error().message ==
          "listen: must be ADDRESS:PORT, [ADDRESS]:PORT or unix:PATH with a numeric address, got "
          "'foo:80'");
}

}  // namespace
}  // namespace cronmon::net
