// TLS as clients meet it: who is let in, as what, and how badly one may behave.
#include "served.h"
#include "support/certificates.h"
#include "support/temp_dir.h"
#include "tls_client.h"

#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <vector>

namespace cronmon::net {
namespace {

using std::chrono::milliseconds;
constexpr Millis soon{50};

CertificateFiles files_of(const MadeCertificate& made) { return {made.certificate, made.key}; }

std::shared_ptr<TlsContext> context_of(std::vector<CertificateFiles> files) {
    const auto loaded = TlsContext::load(files);
    REQUIRE_MESSAGE(loaded, (loaded ? "" : loaded.error().message));
    return *loaded;
}

// A server with one certificate, of localhost.
struct SecureServer {
    explicit SecureServer(const Options& options = {}) : served(options, "https://127.0.0.1:0") {
        served.reactor.present(context_of({files_of(made)}));
    }
    TlsClient client(TlsWish wish = {}) { return TlsClient(served.port, std::move(wish)); }

    TempDir dir;
    MadeCertificate made{dir.path(), "first"};
    Served served;
};

std::string version_with(SecureServer& server, int version) {
    TlsClient client = server.client({.version = version});
    return client.shake_hands() ? client.version() : "none";
}

TEST_CASE("TLS 1.2 and 1.3 are spoken, and nothing older") {
    SecureServer server;
    CHECK(version_with(server, TLS1_3_VERSION) == "TLSv1.3");
    CHECK(version_with(server, TLS1_2_VERSION) == "TLSv1.2");
    CHECK(version_with(server, TLS1_1_VERSION) == "none");
    CHECK(server.served.stats().handshakes == 2);
    CHECK(eventually([&] { return server.served.stats().handshakes_failed == 1; }));
}

TEST_CASE("a request is answered, and whoever understands it knows that it was secure") {
    SecureServer server;
    for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
        TlsClient client = server.client({.version = version});
        REQUIRE(client.shake_hands());
        CHECK(client.send(get("/scheme")).body() == "https");
        CHECK(client.send(post("/b", "hello")).body() == "/b hello 5");
        CHECK(client.send(get("/ok")).body() == "OK");
    }
}

TEST_CASE("only ciphers with forward secrecy and authentication are taken") {
    SecureServer server;
    for (const char* weak : {"AES128-GCM-SHA256", "ECDHE-ECDSA-AES128-SHA", "NULL-SHA256"}) {
        TlsClient client = server.client({.version = TLS1_2_VERSION, .ciphers = weak});
        CHECK_MESSAGE(!client.shake_hands(), weak);
    }
    TlsClient client =
        server.client({.version = TLS1_2_VERSION, .ciphers = "ECDHE-ECDSA-CHACHA20-POLY1305"});
    CHECK(client.shake_hands());
}

TEST_CASE("of the protocols that a client names http/1.1 is chosen, or none") {
    SecureServer server;
    TlsClient both = server.client({.protocols = "\x02h2\x08http/1.1"});
    REQUIRE(both.shake_hands());
    CHECK(both.protocol() == "http/1.1");
    TlsClient old = server.client({.protocols = "\x08http/1.0"});  // curl --http1.0
    REQUIRE(old.shake_hands());
    CHECK(old.protocol() == "http/1.0");
    TlsClient silent = server.client();
    REQUIRE(silent.shake_hands());
    CHECK(silent.protocol() == "");
    TlsClient other = server.client({.protocols = "\x02h2"});
    CHECK(!other.shake_hands());
}

TEST_CASE("the certificate is chosen by the name that the client asks for") {
    TempDir dir;
    const MadeCertificate first(dir.path(), "first", {.names = "DNS:first.example"});
    const MadeCertificate second(dir.path(), "second",
                                 {.names = "DNS:x.example,DNS:*.second.example"});
    Served served({}, "https://127.0.0.1:0");
    served.reactor.present(context_of({files_of(first), files_of(second)}));
    const auto shown_to = [&](const char* host, const char* expected) {
        TlsClient client(served.port, {.host = host});
        return client.shake_hands() && client.is_shown(expected);
    };
    CHECK(shown_to("first.example", "first.example"));
    CHECK(shown_to("X.example", "x.example"));
    CHECK(shown_to("a.second.example", "a.second.example"));
    CHECK(shown_to("second.example", "first.example"));  // the star stands for one label
    CHECK(shown_to("unknown.example", "first.example"));
    CHECK(shown_to("", "first.example"));
}

// A session that a later connection can resume.
std::shared_ptr<SSL_SESSION> session_from(TlsClient& client) {
    REQUIRE(client.shake_hands());
    REQUIRE(client.send(get("/a")).body() == "/a");
    return {SSL_get1_session(client.session()), SSL_SESSION_free};
}

TEST_CASE("a session is resumed, under the first certificate and under another") {
    TempDir dir;
    const MadeCertificate first(dir.path(), "first", {.names = "DNS:first.example"});
    const MadeCertificate second(dir.path(), "second", {.names = "DNS:second.example"});
    Served served({}, "https://127.0.0.1:0");
    served.reactor.present(context_of({files_of(first), files_of(second)}));
    for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
        for (const char* host : {"first.example", "second.example"}) {
            TlsClient before(served.port, {.version = version, .host = host});
            const auto session = session_from(before);
            CHECK(!SSL_session_reused(before.session()));
            TlsClient after(served.port,
                            {.version = version, .host = host, .session = session.get()});
            REQUIRE(after.shake_hands());
            CHECK(SSL_session_reused(after.session()));
            CHECK(after.send(get("/b")).body() == "/b");
        }
    }
}

