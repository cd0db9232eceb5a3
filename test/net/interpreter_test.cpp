// TLS that has begun, when another process answers: as its clients meet it.
#include "net/interpreter.h"

#include "served.h"
#include "support/certificates.h"
#include "support/temp_dir.h"
#include "tls_client.h"

#include <doctest/doctest.h>

#include <atomic>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace cronmon::net {
namespace {

using std::chrono::milliseconds;

// A server over TLS, the one that takes its place, and who stays behind.
class Succession {
public:
    explicit Succession(Options options = {}) : options_(options) {
        context_ = *TlsContext::load(
            std::vector<CertificateFiles>{{certificate_.certificate, certificate_.key}});
        begin(first, {});
    }
    ~Succession() { over_ = true; }

    std::uint16_t port() const { return first->port; }

    // Whoever has spoken TLS arrives in another process without it, as send_legacy() does it.
    void pass_on() {
        Inheritance left = left_by(*first);
        Inheritance arrived{std::move(left.listeners), {}};
        for (InheritedConnection& connection : left.connections) {
            if (!connection.stream.has_heard()) {
                arrived.connections.push_back(std::move(connection));
                continue;
            }
            auto [ours, theirs] = make_plain_pair();
            Peer peer = connection.peer;
            peer.is_interpreted = true;
            arrived.connections.push_back(
                {Stream{std::move(theirs)}, peer, connection.carried, {}});
            connection.plain_end = std::move(ours);
        }
        interpreter_.emplace(std::move(left.connections));
        interpreted = interpreter_->count();
        begin(second, std::move(arrived));
        thread_ = std::jthread([this] {
            while (!over_) {
                interpreter_->round(milliseconds{10});
                interpreted = interpreter_->count();
            }
        });
    }

    // The other one came to nothing.
    void go_on() { begin(second, left_by(*first)); }

    std::optional<Served> first, second;
    std::atomic<std::size_t> interpreted = 0;

private:
    void begin(std::optional<Served>& served, Inheritance inherited) {
        served.emplace(options_, "https://127.0.0.1:0", std::move(inherited));
        served->reactor.present(context_);
    }

    const TempDir dir_;
    const MadeCertificate certificate_{dir_.path(), "first"};
    const Options options_;
    std::shared_ptr<TlsContext> context_;
    std::optional<Interpreter> interpreter_;
    std::atomic<bool> over_ = false;
    std::jthread thread_;
};

TEST_CASE("what is kept between two requests is answered once more, and closed with that") {
    Succession servers;
    TlsClient used(servers.port()), idle(servers.port()), fresh(servers.port());
    REQUIRE(used.shake_hands());
    REQUIRE(idle.shake_hands());
    CHECK(used.send(get("/1")).body() == "/1");
    CHECK(idle.send(get("/1")).body() == "/1");
    REQUIRE(eventually([&] { return servers.first->stats().accepted == 3; }));
    servers.pass_on();
    CHECK(servers.interpreted == 2);
    CHECK(used.send(get("/scheme")).body() == "https");
    CHECK(used.is_at_end());
    REQUIRE(fresh.shake_hands());  // with whom nothing had begun: the new one does it alone
    CHECK(fresh.send(get("/ok")).response().find("keep-alive") != std::string::npos);
    CHECK(fresh.send(get("/2")).body() == "/2");
    CHECK(idle.send(get("/ok")).response().find("Connection: close") != std::string::npos);
    CHECK(idle.is_at_end());
    CHECK(eventually([&] { return servers.interpreted == 0; }));
    CHECK(servers.second->stats().requests == 4);
}

TEST_CASE("a request that was sent, in part or whole, when nobody answered is not lost") {
    Succession servers;
    TlsClient half(servers.port()), pipelined(servers.port()), early(servers.port());
    for (TlsClient* const client : {&half, &pipelined, &early}) REQUIRE(client->shake_hands());
    half.send("GET /half HTTP/1.1\r\nHo");
    pipelined.send(get("/later") + get("/behind"));
    const Ticket ticket = servers.first->ticket();
    std::this_thread::sleep_for(milliseconds{50});  // until all was read
    std::jthread rest([&] {
        std::this_thread::sleep_for(milliseconds{50});
        early.send(get("/early"));
        std::this_thread::sleep_for(milliseconds{50});
        servers.first->reactor.answer(ticket, servers.first->ok);
    });
    servers.pass_on();
    CHECK(servers.first->stats().requests == 1);
    CHECK(half.send("st: a\r\n\r\n").body() == "/half");
    CHECK(pipelined.body() == "OK");
    CHECK(pipelined.body() == "/behind");
    CHECK(early.body() == "/early");
    CHECK(eventually([&] { return servers.interpreted == 0; }));
}

TEST_CASE("a handshake in its middle is brought to its end") {
    for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
        Succession servers;
        TlsClient client(servers.port(), {.version = version});
        client.step();
        const std::string answer = client.wire.some();  // so it was heard
        REQUIRE_FALSE(answer.empty());
        servers.pass_on();
        CHECK(servers.interpreted == 1);
        client.hear(answer);
        REQUIRE(client.shake_hands());
        CHECK(client.send(get("/1")).body() == "/1");
        CHECK(client.is_at_end());
    }
}

