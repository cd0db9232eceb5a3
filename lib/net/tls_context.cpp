#include "net/tls_context.h"

#include <openssl/crypto.h>
#include <openssl/rand.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <array>
#include <string_view>

namespace cronmon::net {
namespace {

constexpr const char* ciphers_of_1_2 = "ECDHE+AESGCM:ECDHE+CHACHA20";
constexpr std::string_view session_scope = "cronmon";
constexpr std::size_t ticket_keys_bytes = 80;  // SSL_CTX_set_tlsext_ticket_keys(3)

// The connection that is resumed with it gets the next.
constexpr std::size_t tickets_per_handshake = 1;

const unsigned char* bytes_of(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

// Who names protocols and none of ours would not understand us (RFC 7301, 3.2).
int choose_protocol(SSL*, const unsigned char** chosen, unsigned char* chosen_bytes,
                    const unsigned char* offered, unsigned offered_bytes, void*) {
    constexpr std::string_view ours = "\x08http/1.1\x08http/1.0";
    unsigned char* found = nullptr;
    const int outcome = SSL_select_next_proto(&found, chosen_bytes, bytes_of(ours), ours.size(),
                                              offered, offered_bytes);
    *chosen = found;
    return outcome == OPENSSL_NPN_NEGOTIATED ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_ALERT_FATAL;
}

void set_protocol(SSL_CTX* context) {
    SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
    SSL_CTX_set_cipher_list(context, ciphers_of_1_2);
    SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION |
                                     SSL_OP_CIPHER_SERVER_PREFERENCE | SSL_OP_PRIORITIZE_CHACHA);
    SSL_CTX_set_alpn_select_cb(context, choose_protocol, nullptr);
}

// An idle connection holds no buffers; what is written again may have moved; and a record is read
// with one recv(2), not with two.
void set_buffers(SSL_CTX* context) {
    SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE |
                                  SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
    SSL_CTX_set_read_ahead(context, 1);
}

void set_resumption(SSL_CTX* context) {
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
    SSL_CTX_set_session_id_context(context, bytes_of(session_scope), session_scope.size());
    SSL_CTX_set_timeout(context, std::chrono::seconds(ticket_keys_for).count());
    SSL_CTX_set_num_tickets(context, tickets_per_handshake);
}

bool is_good_for(const SSL_CTX* context, std::string_view host) {
    X509* const certificate = SSL_CTX_get0_certificate(context);
    return X509_check_host(certificate, host.data(), host.size(), 0, nullptr) == 1;
}

}  // namespace

void TlsContext::Free::operator()(SSL_CTX* context) const { SSL_CTX_free(context); }

Result<std::shared_ptr<TlsContext>> TlsContext::load(std::span<const CertificateFiles> files) {
    std::shared_ptr<TlsContext> loaded(new TlsContext);
    for (const CertificateFiles& pair : files) {
        Identity identity{{SSL_CTX_new(TLS_server_method()), Free{}}, pair.certificate};
        SSL_CTX* const context = identity.context.get();
        if (!context) return Error{Code::busy, "tls-cert: there is no memory for it"};
        set_protocol(context);
        set_buffers(context);
        set_resumption(context);
        if (auto error = use_certificate(context, pair)) return *std::move(error);
        loaded->identities_.push_back(std::move(identity));
    }
    CHECK(!loaded->identities_.empty());
    SSL_CTX* const first = loaded->identities_.front().context.get();
    SSL_CTX_set_tlsext_servername_callback(first, choose_identity);
    SSL_CTX_set_tlsext_servername_arg(first, loaded.get());
    return loaded;
}

std::vector<CertificateView> TlsContext::certificates() const {
    std::vector<CertificateView> views;
    for (const Identity& identity : identities_)
        views.push_back(view_of(identity.context.get(), identity.file));
    return views;
}

SSL* TlsContext::new_session(Millis now) {
    if (now >= ticket_keys_until_) renew_ticket_keys(now);
    return SSL_new(identities_.front().context.get());
}

// Tickets are sealed by the context that a session began with, which is the first.
void TlsContext::renew_ticket_keys(Millis now) {
    std::array<unsigned char, ticket_keys_bytes> keys;
    if (RAND_bytes(keys.data(), static_cast<int>(keys.size())) != 1) return;
    SSL_CTX_set_tlsext_ticket_keys(identities_.front().context.get(), keys.data(), keys.size());
    OPENSSL_cleanse(keys.data(), keys.size());
    ticket_keys_until_ = now + ticket_keys_for;
}

int TlsContext::choose_identity(SSL* session, int*, void* self) {
    const char* const host = SSL_get_servername(session, TLSEXT_NAMETYPE_host_name);
    if (!host) return SSL_TLSEXT_ERR_NOACK;
    for (const Identity& identity : static_cast<const TlsContext*>(self)->identities_) {
        if (!is_good_for(identity.context.get(), host)) continue;
        SSL_set_SSL_CTX(session, identity.context.get());
        return SSL_TLSEXT_ERR_OK;
    }
    return SSL_TLSEXT_ERR_NOACK;
}

}  // namespace cronmon::net
