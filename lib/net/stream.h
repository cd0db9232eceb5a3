// The bytes of one connection: the only place that reads and writes its socket.
//
// Under TLS what is read and written goes through a TlsSession; what a Dialogue sees stays the
// same. The session, which is not small, is made when the client has sent something.
//
// Thread-safety: confined to its connection.
#pragma once

#include "base/descriptor.h"
#include "net/io.h"
#include "net/tls_session.h"

#include <memory>
#include <span>
#include <string_view>

namespace cronmon::net {

class Stream {
public:
    Stream() = default;
    explicit Stream(Descriptor descriptor) : descriptor_(std::move(descriptor)) {}

    // The next step of the handshake, or the first. `now` is on the steady clock.
    Shake shake_hands(const Credentials& credentials, Millis now);

    // The peer has turned out to speak no TLS.
    void forget_tls() { tls_.reset(); }

    Io read(std::span<char> into);
    Io write(std::string_view bytes, std::string_view behind = {});

    // Says that nothing more will be sent; reading goes on.
    void finish_sending();

    // Says farewell, where the protocol has a word for it; to be closed next.
    void part();

    // What was tried last has to wait until the socket takes bytes, even if it was a read.
    bool waits_to_write() const { return tls_ && tls_->waits_to_write(); }

    // Whether the peer has begun to speak TLS: then nobody but us can go on with it.
    bool has_heard() const { return tls_ && tls_->has_heard(); }

    // Whether it has shaken hands, and nothing has broken since.
    bool is_secure() const { return tls_ && tls_->is_secure(); }

    int descriptor() const { return descriptor_.number(); }

private:
    Descriptor descriptor_;
    std::unique_ptr<TlsSession> tls_;
};

}  // namespace cronmon::net
