#include "net/tls_session.h"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <sys/socket.h>

#include <cerrno>

namespace cronmon::net {

// How OpenSSL reads and writes: BIO_meth_new(3).
struct TlsSocket {
    static TlsSession& session_of(BIO* bio) { return *static_cast<TlsSession*>(BIO_get_data(bio)); }

    static bool may_retry() { return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR; }

    static int read(BIO* bio, char* to, int bytes) {
        TlsSession& session = session_of(bio);
        const ssize_t count = recv(session.descriptor_, to, static_cast<std::size_t>(bytes), 0);
        BIO_clear_retry_flags(bio);
        if (count < 0 && may_retry()) BIO_set_retry_read(bio);
        session.emptied_ = count < bytes;
        session.has_heard_ |= count > 0;
        return static_cast<int>(count);
    }

    static int write(BIO* bio, const char* from, int bytes) {
        const ssize_t count =
            send(session_of(bio).descriptor_, from, static_cast<std::size_t>(bytes), MSG_NOSIGNAL);
        BIO_clear_retry_flags(bio);
        if (count < 0 && may_retry()) BIO_set_retry_write(bio);
        return static_cast<int>(count);
    }

    static long control(BIO*, int command, long, void*) { return command == BIO_CTRL_FLUSH; }

    static const BIO_METHOD* method() {
        static BIO_METHOD* const made = [] {
            BIO_METHOD* const method =
                BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "socket");
            BIO_meth_set_read(method, read);
            BIO_meth_set_write(method, write);
            BIO_meth_set_ctrl(method, control);
            return method;
        }();
        return made;
    }
};

void TlsSession::Free::operator()(SSL* session) const { SSL_free(session); }

std::unique_ptr<TlsSession> TlsSession::begin(std::shared_ptr<TlsContext> context, int descriptor,
                                              Millis now) {
    std::unique_ptr<TlsSession> begun(new TlsSession(descriptor));
    begun->session_.reset(context->new_session(now));
    BIO* const bio = begun->session_ ? BIO_new(TlsSocket::method()) : nullptr;
    if (!bio) return nullptr;
    BIO_set_data(bio, begun.get());
    BIO_set_init(bio, 1);
    SSL_set_bio(begun->session_.get(), bio, bio);
    SSL_set_accept_state(begun->session_.get());
    begun->context_ = std::move(context);
    return begun;
}

Shake TlsSession::shake_hands() {
    ERR_clear_error();
    const int outcome = SSL_do_handshake(session_.get());
    is_secure_ = outcome == 1;
    if (is_secure_) return Shake::done;
    if (after_failure(outcome) == Io::Then::wait) return Shake::wait;
    const int reason = ERR_GET_REASON(ERR_peek_error());
    const bool is_http = reason == SSL_R_HTTP_REQUEST || reason == SSL_R_HTTPS_PROXY_REQUEST;
    return is_http ? Shake::plain_http : Shake::over;
}

Io TlsSession::read(std::span<char> into) {
    std::size_t bytes = 0;
    ERR_clear_error();
    const int outcome = SSL_read_ex(session_.get(), into.data(), into.size(), &bytes);
    if (outcome != 1) return {0, after_failure(outcome)};
    waits_to_write_ = false;
    const bool has_more = !emptied_ || SSL_has_pending(session_.get()) == 1;
    return {bytes, has_more ? Io::Then::again : Io::Then::wait};
}

// What was refused for want of room is offered again with the same bytes in front, as OpenSSL
// demands (SSL_write(3)): nobody takes back what is owed to a connection.
Io TlsSession::write(std::string_view bytes) {
    std::size_t sent = 0;
    while (sent < bytes.size()) {
        std::size_t count = 0;
        ERR_clear_error();
        const int outcome =
            SSL_write_ex(session_.get(), bytes.data() + sent, bytes.size() - sent, &count);
        if (outcome != 1) return {sent, after_failure(outcome)};
        sent += count;
    }
    waits_to_write_ = false;
    return {sent, Io::Then::again};
}

// After a fatal error nothing may be tried any more (SSL_get_error(3)).
Io::Then TlsSession::after_failure(int outcome) {
    const int error = SSL_get_error(session_.get(), outcome);
    waits_to_write_ = error == SSL_ERROR_WANT_WRITE;
    if (waits_to_write_ || error == SSL_ERROR_WANT_READ) return Io::Then::wait;
    if (error != SSL_ERROR_ZERO_RETURN) is_secure_ = false;
    return Io::Then::over;
}

void TlsSession::finish_sending() {
    ERR_clear_error();
    if (is_secure_) SSL_shutdown(session_.get());
}

}  // namespace cronmon::net
