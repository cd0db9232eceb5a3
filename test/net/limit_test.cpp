// Deadlines, and what happens when there is no room.
#include "net/file_limit.h"
#include "served.h"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/resource.h>

#include <optional>
#include <string>
#include <vector>

namespace cronmon::net {
namespace {

constexpr Millis soon{50};

TEST_CASE("a head that does not end in time is answered 408") {
    Served served({.head_within = soon});
    Client client(served.port);
    CHECK(client.send("GET / HT").status() == 408);
    CHECK(client.is_at_end());
    CHECK(served.stats().timed_out == 1);
}

TEST_CASE("sending now and then does not move the deadline of a head") {
    Served served({.head_within = soon});
    Client client(served.port);
    std::jthread dripping([&](std::stop_token stop) {
        client.send("GET / HTTP/1.1\r\n");
        while (!stop.stop_requested()) {
            client.send("X: y\r\n");
            std::this_thread::sleep_for(std::chrono::milliseconds{5});
        }
    });
    CHECK(client.status() == 408);
}

TEST_CASE("who connects and says nothing is closed without a word") {
    Served served({.head_within = soon});
    Client client(served.port);
    CHECK(client.is_at_end());
    CHECK(served.stats().timed_out == 0);
}

TEST_CASE("a body that does not end in time is answered 408") {
    Served served({.body_within = soon});
    Client client(served.port);
    client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nhalf");
    CHECK(client.status() == 408);
    CHECK(client.is_at_end());
}

TEST_CASE("an idle connection is closed after its time") {
    Served served({.idle_within = soon});
    Client client(served.port);
    CHECK(client.send(get("/a")).body() == "/a");
    CHECK(client.is_at_end());
    CHECK(served.stats().timed_out == 0);
}

TEST_CASE("who does not take an answer is closed") {
    Served served({.write_within = soon});
    served.big = std::string(8 * 1024 * 1024, 'z');
    Client client(served.port, 4096);
    client.send(get("/big"));
    CHECK(eventually([&] { return served.stats().timed_out == 1; }));
    CHECK(eventually([&] { return served.stats().connections_open == 0; }));
}

TEST_CASE("an answer that is owed has no deadline") {
    Served served({.head_within = soon, .body_within = soon, .idle_within = soon});
    Client client(served.port);
    client.send(get("/later"));
    const Ticket ticket = served.ticket();
    CHECK(client.is_silent_for(4 * soon));
    served.reactor.answer(ticket, served.ok);
    CHECK(client.body() == "OK");
}

TEST_CASE("for one connection too many, the one that was idle longest is closed") {
    Served served({.connections_max = 3});
    Client first(served.port), second(served.port), third(served.port);
    for (Client* client : {&first, &second, &third}) CHECK(client->send(get("/a")).body() == "/a");
    CHECK(first.send(get("/b")).body() == "/b");
    Client fourth(served.port);
    CHECK(fourth.send(get("/c")).body() == "/c");
    CHECK(second.is_at_end());
    CHECK(first.send(get("/d")).body() == "/d");
    CHECK(served.stats().evicted == 1);
}

TEST_CASE("when nobody is idle, the newcomer hears 503") {
    Served served({.connections_max = 2});
    Client first(served.port), second(served.port);
    first.send(get("/later"));
    second.send(get("/later"));
    std::vector<Ticket> busy = served.tickets(2);
    Client third(served.port);
    CHECK(third.status() == 503);
    CHECK(third.is_at_end());
    served.reactor.answer(busy, served.ok);
    CHECK(first.body() == "OK");
    CHECK(served.stats().turned_away == 1);
}

// The file limit of this process, lowered for a while.
class FileLimit {
public:
    explicit FileLimit(rlim_t limit) {
        getrlimit(RLIMIT_NOFILE, &before_);
        const rlimit lower{limit, before_.rlim_max};
        setrlimit(RLIMIT_NOFILE, &lower);
    }
    ~FileLimit() { setrlimit(RLIMIT_NOFILE, &before_); }

private:
    rlimit before_{};
};

// Takes all descriptors but `spare`, and gives them back.
class Hoard {
public:
    explicit Hoard(int spare) {
        for (int number = 0; (number = open("/dev/null", O_RDONLY | O_CLOEXEC)) >= 0;)
            taken_.emplace_back(number);
        for (; spare > 0; --spare) taken_.pop_back();
    }

private:
    FileLimit limit_{200};
    std::vector<Descriptor> taken_;
};

// Nothing is checked while descriptors are short: sanitizer and framework want some, too.
TEST_CASE("without a descriptor left, an idle connection makes room") {
    Served served;
    Client idle(served.port);
    CHECK(idle.send(get("/a")).body() == "/a");
    auto hoard = std::make_optional<Hoard>(1);
    Client late(served.port);  // The last one is for its own end.
    const std::string answer = late.send(get("/late")).body();
    hoard.reset();
    CHECK(answer == "/late");
    CHECK(idle.is_at_end());
    CHECK(late.send(get("/again")).body() == "/again");
    CHECK(served.stats().evicted == 1);
}

TEST_CASE("without a descriptor left and nobody idle, the newcomer hears 503") {
    Served served;
    Client early(served.port);
    early.send(get("/later"));
    const Ticket ticket = served.ticket();
    auto hoard = std::make_optional<Hoard>(1);
    const int status = Client(served.port).send(get("/late")).status();
    served.reactor.answer(ticket, served.ok);
    const std::string meanwhile = early.body();
    hoard.reset();
    CHECK(status == 503);
    CHECK(meanwhile == "OK");
    CHECK(Client(served.port).send(get("/after")).body() == "/after");
}

TEST_CASE("when not even the reserve helps, accepting pauses and goes on") {
    Served served({.accept_pause = Millis{20}});
    Client early(served.port);
    served.gate.lock();
    early.send(get("/gate"));
    REQUIRE(eventually([&] { return served.stats().requests == 1; }));
    Client late(served.port);
    late.send(get("/late"));
    auto limit = std::make_optional<FileLimit>(3);  // Below every descriptor that is open.
    served.gate.unlock();
    const bool paused = eventually([&] { return served.stats().accept_pauses >= 2; });
    const std::string meanwhile = early.body();
    limit.reset();
    CHECK(paused);
    CHECK(meanwhile == "/gate");
    CHECK(late.body() == "/late");
    CHECK(served.stats().accept_pauses < 300);  // It did not turn into a busy loop.
}

TEST_CASE("the file limit can be raised to what is allowed") {
    const FileLimit lower(100);
    CHECK(file_limit() == 100);
    CHECK(raise_file_limit() > 100);
}

}  // namespace
}  // namespace cronmon::net
