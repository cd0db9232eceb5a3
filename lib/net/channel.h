// Words and descriptors between two processes of one machine.
//
// A pair of sockets that keep the borders of messages (unix(7), SOCK_SEQPACKET); each message may
// carry one descriptor (SCM_RIGHTS), which the receiver then has too.
//
// Thread-safety: confined to its owner.
#pragma once

#include "base/clock.h"
#include "base/descriptor.h"

#include <string>
#include <string_view>
#include <utility>

namespace cronmon::net {

constexpr std::size_t channel_message_bytes_max = 64 * 1024;
// A receiver that takes nothing for so long is as good as gone.
constexpr Millis channel_send_within{5000};

class Channel {
public:
    // Both ends. Throws std::system_error.
    static std::pair<Channel, Channel> make();

    // The end that this process was started with. It is closed on exec.
    explicit Channel(Descriptor end);

    // False: the other end is gone.
    // Precondition: 1 to channel_message_bytes_max bytes.
    bool send(std::string_view text, int descriptor = -1);

    struct Message {
        enum class Kind { words, nothing_yet, gone };
        Kind kind;
        std::string text;
        Descriptor descriptor;
    };
    Message receive(Millis within);

    int descriptor() const { return end_.number(); }
    void close() { end_.reset(); }

private:
    Descriptor end_;
};

}  // namespace cronmon::net
