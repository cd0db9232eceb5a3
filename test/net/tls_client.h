// A client that speaks TLS, and can be made to do so slowly, in pieces, or badly. For tests.
#pragma once

#include "client.h"

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <memory>
#include <string>
#include <string_view>

namespace cronmon::net {

struct TlsWish {
    int version = 0;  // that and no other; 0: as it likes
    std::string host = {};
    std::string protocols = {};  // of ALPN, as on the wire
    std::string ciphers = {};    // of TLS 1.2
    SSL_SESSION* session = nullptr;
    bool in_pieces = false;  // every byte is sent by itself
    int receive_buffer = 0;
};

// OpenSSL works in memory; what it wants to send and what has come passes through our hands.
class TlsClient {
public:
    explicit TlsClient(std::uint16_t port, TlsWish wish = {})
        : wire(port, wish.receive_buffer),
          wish_(std::move(wish)),
          context_(SSL_CTX_new(TLS_client_method()), SSL_CTX_free) {
        SSL_CTX_set_security_level(context_.get(), 0);  // so that the server is who refuses
        if (!wish_.ciphers.empty()) SSL_CTX_set_cipher_list(context_.get(), wish_.ciphers.c_str());
        session_.reset(SSL_new(context_.get()));
        if (wish_.version != 0) {
            SSL_set_min_proto_version(session(), wish_.version);
            SSL_set_max_proto_version(session(), wish_.version);
        }
        if (!wish_.host.empty()) SSL_set_tlsext_host_name(session(), wish_.host.c_str());
        SSL_set_alpn_protos(session(),
                            reinterpret_cast<const unsigned char*>(wish_.protocols.data()),
                            static_cast<unsigned>(wish_.protocols.size()));
        if (wish_.session) SSL_set_session(session(), wish_.session);
        SSL_set_bio(session(), BIO_new(BIO_s_mem()), BIO_new(BIO_s_mem()));
        SSL_set_connect_state(session());
    }

    SSL* session() { return session_.get(); }

    // Says what it has to say without waiting for an answer. True when the handshake is done.
    bool step() {
        const bool done = SSL_do_handshake(session()) == 1;
        flush();
        return done;
    }

    bool shake_hands() {
        while (!step())
            if (SSL_get_error(session(), -1) != SSL_ERROR_WANT_READ || !take_in()) return false;
        return true;
    }

    // What came for it, and somebody else has read.
    void hear(std::string_view bytes) {
        BIO_write(SSL_get_rbio(session()), bytes.data(), static_cast<int>(bytes.size()));
    }

    TlsClient& send(std::string_view bytes) {
        SSL_write(session(), bytes.data(), static_cast<int>(bytes.size()));
        flush();
        return *this;
    }

    std::string response() {
        std::size_t head = 0;
        while ((head = received_.find("\r\n\r\n")) == received_.npos)
            if (!receive()) return take(received_.size());
        const std::size_t at = received_.find("Content-Length: ");
        const std::size_t length =
            head + 4 + (at < head ? std::strtoul(received_.c_str() + at + 16, nullptr, 10) : 0);
        while (received_.size() < length && receive()) {
        }
        return take(length);
    }

    std::string body() {
        const std::string whole = response();
        const std::size_t end = whole.find("\r\n\r\n");
        return end == whole.npos ? "" : whole.substr(end + 4);
    }

    // The server has said farewell, and nothing else.
    bool is_at_end() {
        return !receive() && received_.empty() &&
               (SSL_get_shutdown(session()) & SSL_RECEIVED_SHUTDOWN) != 0;
    }

    void finish_sending() {
        SSL_shutdown(session());
        flush();
    }

    bool is_shown(const char* host) {
        const std::unique_ptr<X509, decltype(&X509_free)> shown(
            SSL_get1_peer_certificate(session()), X509_free);
        return shown && X509_check_host(shown.get(), host, 0, 0, nullptr) == 1;
    }

    std::string version() { return SSL_get_version(session()); }

    std::string protocol() {
        const unsigned char* text = nullptr;
        unsigned bytes = 0;
        SSL_get0_alpn_selected(session(), &text, &bytes);
        return {reinterpret_cast<const char*>(text), bytes};
    }

    void flush() {
        char buffer[16 * 1024];
        int bytes = 0;
        while ((bytes = BIO_read(SSL_get_wbio(session()), buffer, sizeof buffer)) > 0) {
            const std::string_view all(buffer, static_cast<std::size_t>(bytes));
            const std::size_t piece = wish_.in_pieces ? 1 : all.size();
            for (std::size_t at = 0; at < all.size(); at += piece) wire.send(all.substr(at, piece));
        }
    }

    Client wire;

private:
    bool take_in() {
        const std::string bytes = wire.some();
        hear(bytes);
        return !bytes.empty();
    }

    bool receive() {
        char buffer[16 * 1024];
        for (;;) {
            const int bytes = SSL_read(session(), buffer, sizeof buffer);
            flush();
            if (bytes > 0) return received_.append(buffer, static_cast<std::size_t>(bytes)), true;
            if (SSL_get_error(session(), bytes) != SSL_ERROR_WANT_READ || !take_in()) return false;
        }
    }

    std::string take(std::size_t bytes) {
        const std::string taken = received_.substr(0, bytes);
        received_.erase(0, bytes);
        return taken;
    }

    TlsWish wish_;
    std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context_;
    std::unique_ptr<SSL, decltype(&SSL_free)> session_{nullptr, SSL_free};
    std::string received_;
};

}  // namespace cronmon::net