TEST_CASE("a renewed certificate is for new connections; old ones, and their sessions, go on") {
    SecureServer server;
    TlsClient old = server.client();
    const auto session = session_from(old);
    server.made.write({.names = "DNS:renewed.example"});
    server.served.reactor.present(context_of({files_of(server.made)}));
    TlsClient fresh = server.client();
    REQUIRE(fresh.shake_hands());
    CHECK(fresh.is_shown("renewed.example"));
    CHECK(old.is_shown("localhost"));
    CHECK(old.send(get("/still")).body() == "/still");
    TlsClient back = server.client({.session = session.get()});
    REQUIRE(back.shake_hands());  // not resumed, but not refused either
    CHECK(back.is_shown("renewed.example"));
}

TEST_CASE("who does not finish the handshake is closed, whether silent, slow or half way") {
    SecureServer server({.handshake_within = soon});
    TlsClient silent = server.client();
    TlsClient started = server.client();
    started.step();
    TlsClient dripping = server.client();
    dripping.wire.send("\x16\x03");
    CHECK(silent.wire.is_at_end());
    CHECK(eventually([&] { return server.served.stats().timed_out == 3; }));
    CHECK(eventually([&] { return server.served.stats().connections_open == 0; }));
}

TEST_CASE("after the handshake the first request has its own time") {
    SecureServer server({.head_within = soon});
    TlsClient client = server.client();
    REQUIRE(client.shake_hands());
    CHECK(client.is_at_end());
}