TEST_CASE("much passes both ways, however slowly it is taken") {
    Succession servers;
    const std::string big(1024 * 1024 - 100, 'b');
    TlsClient sends(servers.port()), takes(servers.port(), {.receive_buffer = 4096});
    for (TlsClient* const client : {&sends, &takes}) {
        REQUIRE(client->shake_hands());
        CHECK(client->send(get("/1")).body() == "/1");
    }
    servers.pass_on();
    servers.second->big.assign(8 * 1024 * 1024, 'a');
    takes.send(get("/big"));
    CHECK(sends.send(post("/post", big)).body() ==
          "/post " + big + " " + std::to_string(big.size()));
    CHECK(takes.body() == servers.second->big);
    CHECK(takes.is_at_end());
}

TEST_CASE("a refusal is read to its end, and what was sent behind it harms nobody") {
    Succession servers;
    TlsClient client(servers.port());
    REQUIRE(client.shake_hands());
    CHECK(client.send(get("/1")).body() == "/1");
    servers.pass_on();
    client.send("nonsense\r\n\r\n" + std::string(100'000, 'x'));
    CHECK(client.response().starts_with("HTTP/1.1 400"));
    CHECK(client.is_at_end());
    client.wire.close();
    CHECK(eventually([&] { return servers.interpreted == 0; }));
}

TEST_CASE("whoever goes is forgotten, on either side") {
    Succession servers(Options{.linger_within = milliseconds{50}});
    TlsClient polite(servers.port()), rude(servers.port()), waiting(servers.port()),
        stays(servers.port());
    for (TlsClient* const client : {&polite, &rude, &waiting, &stays}) {
        REQUIRE(client->shake_hands());
        CHECK(client->send(get("/1")).body() == "/1");
    }
    servers.pass_on();
    polite.finish_sending();
    rude.wire.close();
    CHECK(polite.is_at_end());
    CHECK(eventually([&] { return servers.interpreted == 2; }));
    waiting.send("half a he").send("ad");
    servers.second->stop();
    CHECK(stays.is_at_end());
    CHECK(eventually([&] { return servers.interpreted == 0; }));
}

TEST_CASE("in the same process everything goes on as it was") {
    Succession servers;
    TlsClient used(servers.port()), half(servers.port()), middle(servers.port());
    REQUIRE(used.shake_hands());
    CHECK(used.send(get("/1")).body() == "/1");
    REQUIRE(half.shake_hands());
    half.send("GET /half HTTP/1.1\r\n");
    middle.step();
    const std::string answer = middle.wire.some();
    std::this_thread::sleep_for(milliseconds{50});
    servers.go_on();
    CHECK(used.send(get("/ok")).response().find("keep-alive") != std::string::npos);
    CHECK(half.send("Host: a\r\n\r\n").body() == "/half");
    middle.hear(answer);
    REQUIRE(middle.shake_hands());
    CHECK(middle.send(get("/3")).body() == "/3");
    CHECK(used.send(get("/4")).body() == "/4");
}

TEST_CASE("a connection that another process interprets is passed on once more") {
    Succession servers;
    TlsClient client(servers.port());
    REQUIRE(client.shake_hands());
    CHECK(client.send(get("/1")).body() == "/1");
    servers.pass_on();
    Inheritance left = left_by(*servers.second);
    REQUIRE(left.connections.size() == 1);
    CHECK(left.connections[0].peer.is_interpreted);
    CHECK_FALSE(left.connections[0].stream.has_heard());
    Served third({}, "https://127.0.0.1:0", std::move(left));
    CHECK(client.send(get("/3")).body() == "/3");
    CHECK(client.is_at_end());
    CHECK(third.stats().requests == 1);
}

}  // namespace
}  // namespace cronmon::net
