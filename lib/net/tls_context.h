// Who this server is under TLS, and how it speaks.
//
// TLS 1.2 and 1.3 with forward secrecy and authenticated encryption only; no compression, no
// renegotiation. A client that names the host it wants (SNI, RFC 6066, 3) is shown the first
// certificate that is good for it, anybody else the first of all. Sessions are resumed by tickets,
// whose keys last `ticket_keys_for` and are never written down; so nothing is kept here for those
// who might come back.
//
// A renewed certificate is a new context; connections that were made under the old one keep it.
//
// Thread-safety: load() and certificates() from any thread; new_session() confined to the
// reactor's. Credentials is synchronised.
#pragma once

#include "base/clock.h"
#include "base/error.h"
#include "net/certificate.h"

#include <openssl/types.h>

#include <chrono>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <vector>

namespace cronmon::net {

constexpr std::chrono::hours ticket_keys_for{12};

class TlsContext {
public:
    // Precondition: there is at least one. Errors are those of use_certificate().
    static Result<std::shared_ptr<TlsContext>> load(std::span<const CertificateFiles> files);

    std::vector<CertificateView> certificates() const;

    // A server's session that has not begun; the context must outlive it. Null: no memory.
    // `now` is on the steady clock.
    SSL* new_session(Millis now);

private:
    struct Free {
        void operator()(SSL_CTX* context) const;
    };
    struct Identity {
        std::unique_ptr<SSL_CTX, Free> context;
        std::string file;
    };

    TlsContext() = default;
    static int choose_identity(SSL* session, int*, void* self);
    void renew_ticket_keys(Millis now);

    std::vector<Identity> identities_;
    Millis ticket_keys_until_{};
};

// The context for connections from now on.
class Credentials {
public:
    void present(std::shared_ptr<TlsContext> context) {
        const std::lock_guard lock(mutex_);
        context_.swap(context);
    }

    // Null: we have none.
    std::shared_ptr<TlsContext> current() const {
        const std::lock_guard lock(mutex_);
        return context_;
    }

private:
    mutable std::mutex mutex_;
    std::shared_ptr<TlsContext> context_;
};

}  // namespace cronmon::net
