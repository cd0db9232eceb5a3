// One connection's TLS, over its socket.
//
// Nothing here ever waits: what the socket cannot give or take now is said, and the call is made
// again when it can. OpenSSL reaches the socket through calls of ours, so that a peer that has
// gone is an error and never a signal, and so that we know when the socket has been emptied.
//
// Thread-safety: confined to its connection.
#pragma once

#include "net/io.h"
#include "net/tls_context.h"

#include <openssl/types.h>

#include <memory>
#include <span>
#include <string_view>

namespace cronmon::net {

class TlsSession {
public:
    // `now` is on the steady clock. The descriptor stays its owner's. Null: no memory.
    static std::unique_ptr<TlsSession> begin(std::shared_ptr<TlsContext> context, int descriptor,
                                             Millis now);

    Shake shake_hands();
    Io read(std::span<char> into);
    Io write(std::string_view bytes);

    // Tells the peer that nothing more will be sent (close_notify), as far as it can be told now.
    void finish_sending();

    // What was tried last goes on when the socket takes bytes, whatever it was.
    bool waits_to_write() const { return waits_to_write_; }

    // Whether the peer has said anything.
    bool has_heard() const { return has_heard_; }

    // The handshake is done, and nothing has broken since.
    bool is_secure() const { return is_secure_; }

private:
    struct Free {
        void operator()(SSL* session) const;
    };
    friend struct TlsSocket;

    explicit TlsSession(int descriptor) : descriptor_(descriptor) {}
    Io::Then after_failure(int outcome);

    std::shared_ptr<TlsContext> context_;  // outlives the session
    std::unique_ptr<SSL, Free> session_;
    int descriptor_;
    bool emptied_ = false;  // the last read took all that the socket had
    bool waits_to_write_ = false;
    bool has_heard_ = false;
    bool is_secure_ = false;
};

}  // namespace cronmon::net
