// What one reactor leaves and another goes on with, as their clients meet it.
#include "net/inheritance.h"

#include "net/channel.h"
#include "net/listener.h"
#include "served.h"
#include "support/temp_dir.h"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <string>
#include <vector>

namespace cronmon::net {
namespace {

using std::chrono::milliseconds;

bool is_file(const std::string& path) {
    struct stat file {};
    return stat(path.c_str(), &file) == 0;
}

TEST_CASE("a connection between two requests is kept, and so is who has just connected") {
    Served first;
    Client used(first.port), fresh(first.port);
    CHECK(used.send(get("/1")).body() == "/1");
    Inheritance left = left_by(first);
    CHECK(left.listeners.size() == 1);
    CHECK(left.connections.size() == 2);
    Client waiting(first.port);  // in the kernel's queue: nobody accepts
    waiting.send(get("/waited"));
    used.send(get("/2"));
    Served second({}, "127.0.0.1:0", std::move(left));
    CHECK(second.port == first.port);
    CHECK(used.body() == "/2");
    CHECK(fresh.send(get("/3")).body() == "/3");
    CHECK(waiting.body() == "/waited");
    CHECK(used.send(get("/4")).body() == "/4");
    CHECK(second.stats().accepted == 1);
}

TEST_CASE("half a head is left as it was read, and a body is waited for") {
    Served first;
    Client head(first.port), body(first.port), pipelined(first.port);
    head.send("GET /half HTTP/1.1\r\nHo");
    body.send("POST /body HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nab");
    pipelined.send(get("/later") + get("/behind") + get("/last"));
    const Ticket ticket = first.ticket();
    REQUIRE(eventually([&] { return first.stats().requests == 1; }));
    std::this_thread::sleep_for(milliseconds{50});  // until all was read
    std::jthread rest([&] {
        std::this_thread::sleep_for(milliseconds{100});
        body.send("cd");
        first.reactor.answer(ticket, first.ok);
    });
    Inheritance left = left_by(first);
    rest.join();
    CHECK(body.body() == "/body abcd 4");
    CHECK(pipelined.body() == "OK");
    CHECK(left.connections.size() == 3);
    Served second({}, "127.0.0.1:0", std::move(left));
    CHECK(head.send("st: a\r\n\r\n").body() == "/half");
    CHECK(pipelined.body() == "/behind");
    CHECK(pipelined.body() == "/last");
    CHECK(body.send(get("/next")).body() == "/next");
}

TEST_CASE("what does not end in time is closed, and holds up nobody longer") {
    Served first(Options{.retire_within = milliseconds{100}});
    Client slow(first.port), other(first.port);
    slow.send("POST /body HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nab");
    CHECK(other.send(get("/1")).body() == "/1");
    const auto begin = std::chrono::steady_clock::now();
    const Inheritance left = left_by(first);
    CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds{2});
    CHECK(left.connections.size() == 1);
    CHECK(slow.is_at_end());
}

TEST_CASE("a request that comes while everybody waits is for whoever is next") {
    Served first;
    Client busy(first.port), other(first.port);
    busy.send(get("/later"));
    CHECK(other.send(get("/1")).body() == "/1");
    const Ticket ticket = first.ticket();
    std::jthread late([&] {
        std::this_thread::sleep_for(milliseconds{50});
        other.send(get("/2"));
        std::this_thread::sleep_for(milliseconds{50});
        first.reactor.answer(ticket, first.ok);
    });
    Inheritance left = left_by(first);
    late.join();
    CHECK(first.stats().requests == 2);
    CHECK(busy.body() == "OK");
    Served second({}, "127.0.0.1:0", std::move(left));
    CHECK(other.body() == "/2");
}

TEST_CASE("what is not listened for any more is closed, with its connections") {
    Served first;
    Client client(first.port);
    CHECK(client.send(get("/1")).body() == "/1");
    Inheritance left = left_by(first);
    Served second({}, "[::1]:0", std::move(left));
    CHECK(client.is_at_end());
    CHECK_FALSE(Client(first.port).is_connected());
}

TEST_CASE("the file of a Unix socket stays until nobody listens there any more") {
    const TempDir dir;
    const std::string path = dir.path() + "/s";
    {
        Served first({}, "unix:" + path);
        Client client(path);
        CHECK(client.send(get("/1")).body() == "/1");
        Inheritance left = left_by(first);
        CHECK(is_file(path));
        {
            // One that was to go on, and never began.
            const auto endpoint = *Endpoint::parse("unix:" + path);
            InheritedListener copy{Descriptor{dup(left.listeners[0].descriptor.number())},
                                   endpoint};
            const Listener unused = Listener::inherit(std::move(copy), Wire::as_usual);
        }
        CHECK(is_file(path));
        Served second({}, "unix:" + path, std::move(left));
        CHECK(client.send(get("/2")).body() == "/2");
        CHECK(Client(path).send(get("/3")).body() == "/3");
    }
    CHECK_FALSE(is_file(path));
}

TEST_CASE("a socket that a supervisor gives is listened at, and its file is not ours") {
    const TempDir dir;
    const std::string path = dir.path() + "/s";
    auto opened = Listener::open(*Endpoint::parse("unix:" + path), {});
    REQUIRE(opened);
    auto given = take_listening_socket(dup(opened->descriptor()));
    REQUIRE(given);
    CHECK(given->endpoint.unix_path == path);
    CHECK(given->is_given);
    {
        Inheritance inheritance;
        inheritance.listeners.push_back(*std::move(given));
        Served served({}, "unix:" + path, std::move(inheritance));
        CHECK(Client(path).send(get("/1")).body() == "/1");
    }
    CHECK(is_file(path));
    CHECK(take_listening_socket(9999).error().message == "socket: descriptor 9999 is no socket");
    const Descriptor silent{socket(AF_INET, SOCK_STREAM, 0)};
    CHECK(take_listening_socket(silent.number())
              .error()
              .message.ends_with("is no socket that listens"));
}

TEST_CASE("a channel keeps the borders of messages, and passes descriptors") {
    auto [one, other] = Channel::make();
    CHECK(one.receive(milliseconds{1}).kind == Channel::Message::Kind::nothing_yet);
    int pipe_ends[2];
    REQUIRE(pipe(pipe_ends) == 0);
    const Descriptor reading{pipe_ends[0]}, writing{pipe_ends[1]};
    CHECK(one.send("first"));
    CHECK(one.send(std::string(channel_message_bytes_max, 'x'), writing.number()));
    const auto first = other.receive(milliseconds{1000});
    CHECK(first.text == "first");
    CHECK_FALSE(first.descriptor);
    const auto second = other.receive(milliseconds{1000});
    CHECK(second.text.size() == channel_message_bytes_max);
    REQUIRE(second.descriptor);
    CHECK(write(second.descriptor.number(), "!", 1) == 1);
    char byte = 0;
    CHECK(read(reading.number(), &byte, 1) == 1);
    CHECK(byte == '!');
    one.close();
    CHECK(other.receive(milliseconds{1000}).kind == Channel::Message::Kind::gone);
    CHECK_FALSE(other.send("to nobody"));
}

}  // namespace
}  // namespace cronmon::net
