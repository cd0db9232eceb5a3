#include "net/reactor.h"

#include "served.h"

#include <doctest/doctest.h>

#include <string>

namespace cronmon::net {
namespace {

using std::chrono::milliseconds;

TEST_CASE("a request is answered, and the connection is kept for the next") {
    Served served;
    Client client(served.port);
    CHECK(client.send(get("/a")).body() == "/a");
    CHECK(client.send(post("/b", "hello")).body() == "/b hello 5");
    const std::string canned = client.send(get("/ok")).response();
    CHECK(canned.starts_with("HTTP/1.1 200 OK\r\nDate: "));
    CHECK(canned.find("Connection: keep-alive\r\n") != canned.npos);
    CHECK(canned.ends_with("\r\n\r\nOK"));
    CHECK(served.stats().accepted == 1);
    CHECK(served.stats().requests == 3);
}

TEST_CASE("a request may come in any pieces") {
    Served served;
    Client client(served.port);
    const std::string request =
        post("/x", "hello") +
        "POST /y HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n";
    for (const char byte : request) client.send({&byte, 1});
    CHECK(client.body() == "/x hello 5");
    CHECK(client.body() == "/y abc 3");
}

TEST_CASE("pipelined requests are answered in their order") {
    Served served;
    Client client(served.port);
    std::string all;
    for (int i = 0; i < 2000; ++i) all += get("/" + std::to_string(i)) + post("/p", "x");
    std::thread sender([&] { client.send(all); });
    for (int i = 0; i < 2000; ++i) {
        REQUIRE(client.body() == "/" + std::to_string(i));
        REQUIRE(client.body() == "/p x 1");
    }
    sender.join();
}

TEST_CASE("an answer that comes late holds up the requests behind it, and nobody else") {
    Served served;
    Client slow(served.port), other(served.port);
    slow.send(get("/1") + get("/later") + get("/2") + get("/later") + get("/3"));
    CHECK(slow.body() == "/1");
    const Ticket first = served.ticket();
    CHECK(other.send(get("/other")).body() == "/other");
    CHECK(slow.is_silent_for(milliseconds{20}));
    served.reactor.answer(first, served.ok);
    CHECK(slow.body() == "OK");
    CHECK(slow.body() == "/2");
    served.reactor.answer(served.ticket(), response_of("second"), KeepOpen::yes);
    CHECK(slow.body() == "second");
    CHECK(slow.body() == "/3");
}

TEST_CASE("hundreds of half-sent requests hold up nobody") {
    Served served;
    std::vector<Client> slow;
    for (int i = 0; i < 300; ++i) {
        slow.emplace_back(served.port);
        slow.back().send(i % 2 ? "GET /x HT"
                               : "POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nhalf");
    }
    Client client(served.port);
    CHECK(client.send(get("/quick")).body() == "/quick");
    CHECK(slow[1].send("TP/1.1\r\nHost: a\r\n\r\n").body() == "/x");
    CHECK(slow[2].send("whole").body() == "/x halfwhole 9");
}

TEST_CASE("the connection is closed when the client asks for it, or the answer says so") {
    Served served;
    for (const std::string& request :
         {get("/ok", "Connection: close\r\n"), std::string("GET /ok HTTP/1.0\r\n\r\n")}) {
        Client client(served.port);
        const std::string response = client.send(request).rest();
        CHECK(response.find("Connection: close\r\n") != response.npos);
        CHECK(response.ends_with("OK"));
    }
    Client client(served.port);
    CHECK(client.send(get("/close")).rest() == response_of("bye"));
}

TEST_CASE("HTTP/1.0 keeps the connection when it says keep-alive") {
    Served served;
    Client client(served.port);
    const std::string request = "GET /ok HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n";
    CHECK(client.send(request).response().find("Connection: keep-alive\r\n") != std::string::npos);
    CHECK(client.send(request).body() == "OK");
}

TEST_CASE("an answer to HEAD has no body") {
    Served served;
    Client client(served.port);
    client.send("HEAD /ok HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    const std::string response = client.rest();
    CHECK(response.find("Content-Length: 2\r\n") != response.npos);
    CHECK(response.ends_with("\r\n\r\n"));
}

TEST_CASE("a client that has finished sending still gets its answers") {
    Served served;
    Client client(served.port);
    client.send(get("/1") + get("/later"));
    client.finish_sending();
    CHECK(client.body() == "/1");
    served.reactor.answer(served.ticket(), served.ok);
    CHECK(client.body() == "OK");
    CHECK(client.is_at_end());
}

TEST_CASE("whoever expects 100-continue is told to, unless the body is refused or already here") {
    Served served;
    served.policy = {100, 100};
    const std::string head = "POST /x HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\n";
    Client client(served.port);
    CHECK(client.send(head + "Content-Length: 5\r\n\r\n").status() == 100);
    CHECK(client.send("hello").body() == "/x hello 5");
    CHECK(client.send(head + "Content-Length: 2\r\n\r\nab").body() == "/x ab 2");
    CHECK(client.send(head + "Content-Length: 101\r\n\r\n").status() == 413);
    CHECK(client.is_at_end());
}

TEST_CASE("what is refused is told so and closed, and what stands behind it is not looked at") {
    Served served;
    struct Row {
        std::string request;
        int status;
    };
    for (const Row& row : {Row{"GET / HTTP/1.1\r\n\r\n", 400}, Row{"GET / HTTP/3.0\r\n\r\n", 505},
                           Row{"GET /" + std::string(9000, 'x'), 414},
                           Row{"GET / HTTP/1.1\r\nX: " + std::string(20'000, 'x'), 431},
                           Row{get("/", "Transfer-Encoding: gzip\r\n"), 501}}) {
        Client client(served.port);
        client.send(row.request + get("/hidden"));
        const std::string response = client.response();
        CHECK(response.starts_with("HTTP/1.1 " + std::to_string(row.status)));
        CHECK(response.find("Connection: close\r\n") != response.npos);
        CHECK(client.is_at_end());
    }
    CHECK(served.stats().requests == 0);
    CHECK(served.stats().refused == 5);
}

TEST_CASE("who goes on sending after a refusal can read it nevertheless") {
    Served served;
    served.policy = {10, 10};
    Client client(served.port);
    client.send(post("/x", std::string(200'000, 'x')));
    CHECK(client.status() == 413);
    client.finish_sending();
    CHECK(client.is_at_end());
}

TEST_CASE("of a long body the policy's share reaches the handler") {
    Served served;
    served.policy = {4, 1'000'000};
    Client client(served.port);
    client.send(post("/x", std::string(900'000, 'y')) + get("/next"));
    CHECK(client.body() == "/x yyyy 900000");
    CHECK(client.body() == "/next");
}

TEST_CASE("a big answer reaches a client that reads slowly, and others do not wait for it") {
    Served served;
    served.big = std::string(8 * 1024 * 1024, 'z');
    Client slow(served.port, 4096), other(served.port);
    slow.send(get("/big") + get("/after"));
    CHECK(other.send(get("/other")).body() == "/other");
    CHECK(slow.body() == served.big);
    CHECK(slow.body() == "/after");
}

TEST_CASE("a body that is lent goes out whole, in its place among other answers") {
    const std::string text(3 * 1024 * 1024, 'l');
    Served served;
    served.lent.emplace(200, "text/plain", Canned::Lent{text});
    Client slow(served.port, 4096), other(served.port);
    slow.send(get("/before") + get("/lent") + get("/after") + get("/lent"));
    CHECK(other.send(get("/lent") + get("/lent") + get("/other")).body() == text);
    CHECK(other.body() == text);
    CHECK(other.body() == "/other");
    CHECK(slow.body() == "/before");
    CHECK(slow.body() == text);
    CHECK(slow.body() == "/after");
    CHECK(slow.body() == text);
}

TEST_CASE("what a client does not take waits here, and does not fill the kernel") {
    const std::string text(8 * 1024 * 1024, 'l');
    Served served;
    served.lent.emplace(200, "text/plain", Canned::Lent{text});
    Client slow(served.port, 4096), other(served.port);
    slow.send(get("/lent"));
    CHECK(eventually([&] { return served.stats().requests == 1; }));
    served.gate.lock();
    other.send(get("/gate"));
    CHECK(eventually([&] { return served.stats().requests == 2; }));
    const std::string taken_by_kernel = slow.all_until_silent(milliseconds{100});
    served.gate.unlock();
    CHECK(taken_by_kernel.size() < 1024 * 1024);
    const std::string all = taken_by_kernel + slow.all_until_silent(milliseconds{1000});
    CHECK(all.ends_with(text));
    CHECK(other.body() == "/gate");
}

TEST_CASE("a body that is lent stays away from HEAD, and ends with the connection") {
    const std::string text(1000, 'l');
    Served served;
    served.lent.emplace(200, "text/plain", Canned::Lent{text});
    Client client(served.port);
    client.send("HEAD /lent HTTP/1.1\r\nHost: a\r\n\r\n" + get("/lent", "Connection: close\r\n"));
    const std::string all = client.rest();
    CHECK(all.find("Content-Length: 1000\r\n") != all.npos);
    CHECK(all.find(text) == all.size() - text.size());
}

TEST_CASE("answers to many pipelined requests wait for a client that does not read") {
    Served served;
    served.big = std::string(48 * 1024, 'z');  // What the kernel takes in.
    Client client(served.port, 4096);
    client.send(get("/big") + get("/later") + get("/big"));
    served.reactor.answer(served.ticket(), served.ok);  // While the first is still on its way.
    CHECK(client.body().size() == served.big.size());
    CHECK(client.body() == "OK");
    CHECK(client.body().size() == served.big.size());
}

}  // namespace
}  // namespace cronmon::net
