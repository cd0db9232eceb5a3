// Answers that other threads give, and tickets that are spent.
#include "served.h"

#include <doctest/doctest.h>

#include <string>

namespace cronmon::net {
namespace {

TEST_CASE("an answer for a connection that is gone never reaches the one that took its place") {
    Served served;
    Ticket old{};
    {
        Client gone(served.port);
        gone.send(get("/later") + "garbage\n");
        old = served.ticket();
    }
    served.reactor.answer(old, response_of("for the first"), KeepOpen::no);
    REQUIRE(eventually([&] { return served.stats().connections_open == 0; }));

    Client next(served.port);
    next.send(get("/later"));
    const Ticket fresh = served.ticket();
    CHECK(fresh.slot == old.slot);
    CHECK(fresh.generation != old.generation);
    served.reactor.answer(old, response_of("for the first"), KeepOpen::yes);
    served.reactor.answer(old, served.ok);
    CHECK(next.is_silent_for(std::chrono::milliseconds{20}));
    served.reactor.answer(fresh, response_of("for the second"), KeepOpen::yes);
    CHECK(next.body() == "for the second");
}

TEST_CASE("a ticket is spent by its first answer") {
    Served served;
    Client client(served.port);
    client.send(get("/later") + get("/later"));
    const Ticket first = served.ticket();
    for (int i = 0; i < 3; ++i) served.reactor.answer(first, served.ok);
    CHECK(client.body() == "OK");
    const Ticket second = served.ticket();
    served.reactor.answer(first, served.ok);
    CHECK(client.is_silent_for(std::chrono::milliseconds{20}));
    served.reactor.answer(second, served.ok);
    CHECK(client.body() == "OK");
}

TEST_CASE("a ticket that was never given names nothing") {
    Served served;
    Client client(served.port);
    CHECK(client.send(get("/a")).body() == "/a");
    served.reactor.answer(Ticket{}, served.ok);
    served.reactor.answer(Ticket{1000, 1}, served.ok);
    CHECK(client.send(get("/b")).body() == "/b");
}

TEST_CASE("a group is answered in one call") {
    Served served;
    std::vector<Client> clients;
    for (int i = 0; i < 50; ++i) clients.emplace_back(served.port).send(get("/later"));
    std::vector<Ticket> group;
    while (group.size() < clients.size()) {
        const auto some = served.tickets(1);
        REQUIRE(!some.empty());
        group.insert(group.end(), some.begin(), some.end());
    }
    served.reactor.answer(group, served.ok);
    for (Client& client : clients) CHECK(client.body() == "OK");
}

TEST_CASE("several threads answer at once") {
    Served served;
    std::vector<std::jthread> threads;
    for (int t = 0; t < 3; ++t)
        threads.emplace_back([&](std::stop_token stop) {
            while (!stop.stop_requested()) {
                const auto group = served.tickets(1);
                served.reactor.answer(group, served.ok);
            }
        });
    std::vector<std::jthread> clients;
    std::atomic<int> answered = 0;
    for (int c = 0; c < 4; ++c)
        clients.emplace_back([&] {
            Client client(served.port);
            for (int i = 0; i < 200; ++i)
                if (client.send(get("/later")).body() == "OK") ++answered;
        });
    clients.clear();
    CHECK(answered == 800);
    for (std::jthread& thread : threads) thread.request_stop();
    Client last(served.port);
    for (std::size_t i = 0; i < threads.size(); ++i) last.send(get("/later"));
    threads.clear();
}

}  // namespace
}  // namespace cronmon::net