TEST_CASE("who speaks plain HTTP is told so, in plain HTTP") {
    SecureServer server;
    for (const std::string& request : {get("/a"), post("/b", std::string(100'000, 'x'))}) {
        Client client(server.served.port);
        const std::string answer = client.send(request).response();
        CHECK(answer.starts_with("HTTP/1.1 400 Bad Request\r\n"));
        CHECK(answer.ends_with("This port speaks HTTPS: the address begins with https://.\n"));
        CHECK(client.is_at_end());
    }
}

TEST_CASE("garbage is the end of a connection, and of nothing else") {
    SecureServer server;
    const std::vector<std::string> garbage{
        "\x16\x03\x01\xff\xff", std::string(20'000, '\0'), "SSH-2.0-client\r\n",
        std::string("\x16\x03\x01\x00\x05\x01\x00\x00\x01\x00", 10), "\x80\x2e\x01\x03\x01"};
    for (const std::string& bytes : garbage) {
        Client client(server.served.port);
        client.send(bytes).finish_sending();
        client.rest();
    }
    CHECK(eventually([&] { return server.served.stats().handshakes_failed == garbage.size(); }));
    TlsClient client = server.client();
    REQUIRE(client.shake_hands());
    CHECK(client.send(get("/a")).body() == "/a");
}

TEST_CASE("a record that was tampered with ends the connection") {
    SecureServer server;
    TlsClient client = server.client();
    REQUIRE(client.shake_hands());
    CHECK(client.send(get("/a")).body() == "/a");
    client.wire.send(std::string("\x17\x03\x03\x00\x20", 5) + std::string(32, 'x'));
    CHECK(eventually([&] { return server.served.stats().connections_open == 0; }));
}

TEST_CASE("a client may send each byte by itself") {
    SecureServer server;
    TlsClient client = server.client({.in_pieces = true});
    REQUIRE(client.shake_hands());
    CHECK(client.send(post("/x", "hello")).body() == "/x hello 5");
    CHECK(client.send(get("/1") + get("/2")).body() == "/1");
    CHECK(client.body() == "/2");
}

TEST_CASE("pipelined requests are answered in their order") {
    SecureServer server;
    TlsClient client = server.client();
    REQUIRE(client.shake_hands());
    std::string all;
    for (int i = 0; i < 2000; ++i) all += get("/" + std::to_string(i));
    std::thread sender([&] { client.send(all); });
    sender.join();
    for (int i = 0; i < 2000; ++i) REQUIRE(client.body() == "/" + std::to_string(i));
}

TEST_CASE("a big answer reaches a slow reader whole, whether it is ours or lent") {
    SecureServer server;
    for (int i = 0; i < 400'000; ++i) server.served.big += std::to_string(i);
    server.served.lent.emplace(200, "text/plain", Canned::Lent{server.served.big});
    for (const char* target : {"/big", "/lent"}) {
        TlsClient client = server.client({.receive_buffer = 4096});
        REQUIRE(client.shake_hands());
        client.send(get(target) + get("/after"));
        std::this_thread::sleep_for(milliseconds{20});
        CHECK(client.body() == server.served.big);
        CHECK(client.body() == "/after");
    }
}

TEST_CASE("an answer that comes late, from another thread, is sent under TLS too") {
    SecureServer server;
    TlsClient client = server.client();
    REQUIRE(client.shake_hands());
    client.send(get("/later"));
    server.served.reactor.answer(server.served.ticket(), server.served.ok);
    CHECK(client.body() == "OK");
}

TEST_CASE("the end is announced, and an announced end is understood") {
    SecureServer server;
    TlsClient asks = server.client();
    REQUIRE(asks.shake_hands());
    CHECK(asks.send(get("/close")).body() == "bye");
    CHECK(asks.is_at_end());

    TlsClient leaves = server.client();
    REQUIRE(leaves.shake_hands());
    leaves.send(get("/a"));
    leaves.finish_sending();  // what was asked before is still answered
    CHECK(leaves.body() == "/a");
    CHECK(eventually([&] { return server.served.stats().connections_open == 0; }));
}

TEST_CASE("a refusal is read to its end before the connection is") {
    SecureServer server;
    TlsClient client = server.client();
    REQUIRE(client.shake_hands());
    client.send("NONSENSE\r\n\r\n" + std::string(200'000, 'x'));
    CHECK(client.response().starts_with("HTTP/1.1 400 "));
    CHECK(client.is_at_end());
}

TEST_CASE("renegotiation is refused, new keys are not") {
    SecureServer server;
    TlsClient old = server.client({.version = TLS1_2_VERSION});
    REQUIRE(old.shake_hands());
    SSL_renegotiate(old.session());
    CHECK(!old.shake_hands());
    CHECK(server.served.stats().handshakes == 1);

    TlsClient client = server.client({.version = TLS1_3_VERSION});
    REQUIRE(client.shake_hands());
    SSL_key_update(client.session(), SSL_KEY_UPDATE_REQUESTED);
    CHECK(client.send(get("/a")).body() == "/a");
    CHECK(client.send(get("/b")).body() == "/b");
}

TEST_CASE("without a certificate nobody is let in, and nothing breaks") {
    Served served({}, "https://127.0.0.1:0");
    TlsClient client(served.port);
    CHECK(!client.shake_hands());
    CHECK(eventually([&] { return served.stats().connections_open == 0; }));
}

TEST_CASE("a crowd that shakes hands at once holds up nobody who already has") {
    SecureServer server;
    TlsClient client = server.client();
    REQUIRE(client.shake_hands());
    std::vector<std::unique_ptr<TlsClient>> crowd;
    for (int i = 0; i < 300; ++i) {
        crowd.push_back(std::make_unique<TlsClient>(server.served.port));
        crowd.back()->step();
    }
    CHECK(client.send(get("/a")).body() == "/a");
    for (const auto& one : crowd) {
        REQUIRE(one->shake_hands());
        REQUIRE(one->send(get("/b")).body() == "/b");
    }
    CHECK(server.served.stats().handshakes == 301);
}

TEST_CASE("who shakes hands when the server is told to stop is still served") {
    SecureServer server;
    TlsClient client = server.client();
    client.step();
    CHECK(!client.wire.is_silent_for(patience));  // the server's half is here
    server.served.request_stop();
    CHECK(eventually([&] { return !Client(server.served.port).is_connected(); }));
    REQUIRE(client.shake_hands());
    CHECK(client.send(get("/last")).body() == "/last");
    server.served.stop();
}

TEST_CASE("who has said nothing does not hold up the stop") {
    SecureServer server;
    TlsClient silent = server.client();
    CHECK(eventually([&] { return server.served.stats().connections_open == 1; }));
    const auto begin = std::chrono::steady_clock::now();
    server.served.stop();
    CHECK(std::chrono::steady_clock::now() - begin < Options{}.drain_within / 2);
}

}  // namespace
}  // namespace cronmon::net
